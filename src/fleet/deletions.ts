import { posix } from 'node:path';
import { readObjects } from '../diff';
import type { Problem } from '../problems';
import { isObject } from '../util';
import type { KubeObject } from '../util';
import type { FailedCluster } from './fleet-problems-error';
import type { CommitOptions, OutputFolder } from './output-folder';

const GUIDE = 'follow docs/migrating.md, "Rename without losing anything"';

/**
 * Finds the clusters in which Flux would delete what it has applied, if the output were applied to them: a Kustomization gets another name or
 * namespace or is gone, or reads another path.
 *
 * @param allowed clusters where this is intended
 */
export function findDeletions(output: OutputFolder, options: CommitOptions, allowed: ReadonlySet<string>): FailedCluster[] {
  const recorded = output.readRecordedFiles(options);
  const pending = new Map<string, Set<string>>();
  for (const { file, cluster, before } of output.listPending(options)) {
    // Of a cluster that is new there is nothing to delete.
    if (!allowed.has(cluster) && (before !== undefined || recorded.has(cluster))) {
      pending.set(cluster, (pending.get(cluster) ?? new Set()).add(file));
    }
  }
  return [...pending].flatMap(([cluster, changed]) => {
    const files = [...new Set([...recorded.get(cluster) ?? [], ...changed])];
    const before = files.flatMap((file) => listDocuments(output.readFile(file)));
    // A file that is not removed stays as it is.
    const after = files.flatMap((file) => listDocuments(output.readStaged(file) ?? (changed.has(file) ? undefined : output.readFile(file))));
    // Mostly they are the same, and reading YAML takes its time.
    const problems = before.join('') === after.join('')
      ? []
      : compareKustomizations(cluster, before.flatMap(readKustomizations), after.flatMap(readKustomizations));
    return problems.length === 0 ? [] : [{ name: cluster, subject: cluster, problems }];
  });
}

/** The documents of a file that may be a Kustomization. */
function listDocuments(text = ''): string[] {
  return text.split(/^---$/m).filter((document) => document.includes('Kustomization'));
}

function readKustomizations(text: string): KubeObject[] {
  return readObjects(text).filter(({ apiVersion, kind }) => kind === 'Kustomization' && String(apiVersion).startsWith('kustomize.toolkit.fluxcd.io/'));
}

function compareKustomizations(cluster: string, before: readonly KubeObject[], after: readonly KubeObject[]): Problem[] {
  const added = after.filter((object) => before.every((other) => nameObject(other) !== nameObject(object)));
  return before.flatMap((old): Problem[] => {
    const name = nameObject(old);
    const current = after.find((object) => nameObject(object) === name);
    const path = `Kustomization ${name} of ${cluster}`;
    if (current === undefined) {
      return !deletesWithItself(old) ? [] : [{
        code: 'OUTPUT_DELETES',
        path,
        rule: `${added.length === 0 ? 'is gone' : `is now ${added.map(nameObject).join(', ')}`}: when the old one is deleted, Flux deletes everything that it applied `
          + `to the cluster, from the path ${readPath(old)}`,
        remedy: added.length === 0
          ? `if the cluster is gone, or this is what you want, add ${cluster} to allowRename`
          : `${GUIDE}; then add ${cluster} to allowRename`,
      }];
    }
    return readPath(old) === readPath(current) || !prunes(current) ? [] : [{
      code: 'OUTPUT_DELETES',
      path,
      rule: `reads the path ${readPath(current)} in place of ${readPath(old)}: Flux deletes what it applied from the old path and does not find in the new one`,
      remedy: `if all of it is in the new path, add ${cluster} to allowRename; else ${GUIDE}`,
    }];
  });
}

function nameObject({ metadata }: KubeObject): string {
  return `${String(metadata?.namespace)}/${String(metadata?.name)}`;
}

function readSpec({ spec }: KubeObject): Readonly<Record<string, unknown>> {
  return isObject(spec) ? spec : {};
}

function readPath(object: KubeObject): string {
  const { path } = readSpec(object);
  return posix.join('/', typeof path === 'string' ? path : '').replace(/(.)\/$/, '$1').replace('/', './');
}

function prunes(object: KubeObject): boolean {
  const { prune, suspend } = readSpec(object);
  return prune === true && suspend !== true;
}

/** As kustomize-controller decides when a Kustomization is deleted. */
function deletesWithItself(object: KubeObject): boolean {
  const { deletionPolicy, suspend } = readSpec(object);
  switch (deletionPolicy) {
    case 'Orphan':
      return false;
    case 'Delete':
    case 'WaitForTermination':
      return suspend !== true;
    default:
      return prunes(object);
  }
}
