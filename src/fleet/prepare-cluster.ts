import { boolean, readValue } from '../input';
import type { ProblemSink } from '../problems';
import { copyLayer, mergeLayers } from './layers';
import type { Layer } from './layers';
import { expandVariables, hasVariables, readVariables } from './variables';
import type { Variables } from './variables';

/** The sync of one cluster, ready to be created. */
export interface PreparedCluster {
  /** Props of a sync, not checked yet. */
  readonly props: Layer;
  readonly patchChart: boolean;
  readonly variables: Variables;
  /** Whether it has all props but its URL and path in common with each other cluster of which this is true. */
  readonly differsInPlace: boolean;
}

/** The props that a cluster may have of its own without a sync that differs in more than URL and path. */
const PLACE_PROPS = ['url', 'path', 'variables'];

/**
 * Puts a cluster's props on top of the defaults and expands its variables. Returns `undefined` where anything is wrong.
 */
export function prepareCluster(cluster: string, defaults: readonly Layer[], props: unknown, sink: ProblemSink): PreparedCluster | undefined {
  const own = copyLayer(props, sink);
  if (own === undefined) {
    return undefined;
  }
  const common = defaults.reduce(mergeLayers, {});
  const { variables, patchChart, ...merged } = mergeLayers(common, own);
  const isChartPatched = patchChart === undefined ? false : readValue(boolean, patchChart, sink.at('patchChart'), { form: 'data' });
  const values = readVariables(cluster, variables, sink.at('variables'));
  const expanded = expandVariables(merged, values, sink) as Layer;
  return sink.problems.length > 0 ? undefined : {
    props: expanded,
    patchChart: isChartPatched === true,
    variables: values,
    differsInPlace: Object.keys(own).every(isPlaceProp) && Object.entries(common).every(([name, value]) => isPlaceProp(name) || !hasVariables(value)),
  };
}

function isPlaceProp(name: string): boolean {
  return PLACE_PROPS.includes(name);
}
