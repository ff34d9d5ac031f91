import { isPlainObject } from './is-plain-object';
import { readTextFile } from './read-text-file';
import { ProblemsError, ProblemSink, suggestRemedy } from '../problems';
import type { Problem } from '../problems';

export interface ClusterList {
  /** What all clusters of the list have in common. */
  readonly defaults: unknown;
  readonly clusters: readonly ListedCluster[];
}

export interface ListedCluster {
  readonly name: unknown;
  readonly props: unknown;
  /** Its place in the list: `clusters[7]`. */
  readonly place: string;
}

const MEMBERS = ['defaults', 'clusters'];

/**
 * Reads a list of clusters, in YAML or JSON: `clusters`, each with a name in `cluster` and the props of its sync, and `defaults`.
 *
 * @throws ProblemsError when the file cannot be read, or is no such list: then nobody knows which clusters there are
 */
export function readClusterList(path: string): ClusterList {
  const list: unknown = readTextFile(path, parseList);
  if (!isPlainObject(list) || !Array.isArray(list.clusters)) {
    throw new ProblemsError(path, [{ code: 'INPUT_TYPE', path: '', rule: 'must be an object with a list named clusters', received: list }]);
  }
  const unknown = Object.keys(list).filter((name) => !MEMBERS.includes(name));
  if (unknown.length > 0) {
    throw new ProblemsError(path, unknown.map((name): Problem => (
      { code: 'INPUT_UNKNOWN', path: name, rule: 'is not known; there are defaults and clusters', remedy: suggestRemedy(name, MEMBERS) }
    )));
  }
  return { defaults: list.defaults, clusters: list.clusters.map((entry: unknown, index) => readEntry(entry, `clusters[${index}]`)) };
}

function parseList(text: string): unknown {
  // The patch engine is large, and clusters that are added in code need no YAML.
  // eslint-disable-next-line @typescript-eslint/no-require-imports
  const { parseManifest } = require('../kustomize') as typeof import('../kustomize');
  const sink = new ProblemSink();
  const list = parseManifest(text, sink);
  if (sink.problems.length > 0) {
    throw new ProblemsError('manifest', sink.problems);
  }
  return list;
}

function readEntry(entry: unknown, place: string): ListedCluster {
  if (!isPlainObject(entry)) {
    return { name: undefined, props: entry, place };
  }
  const { cluster, ...props } = entry;
  return { name: cluster, props, place };
}
