import { createHash } from 'node:crypto';
import { anything, custom, field, listOf, readStruct, readValue, required, stringWith, struct } from '../input';
import type { ProblemSink } from '../problems';
import { isObject, lazy } from '../util';
import { readTextFile } from './files';
import { copyLayer } from './layers';
import type { Layer } from './layers';

// Names

/** File systems allow 255 bytes; the rest is for the file's ending and for a suffix of ours. */
const MAX_NAME_LENGTH = 200;

/** Names of devices, which Windows takes for files of any ending. */
const DEVICE = /^(?:con|prn|aux|nul|com\d|lpt\d)(?:\.|$)/i;

const NAME = /^[A-Za-z0-9](?:[A-Za-z0-9._-]*[A-Za-z0-9])?$/;

/** Whether a cluster's name can be the name of a file on every system. */
export function isClusterName(name: string): boolean {
  return name.length <= MAX_NAME_LENGTH && NAME.test(name) && !DEVICE.test(name);
}

/** What a cluster can be called. */
export const CLUSTER_NAME = stringWith({
  form: {
    matches: isClusterName,
    rule: 'must be usable as the name of a file: letters, digits, -, _ and ., with a letter or digit first and last, '
      + `at most ${MAX_NAME_LENGTH} characters, and not a device name of Windows`,
    pattern: NAME.source,
  },
});

const CLUSTER = struct({ name: required(CLUSTER_NAME) });

/** Reads the name of a cluster. */
export function readClusterName(name: unknown, sink: ProblemSink): string | undefined {
  return readStruct(CLUSTER, { name }, sink, { form: 'data' }).name;
}

/** The shard that a cluster is in, from 1 to `count`. It depends on the name only, so other clusters may come and go. */
export function findShard(cluster: string, count: number): number {
  return createHash('sha256').update(cluster).digest().readUInt32BE(0) % count + 1;
}

// Lists of clusters

export interface ClusterList {
  /** What all clusters of the list have in common. */
  readonly defaults: Layer;
  readonly clusters: readonly ListedCluster[];
}

export interface ListedCluster {
  readonly name: unknown;
  readonly props: unknown;
  /** Its place in the list: `clusters[7]`. */
  readonly place: string;
}

const CLUSTER_LIST = struct({
  defaults: field(custom(copyLayer)),
  clusters: required(listOf(anything)),
});

/**
 * Reads a list of clusters, in YAML or JSON: `clusters`, each with a name in `cluster` and the props of its sync, and `defaults`. Returns
 * `undefined` where the file is not such a list: then nobody knows which clusters there are.
 */
export function readClusterList(path: string, sink: ProblemSink): ClusterList | undefined {
  const text = readTextFile(path, sink);
  const list = text === undefined ? undefined : loadKustomize().parseManifest(text, sink);
  if (sink.problems.length > 0) {
    return undefined;
  }
  const { defaults = {}, clusters = [] } = readValue(CLUSTER_LIST, list, sink, { form: 'data' }) ?? {};
  return sink.problems.length > 0 ? undefined : { defaults, clusters: clusters.map((entry, index) => readEntry(entry, `clusters[${index}]`)) };
}

// The patch engine is large, and clusters that are added in code need no YAML.
// eslint-disable-next-line @typescript-eslint/no-require-imports
const loadKustomize = lazy(() => require('../kustomize') as typeof import('../kustomize'));

function readEntry(entry: unknown, place: string): ListedCluster {
  if (!isObject(entry)) {
    return { name: undefined, props: entry, place };
  }
  const { cluster, ...props } = entry;
  return { name: cluster, props, place };
}
