import { parsePatch, selectTargets } from '../kustomize';
import type { ParsedPatch } from '../kustomize';
import { ProblemSink } from '../problems';
import type { Problem } from '../problems';
import { SOURCE_KINDS } from './sync-spec';

/** The kinds that none of the other objects has: most patches name one of them, and need no further look. */
const SYNC_KINDS: readonly string[] = [...SOURCE_KINDS, 'Kustomization'];

/** Where each patch of a sync goes. */
export interface RoutedPatches {
  /** The patches for the objects at hand, with the place each has in the user's list. */
  readonly here: readonly { readonly patch: ParsedPatch; readonly index: number }[];
  /** The places of those that are, in whole or in part, for the other objects of the instance. */
  readonly elsewhere: readonly number[];
}

/**
 * Takes strategic merge patches without target that name other objects of the instance out of the list: those are not at hand, and kustomize
 * fails on a document whose object it does not find. Patches with a target stay, because one that selects nothing does nothing.
 */
export function routePatches(patches: readonly ParsedPatch[], others: () => readonly any[]): RoutedPatches {
  const here: { patch: ParsedPatch; index: number }[] = [];
  const elsewhere: number[] = [];
  patches.forEach((patch, index) => {
    if (patch.target !== undefined || patch.documents === undefined || patch.documents.length === 0) {
      here.push({ patch, index });
      return;
    }
    const documents = patch.documents.filter((document) => (
      selectTargets(others(), { ...patch, documents: [document] }, new ProblemSink())?.length === 0
    ));
    if (documents.length > 0) {
      here.push({ patch: { ...patch, documents }, index });
    }
    if (documents.length < patch.documents.length) {
      elsewhere.push(index);
    }
  });
  return { here, elsewhere };
}

/**
 * Whether a patch with a target is meant for the other objects, and what is certain to fail there: they are known only in outline.
 *
 * Their labels and annotations are not known, so selectors on them are only read, and taken as matching.
 */
export function reachOthers(patch: ParsedPatch, path: string, others: () => readonly any[]): { reached: boolean; problems: readonly Problem[] } {
  const { labelSelector, annotationSelector, ...target } = patch.target ?? {};
  if (target.kind !== undefined && SYNC_KINDS.includes(target.kind)) {
    return { reached: false, problems: [] };
  }
  const certain = labelSelector === undefined && annotationSelector === undefined;
  const sink = new ProblemSink([path]);
  const selected = selectTargets(others(), patch, sink);
  const loose = certain ? undefined : parsePatch({ patch: '[]', target }, sink);
  const places = (loose === undefined ? selected : selectTargets(others(), loose, sink)) ?? [];
  if (sink.problems.length > 0 || places.length === 0) {
    return { reached: false, problems: sink.problems };
  }
  return { reached: true, problems: certain ? findMissingParents(patch, path, places.map((place) => others()[place])) : [] };
}

/** The fields of which it is known which kinds have them. */
const CERTAIN: readonly string[] = ['spec', 'rules', 'roleRef', 'subjects'];

/** A JSON 6902 operation fails on the first object that lacks the top of its path, and with it the whole instance. */
function findMissingParents(patch: ParsedPatch, path: string, selected: readonly any[]): Problem[] {
  const operations = patch.operations ?? [];
  for (const object of selected) {
    const present = new Set(Object.keys(object));
    for (const [index, { op, path: pointer = '' }] of operations.entries()) {
      const [, top, ...below] = pointer.split('/');
      if (below.length === 0 && op !== 'remove') {
        present.add(top);
      } else if (CERTAIN.includes(top) && !present.has(top)) {
        const rule = `cannot apply ${op} ${pointer}: the ${object.kind} ${object.metadata.name} of the instance is selected too and has no ${top}`;
        return [{ code: 'PATCH_JSON_PATH', path: `${path}.ops[${index}]`, rule, remedy: 'select fewer objects' }];
      }
    }
  }
  return [];
}
