import type { Chart } from 'cdk8s';
import type { ClusterInput, SimilarSync } from './cluster-input';
import { AppWarnings, writeObjects } from './emit';
import { FleetOutput, makeClusterChart, nameFile, synthesizeFiles } from './fleet';
import type { ClusterChart, FleetSettings } from './fleet';
import { FluxDistribution } from './flux-distribution';
import { checkFluxInstance, FluxInstance } from './flux-instance';
import { FluxInstanceSync } from './flux-instance-sync';
import { toSyncInput, wrapInput } from './instance';
import type { InstanceInput } from './instance';
import { ProblemsError, toWarning } from './problems';
import type { FluxWarning, Problem } from './problems';
import { lazy } from './util';
import type { KubeObject } from './util';

// As in the constructs: whoever only imports the package does not pay for it.
// eslint-disable-next-line @typescript-eslint/no-require-imports
const loadOperator = lazy(() => require('./operator') as typeof import('./operator'));

/** What a cluster comes to: contents of files by name. */
export interface RenderedCluster {
  readonly files: ReadonlyMap<string, string>;
  readonly warnings: readonly FluxWarning[];
}

/**
 * Makes the files of a cluster. Where nobody has used its chart, the objects are written as the construct would emit them, without making one.
 *
 * @throws ProblemsError with everything that is wrong with the cluster, or whatever the constructs in its chart throw
 */
export function renderCluster(name: string, chart: ClusterChart, { output, layout }: FleetSettings, input: ClusterInput): RenderedCluster {
  const rendered = chart.isUsed || input.isChartPatched ? undefined : renderObjects(output, input);
  // A Secret among the objects may change what is to be said of the others. Where there are none, not each layout has a file.
  if (rendered === undefined || rendered.objects.length === 0 || rendered.objects.some(({ kind }) => kind === 'Secret')) {
    addClusterObjects(chart.chart, output, input);
    const files = synthesizeFiles(name, chart.chart, layout);
    return { files, warnings: AppWarnings.of(chart.chart).list().map(({ warning }) => warning) };
  }
  const { objects, warnings } = rendered;
  const file = nameFile(name, layout, () => makeClusterChart(name));
  return { files: new Map([[file, writeObjects(objects)]]), warnings: warnings.map(toWarning) };
}

/**
 * Adds what a fleet writes for a cluster to its chart.
 *
 * @throws ProblemsError with everything that is wrong with the cluster
 */
export function addClusterObjects(chart: Chart, output: FleetOutput, input: ClusterInput): void {
  // The fleet tells those of all clusters at the end.
  AppWarnings.of(chart).isSilent = true;
  if (output === FleetOutput.SYNC) {
    const patchTargets = input.isChartPatched ? [chart] : undefined;
    new FluxInstanceSync(chart, 'flux-instance-sync', wrapInput((namespace) => input.sync(patchTargets, namespace)));
    return;
  }
  if (input.isChartPatched) {
    throw new ProblemsError('FluxFleet', [{
      code: 'INPUT_CONFLICT', path: 'patchChart', rule: `is for the output ${FleetOutput.SYNC} only, and this fleet has ${output}`, remedy: 'leave it out',
    }]);
  }
  if (output === FleetOutput.FLUX_INSTANCE) {
    new FluxInstance(chart, 'flux-instance', wrapInput(input.instance));
  } else {
    new FluxDistribution(chart, 'flux-distribution', wrapInput(input.distribution));
  }
}

interface RenderedObjects {
  readonly objects: readonly KubeObject[];
  readonly warnings: readonly Problem[];
}

/** The objects that the construct would add to a chart that has nothing else. */
function renderObjects(output: FleetOutput, input: ClusterInput): RenderedObjects {
  const known = output === FleetOutput.SYNC ? input.similar?.render() : undefined;
  if (known !== undefined) {
    return { objects: known, warnings: [] };
  }
  const read = output === FleetOutput.SYNC ? input.sync(undefined) : output === FleetOutput.FLUX_INSTANCE ? input.instance() : input.distribution();
  const { problems, objects, warnings } = renderInput(output, read, input.similar);
  if (problems.length > 0) {
    throw new ProblemsError('FluxFleet', problems);
  }
  const { acknowledgements } = read.settings;
  return { objects, warnings: [...acknowledgements.filter(warnings), ...acknowledgements.listUnused()] };
}

function renderInput(
  output: FleetOutput, input: InstanceInput, similar: SimilarSync | undefined,
): RenderedObjects & { readonly problems: readonly Problem[] } {
  const { renderInstance, renderSync, SyncTemplate } = loadOperator();
  switch (output) {
    case FleetOutput.SYNC: {
      const sync = toSyncInput(input)!;
      const rendered = renderSync(sync, { labels: {}, patchTargets: [] });
      similar?.keep(SyncTemplate.of(sync, rendered));
      return rendered;
    }
    case FleetOutput.FLUX_INSTANCE: {
      const { problems, checked, written } = checkFluxInstance(input, { labels: {} });
      return { problems, objects: written.manifest === undefined ? [] : [written.manifest], warnings: [...checked.warnings, ...written.warnings] };
    }
    case FleetOutput.DISTRIBUTION:
      return renderInstance(input, { labels: {}, manifests: input.settings.manifests ?? '' });
  }
}
