import { copyLayer, mergeLayers } from './layers';
import type { Layer } from './layers';
import { expandVariables, readVariables } from './variables';
import { boolean, readValue } from '../input';
import { readDurations } from '../options';
import type { Problem, ProblemSink } from '../problems';

/** The sync of one cluster, ready to be created. */
export interface PreparedCluster {
  /** Props of a sync, not checked yet. */
  readonly props: Layer;
  readonly patchChart: boolean;
}

/**
 * Puts a cluster's props on top of the defaults, expands its variables and reads durations that are strings. Returns `undefined` where anything
 * is wrong.
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
  const ready = convertDurations(expanded, sink);
  return sink.problems.length > 0 ? undefined : { props: ready, patchChart: isChartPatched === true };
}

/**
 * In data, durations are strings such as `5m`. They become objects that act like a Duration, because the constructor of the sync reads props of
 * code. This can go once a sync can be made from data.
 */
function convertDurations(props: Layer, sink: ProblemSink): Layer {
  const problems: Problem[] = [];
  const converted = readDurations(props, problems);
  sink.add(problems);
  return converted;
}
