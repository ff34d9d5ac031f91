import { formatFieldPath, ProblemSink } from '../problems';
import type { Problem } from '../problems';
import { isChartRelease, isChartValues, readChartValues } from './chart-values';
import type { DerivationSinks, YamlObject } from './derived-instance';
import { readManifest } from './manifest';
import type { SyncInput } from './read-props';

/**
 * Reads a sync from values of the flux-instance chart, bare or in a HelmRelease. Problems and warnings name the fields of the values.
 *
 * @returns `undefined` for a document that is something else
 */
export function readChartSync(document: YamlObject, options: unknown, defaultNamespace?: string): SyncInput | undefined {
  const sinks: DerivationSinks = { problems: new ProblemSink(), warnings: new ProblemSink() };
  const derived = isChartValues(document) || isChartRelease(document) ? readChartValues(document, sinks) : undefined;
  if (derived === undefined) {
    return undefined;
  }
  const { instance, nameField } = derived;
  const input = readManifest(JSON.stringify(instance), options, defaultNamespace);
  const rename = (problems: readonly Problem[]) => problems.map((problem) => ({ ...problem, path: nameField(problem.path) }));
  sinks.problems.add(rename(input.sink.problems));
  sinks.warnings.add(rename(input.warnings.problems));
  const names = Object.entries(input.names).map(([field, steps]) => [field, nameField(formatFieldPath(steps)).split('.')]);
  return { ...input, names: Object.fromEntries(names) as SyncInput['names'], sink: sinks.problems, warnings: sinks.warnings };
}
