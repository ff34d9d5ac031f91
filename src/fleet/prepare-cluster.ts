import { boolean, readValue } from '../input';
import type { ProblemSink } from '../problems';
import { copyLayer, mergeLayers } from './layers';
import type { Layer } from './layers';
import { expandVariables, readVariables } from './variables';
import type { Variables } from './variables';

/** The sync of one cluster, ready to be created. */
export interface PreparedCluster {
  /** Props of a sync, not checked yet. */
  readonly props: Layer;
  readonly patchChart: boolean;
  readonly variables: Variables;
}

/**
 * Puts a cluster's props on top of the defaults and expands its variables. Returns `undefined` where anything is wrong.
 */
export function prepareCluster(cluster: string, defaults: readonly Layer[], props: unknown, sink: ProblemSink): PreparedCluster | undefined {
  const own = copyLayer(props, sink);
  if (own === undefined) {
    return undefined;
  }
  const { variables, patchChart, ...merged } = [...defaults, own].reduce(mergeLayers, {});
  const isChartPatched = patchChart === undefined ? false : readValue(boolean, patchChart, sink.at('patchChart'), { form: 'data' });
  const values = readVariables(cluster, variables, sink.at('variables'));
  const expanded = expandVariables(merged, values, sink) as Layer;
  return sink.problems.length > 0 ? undefined : { props: expanded, patchChart: isChartPatched === true, variables: values };
}
