import { App, Chart } from 'cdk8s';
import type { ChartProps } from 'cdk8s';
import { FluxInstanceSync, SyncKind } from '../../src';
import type { FluxInstanceSyncProps } from '../../src';
import { formatWarning } from '../../src/problems';

/** The least that a sync needs. */
export const GIT: FluxInstanceSyncProps = {
  kind: SyncKind.GIT_REPOSITORY,
  url: 'https://github.com/my-org/my-fleet.git',
  ref: 'refs/heads/main',
  path: 'clusters/my-cluster',
};

export function makeChart(props?: ChartProps): Chart {
  return new Chart(new App(), 'cluster', props);
}

export function makeSync(props: Partial<FluxInstanceSyncProps> = {}): FluxInstanceSync {
  return new FluxInstanceSync(makeChart(), 'sync', { ...GIT, ...props });
}

/** The message of the error that making it throws. */
export function messageOf(make: () => unknown): string {
  try {
    make();
  } catch (error) {
    return (error as Error).message;
  }
  return 'nothing was thrown';
}

/** The warnings of a sync as they are written. */
export function warningsOf(sync: FluxInstanceSync): string[] {
  return sync.warnings.map(formatWarning);
}
