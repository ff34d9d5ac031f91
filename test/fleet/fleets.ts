import { FluxFleet, SyncKind } from '../../src';
import type { FleetClusterProps, FleetSummary, FluxFleetProps } from '../../src';

export const DEFAULTS: FleetClusterProps = {
  kind: SyncKind.GIT_REPOSITORY,
  url: 'https://github.com/my-org/my-fleet.git',
  ref: 'refs/heads/main',
  path: 'clusters/$(cluster.name)',
};

/** A summary in which nothing else happened. */
export const NOTHING: FleetSummary = { clusters: 0, written: [], unchanged: [], removed: [], stale: [], passedOver: [], warnings: [], failed: [] };

/** Synthesizes a fleet of clusters that have nothing but the defaults. */
export function synthesize(outdir: string, clusters: readonly string[], props: FluxFleetProps = {}): FleetSummary {
  const fleet = new FluxFleet({ outdir, defaults: DEFAULTS, ...props });
  clusters.forEach((cluster) => fleet.addCluster(cluster));
  return fleet.synth();
}

/** The message of what a step throws. */
export function messageOf(step: () => unknown): string {
  return catchError(step).message;
}

/** What a step throws. */
export function catchError(step: () => unknown): Error {
  try {
    step();
  } catch (error) {
    return error as Error;
  }
  throw new Error('nothing was thrown');
}
