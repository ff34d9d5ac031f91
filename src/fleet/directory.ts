import { readdirSync } from 'node:fs';
import { basename, join } from 'node:path';
import { readOrReport } from '../input';
import { isChartRelease, isChartValues } from '../instance';
import { ProblemSink, suggestNearest } from '../problems';
import { isObject, lazy } from '../util';
import { readTextFile } from './files';

// The patch engine is large, and clusters that are added in code need no YAML.
// eslint-disable-next-line @typescript-eslint/no-require-imports
const loadKustomize = lazy(() => require('../kustomize') as typeof import('../kustomize'));

/** Where FluxInstance manifests are kept. The first `*` is the cluster's name. */
const PATTERNS = ['*', '*/flux-instance', '*/flux-system/flux-instance'].flatMap((path) => ['yaml', 'yml', 'json'].map((ending) => `${path}.${ending}`));

/** The files of a folder. */
export interface InstanceFiles {
  /** Those that may hold a FluxInstance, by cluster, both sorted. */
  readonly clusters: ReadonlyMap<string, readonly string[]>;
  /** Those beside them, such as a README. */
  readonly others: readonly string[];
}

/**
 * Finds the files that match a pattern. In it `*` stands for a part of one name; hidden files and folders do not match it.
 *
 * @param pattern by default, where FluxInstance manifests are usually kept
 */
export function findInstanceFiles(folder: string, pattern: string | undefined, sink: ProblemSink): InstanceFiles {
  const found = new Map<string, string>();
  const others = new Set<string>();
  readOrReport(() => readdirSync(folder), sink);
  for (const each of pattern === undefined ? PATTERNS : [pattern]) {
    walk(folder, each.split('/').filter((part) => part !== '' && part !== '.'), undefined, (path, cluster) => {
      if (cluster === undefined) {
        others.add(path);
      } else {
        found.set(path, cluster);
      }
    });
  }
  if (found.size === 0 && sink.problems.length === 0) {
    sink.report({
      code: 'INPUT_FILE',
      rule: pattern === undefined
        ? 'contains no <cluster>.yaml, <cluster>/flux-instance.yaml or <cluster>/flux-system/flux-instance.yaml'
        : `contains no file that matches ${pattern}`,
    });
  }
  const clusters = new Map<string, string[]>();
  for (const [path, cluster] of [...found].sort(([pathA, a], [pathB, b]) => compare(a, b) || compare(pathA, pathB))) {
    clusters.set(cluster, [...clusters.get(cluster) ?? [], path]);
  }
  return { clusters, others: [...others].filter((path) => !found.has(path)).sort(compare) };
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** Reports each file with the name of its cluster, and those beside a match without. */
function walk(
  folder: string, [part, ...rest]: readonly string[], cluster: string | undefined, report: (path: string, cluster?: string) => void,
): void {
  const matcher = toMatcher(part);
  for (const entry of listFolder(folder)) {
    const match = matcher.exec(entry.name);
    const path = join(folder, entry.name);
    if (rest.length === 0 && !entry.isDirectory() && !entry.name.startsWith('.')) {
      report(path, match === null ? undefined : cluster ?? match[1]);
    } else if (rest.length > 0 && match !== null && !entry.isFile()) {
      walk(path, rest, cluster ?? match[1], report);
    }
  }
}

function listFolder(folder: string) {
  // A folder that cannot be read, or a link to a file, has no files for us. The folder that the user named has been read before.
  return readOrReport(() => readdirSync(folder, { withFileTypes: true }), new ProblemSink()) ?? [];
}

/** The first `*` is captured. */
function toMatcher(part: string): RegExp {
  const [first, ...rest] = part.split('*').map((text) => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));
  return rest.length === 0 ? new RegExp(`^${first}$`) : new RegExp(`^${first}((?!\\.)[^/]*?)${rest.join('[^/]*')}$`);
}

/** A file that is or should be a FluxInstance. */
export interface ClusterInstance {
  readonly path: string;
  readonly text: string;
  /** Values of the flux-instance chart, bare or in a HelmRelease, that stand in place of a FluxInstance. */
  readonly chart?: Readonly<Record<string, unknown>>;
}

/**
 * Reads the files of a cluster. Files of other kinds are passed over: of Kustomizations, Namespaces and whatever stands beside a FluxInstance. What
 * looks like one that was meant to be a FluxInstance is not.
 *
 * @returns the files that are or should be a FluxInstance: one, if everything is right
 */
export function readClusterInstances(paths: readonly string[], passOver: (path: string) => void, sink: ProblemSink): ClusterInstance[] {
  return paths.flatMap((path) => {
    const text = readTextFile(path, sink);
    if (text === undefined) {
      return [];
    }
    const documents = /^kind: *FluxInstance\s*$/m.test(text) ? undefined : loadKustomize().parseDocuments(text, new ProblemSink());
    // That of kustomize may have no kind.
    if (/^kustomization\.ya?ml$/.test(basename(path)) || (documents !== undefined && documents.length > 0 && documents.every(isAnotherObject))) {
      passOver(path);
      return [];
    }
    const chart = documents?.filter(isObject).find((document) => isChartValues(document) || isChartRelease(document));
    return [{ path, text, chart }];
  });
}

/**
 * Whether this is an object that has nothing to do with a FluxInstance. Values and releases of the chart flux-instance describe one.
 */
function isAnotherObject(document: unknown): boolean {
  if (!isObject(document) || typeof document.kind !== 'string' || typeof document.apiVersion !== 'string') {
    return false;
  }
  return !isChartRelease(document) && suggestNearest(document.kind, ['FluxInstance']) === undefined;
}
