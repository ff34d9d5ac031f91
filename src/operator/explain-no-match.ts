import type { InstanceSpec } from '../instance';
import { parseResources, selectByTarget } from '../kustomize';
import type { PatchEntry, PatchTarget } from '../kustomize';
import type { KustomizePatch } from '../options';
import { ProblemSink, suggestNearest } from '../problems';
import type { Problem } from '../problems';
import { isObject } from '../util';
import type { KubeObject } from '../util';
import { isManagedField } from './set-metadata';

/** More names than this do not help. */
const MAX_LISTED = 6;

type NonEmpty<T> = readonly [T, ...T[]];

/** How to put a field of a target right, given the objects that its kind selects. */
const HINTS: Readonly<Record<Exclude<keyof PatchTarget, 'kind'>, (near: NonEmpty<KubeObject>, value: string) => string>> = {
  group: ([{ kind, apiVersion }]) => `${kind} here is of ${apiVersion}`,
  version: ([{ kind, apiVersion }]) => `${kind} here is of ${apiVersion}`,
  name: (near, name) => nameNearest(name, near.map((object) => String(object.metadata.name))),
  namespace: ([{ metadata }]) => (metadata.namespace === undefined
    ? 'leave the namespace out: the operator sets it after the patches'
    : `the namespace here is ${metadata.namespace}`),
  labelSelector: () => 'select by kind and name: the operator sets its labels after the patches',
  annotationSelector: () => 'select by kind and name: the operator sets its annotations after the patches',
};

/**
 * Reports that a patch selects nothing, with what there was to select and which parts of the patch are the near miss.
 */
export function explainNoMatch(patch: KustomizePatch, sink: ProblemSink, objects: readonly KubeObject[], others: readonly KubeObject[]): void {
  const targets = patch.target === undefined ? (parseResources(patch.patch, sink.fork()) ?? []).map(identify) : [patch.target];
  const candidates = [...objects, ...others];
  const remedy = targets.map((target) => findHint(target, candidates)).find((hint) => hint !== undefined);
  (patch.target === undefined ? sink : sink.at('target')).report({
    code: 'PATCH_NO_MATCH',
    rule: `selects nothing; there is ${listNames((objects.length > 0 ? objects : others).map(describe))}`,
    ...patch.target === undefined ? {} : { received: patch.target },
    ...remedy === undefined ? {} : { remedy },
  });
}

const REMOVAL_REMEDY = 'leave the operation out: the operator sets it after the patches';

/**
 * A problem of a patch with what can be done about it.
 *
 * @param written the patch as its author wrote it
 * @param list lists the objects that there were to select
 */
export function explainFailure(
  problem: Problem, entry: PatchEntry, written: KustomizePatch, spec: InstanceSpec, list: () => readonly KubeObject[],
): Problem {
  const explained = entry.sink.fork();
  if (problem.code === 'PATCH_NO_MATCH') {
    explainNoMatch(written, explained, list(), []);
  }
  const remedy = explained.problems[0]?.remedy ?? (isManagedRemoval(entry, problem, spec) ? REMOVAL_REMEDY : problem.remedy);
  return { ...problem, ...remedy === undefined ? {} : { remedy } };
}

/** A patch cannot remove what the operator only sets later. */
function isManagedRemoval({ patch, sink }: PatchEntry, problem: Problem, spec: InstanceSpec): boolean {
  return (patch.operations ?? []).some(({ op, path }, index) => (
    op === 'remove' && path !== undefined && problem.path === sink.at('ops', index).path && isManagedField(path, spec)));
}

function findHint({ kind, ...target }: PatchTarget, candidates: readonly KubeObject[]): string | undefined {
  const [first, ...rest] = kind === undefined ? candidates : select({ kind }, candidates);
  if (first === undefined) {
    const nearest = kind === undefined ? undefined : suggestNearest(kind, candidates.map((object) => object.kind));
    return nearest === undefined ? undefined : `did you mean kind: ${nearest}?`;
  }
  const hints = (Object.keys(HINTS) as (keyof typeof HINTS)[]).flatMap((field) => {
    const value = target[field];
    return value !== undefined && select({ [field]: value }, [first, ...rest]).length === 0 ? [HINTS[field]([first, ...rest], value)] : [];
  });
  return hints.length === 0 ? undefined : hints.join('; ');
}

function nameNearest(name: string, names: readonly string[]): string {
  const nearest = suggestNearest(name, names);
  return nearest === undefined ? `the name here is ${listNames(names)}` : `did you mean name: ${nearest}?`;
}

/** The target that a strategic merge patch without one stands for. */
function identify({ apiVersion, kind, metadata }: KubeObject): PatchTarget {
  // An empty group would match any: a document of the core group means no other.
  const [version, group = '^$'] = String(apiVersion ?? '').split('/').reverse();
  return { group, version, kind: quote(kind), name: quote(metadata.name), namespace: quote(metadata.namespace ?? 'default') };
}

function quote(value: unknown): string {
  return String(value).replace(/[\\^$.*+?()[\]{}|]/g, '\\$&');
}

function select(target: PatchTarget, candidates: readonly KubeObject[]): readonly KubeObject[] {
  return (selectByTarget(candidates, target, new ProblemSink()) ?? []).map((place) => candidates[place]);
}

function describe({ kind, metadata }: KubeObject): string {
  const { name, namespace } = isObject(metadata) ? metadata : {};
  return `${kind} ${namespace === undefined ? '' : `${String(namespace)}/`}${String(name)}`;
}

/** The names, each once, and how many there are beside those that are shown. */
export function listNames(names: readonly string[]): string {
  const unique = [...new Set(names)];
  const shown = unique.slice(0, MAX_LISTED).join(', ');
  return unique.length > MAX_LISTED ? `${shown} and ${unique.length - MAX_LISTED} more` : shown;
}
