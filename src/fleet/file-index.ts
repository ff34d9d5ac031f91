import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { isClusterName } from './clusters';

/** What earlier runs wrote: file names with the checksums of their contents. */
export type FileIndex = ReadonlyMap<string, ReadonlySet<string>>;

/** Without a YAML ending: `kubectl apply -f` and kustomize-controller would take it for a manifest. */
const INDEX = /^\.flux-fleet(?:-\d+-of-\d+)?$/;

const LINE = /^([0-9a-f]{64}) {2}(.+)$/;
const FILE = /^([^/]+?)(?:\.k8s\.yaml|\/[a-z0-9-]+\.k8s\.yaml)$/;

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
        index.set(file, (index.get(file) ?? new Set()).add(checksum));
      }
    }
  }
  return index;
}

/** Writes an index in the format of `sha256sum`, sorted. */
export function formatIndex(index: FileIndex): string {
  return [...index].flatMap(([file, checksums]) => [...checksums].map((checksum) => `${checksum}  ${file}\n`))
    .sort((a, b) => (a.slice(66) < b.slice(66) ? -1 : 1)).join('');
}

/** The cluster that a file belongs to. `undefined` for a file that no fleet writes. */
export function findCluster(file: string): string | undefined {
  const cluster = FILE.exec(file)?.[1];
  return cluster !== undefined && isClusterName(cluster) ? cluster : undefined;
}
