import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { isClusterName } from './clusters';

/** What earlier runs wrote: file names with the checksums of their contents. A file without one holds a Secret. */
export type FileIndex = ReadonlyMap<string, ReadonlySet<string>>;

/** Without a YAML ending: `kubectl apply -f` and kustomize-controller would take it for a manifest. */
const INDEX = /^\.flux-fleet(?:-\d+-of-\d+)?$/;

/**
 * A line of `sha256sum`, or a comment for a file that holds a Secret: all else in it is known, so that a weak password could be guessed from its
 * checksum.
 */
const LINE = /^(#|[0-9a-f]{64}) {2}(.+)$/;
const FILE = /^([^/]+?)(?:\.k8s\.yaml|\/(?:flux-system\/)?[a-z0-9-]+\.k8s\.yaml)$/;

/** Name of the index of the whole fleet, or of one shard: the folders of several shards can be copied into one. */
export function nameIndex(shard?: { readonly index: number; readonly count: number }): string {
  return shard === undefined ? '.flux-fleet' : `.flux-fleet-${shard.index}-of-${shard.count}`;
}

export function listIndexes(folder: string): string[] {
  return readdirSync(folder).filter((name) => INDEX.test(name));
}

/** Reads all indexes of a folder. Lines that do not name a file of a fleet are ignored: an index must not make us touch anything else. */
export function readIndexes(folder: string): Map<string, Set<string>> {
  const index = new Map<string, Set<string>>();
  for (const name of listIndexes(folder)) {
    for (const line of readFileSync(join(folder, name), 'utf8').split('\n')) {
      const [, checksum, file] = LINE.exec(line) ?? [];
      if (file !== undefined && findCluster(file) !== undefined) {
        const checksums = index.get(file) ?? new Set<string>();
        index.set(file, checksum === '#' ? checksums : checksums.add(checksum));
      }
    }
  }
  return index;
}

/** Writes an index in the format of `sha256sum`, sorted. */
export function formatIndex(index: FileIndex): string {
  const lines = [...index].flatMap(([file, checksums]) => checksums.size === 0
    ? [{ file, line: `#  ${file}\n` }]
    : [...checksums].map((checksum) => ({ file, line: `${checksum}  ${file}\n` })));
  return lines.sort((a, b) => (a.file < b.file ? -1 : a.file > b.file ? 1 : 0)).map(({ line }) => line).join('');
}

/** The cluster that a file belongs to. `undefined` for a file that no fleet writes. */
export function findCluster(file: string): string | undefined {
  const cluster = FILE.exec(file)?.[1];
  return cluster !== undefined && isClusterName(cluster) ? cluster : undefined;
}
