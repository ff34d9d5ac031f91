import { parsePatch, parseResources, selectTargets } from '../kustomize';
import type { Patch, PatchTarget } from '../kustomize';
import { ProblemSink, suggestNearest } from '../problems';
import type { Problem } from '../problems';

/** More names than this do not help. */
const MOST_LISTED = 6;

/** How to put a field of a target right, given the objects that its kind selects. */
const HINTS: Readonly<Record<Exclude<keyof PatchTarget, 'kind'>, (near: readonly any[], value: string) => string>> = {
  group: (near) => `${near[0].kind} here is of ${near[0].apiVersion}`,
  version: (near) => `${near[0].kind} here is of ${near[0].apiVersion}`,
  name: (near, name) => nameNearest(name, near.map((object) => object.metadata.name)),
  namespace: (near) => (near[0].metadata.namespace === undefined
    ? 'leave the namespace out: the operator sets it after the patches'
    : `the namespace here is ${near[0].metadata.namespace}`),
  labelSelector: () => 'select by kind and name: the operator sets its labels after the patches',
  annotationSelector: () => 'select by kind and name: the operator sets its annotations after the patches',
};

/**
 * Says of a patch that selects nothing what there was to select, and which parts of the patch are the near miss.
 */
export function explainNoMatch(patch: Patch, path: string, objects: readonly any[], others: readonly any[]): Problem {
  const targets = patch.target === undefined ? (parseResources(patch.patch, new ProblemSink()) ?? []).map(identify) : [patch.target];
  const candidates = [...objects, ...others];
  const remedy = targets.map((target) => findHint(target, candidates)).find((hint) => hint !== undefined);
  return {
    code: 'PATCH_NO_MATCH',
    path: patch.target === undefined ? path : `${path}.target`,
    rule: `selects nothing; there is ${listNames(objects.map(describe))}`,
    ...patch.target === undefined ? {} : { received: patch.target },
    ...remedy === undefined ? {} : { remedy },
  };
}

function findHint({ kind, ...target }: PatchTarget, candidates: readonly any[]): string | undefined {
  const near = kind === undefined ? candidates : select({ kind }, candidates);
  if (near.length === 0) {
    const nearest = suggestNearest(kind!, candidates.map((object) => object.kind));
    return nearest === undefined ? undefined : `did you mean kind: ${nearest}?`;
  }
  const hints = (Object.keys(HINTS) as (keyof typeof HINTS)[])
    .filter((field) => target[field] !== undefined && select({ [field]: target[field] }, near).length === 0)
    .map((field) => HINTS[field](near, target[field]!));
  return hints.length === 0 ? undefined : hints.join('; ');
}

function nameNearest(name: string, names: readonly string[]): string {
  const nearest = suggestNearest(name, names);
  return nearest === undefined ? `the name here is ${listNames(names)}` : `did you mean name: ${nearest}?`;
}

/** The target that a strategic merge patch without one stands for. */
function identify({ apiVersion, kind, metadata }: any): PatchTarget {
  const [version, group = ''] = String(apiVersion ?? '').split('/').reverse();
  return { group, version, kind, name: quote(metadata.name), namespace: quote(metadata.namespace ?? 'default') };
}

function quote(text: unknown): string {
  return String(text).replace(/[\\^$.*+?()[\]{}|]/g, '\\$&');
}

function select(target: PatchTarget, candidates: readonly any[]): any[] {
  const patch = parsePatch({ patch: '[]', target }, new ProblemSink());
  const places = patch && selectTargets(candidates, patch, new ProblemSink());
  return (places ?? []).map((place) => candidates[place]);
}

function describe({ kind, metadata }: any): string {
  return `${kind} ${metadata.namespace === undefined ? '' : `${metadata.namespace}/`}${metadata.name}`;
}

function listNames(names: readonly string[]): string {
  const unique = [...new Set(names)];
  const shown = unique.slice(0, MOST_LISTED).join(', ');
  return unique.length > MOST_LISTED ? `${shown} and ${unique.length - MOST_LISTED} more` : shown;
}
