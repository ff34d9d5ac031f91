import type { Chart } from 'cdk8s';
import { FleetOutput } from './fleet';
import { FluxDistribution } from './flux-distribution';
import { FluxInstance } from './flux-instance';
import { FluxInstanceSync } from './flux-instance-sync';
import { wrapInput } from './instance';
import type { InstanceInput, SyncInput } from './instance';
import { ProblemsError } from './problems';

/** How the input of a cluster is read, for each output of a fleet. */
export interface ClusterReaders {
  readonly sync: (patchTargets: Chart[] | undefined, namespace?: string) => SyncInput;
  readonly instance: (namespace?: string) => InstanceInput;
  readonly distribution: (namespace?: string) => InstanceInput;
}

/**
 * Adds what a fleet writes for a cluster to its chart.
 *
 * @throws ProblemsError with everything that is wrong with the cluster
 */
export function addClusterObjects(chart: Chart, output: FleetOutput, isChartPatched: boolean, read: ClusterReaders): void {
  if (output === FleetOutput.SYNC) {
    const patchTargets = isChartPatched ? [chart] : undefined;
    new FluxInstanceSync(chart, 'flux-instance-sync', wrapInput((namespace) => read.sync(patchTargets, namespace)));
    return;
  }
  if (isChartPatched) {
    throw new ProblemsError('FluxFleet', [{
      code: 'INPUT_CONFLICT', path: 'patchChart', rule: `is for the output ${FleetOutput.SYNC} only, and this fleet has ${output}`, remedy: 'leave it out',
    }]);
  }
  if (output === FleetOutput.FLUX_INSTANCE) {
    new FluxInstance(chart, 'flux-instance', wrapInput(read.instance));
  } else {
    new FluxDistribution(chart, 'flux-distribution', wrapInput(read.distribution));
  }
}
