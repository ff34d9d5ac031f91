import { countMatches } from '../kustomize';
import type { ParsedPatch } from '../kustomize';
import { catchProblems } from './catch-problems';

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
export function routePatches(patches: readonly ParsedPatch[], others: readonly any[]): RoutedPatches {
  const here: { patch: ParsedPatch; index: number }[] = [];
  const elsewhere: number[] = [];
  patches.forEach((patch, index) => {
    if (patch.target !== undefined || patch.documents === undefined || patch.documents.length === 0) {
      here.push({ patch, index });
      return;
    }
    const documents = patch.documents.filter((document) => countMatches(others, { ...patch, documents: [document] }) === 0);
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
 * Whether the target of a patch may select one of the other objects. Their labels and annotations are not known here, so selectors on them
 * are taken as matching.
 */
export function mayPatchOthers(patch: ParsedPatch, others: readonly any[]): boolean {
  const { labelSelector, annotationSelector, ...target } = patch.target ?? {};
  return (catchProblems(() => countMatches(others, { patch: '[]', target })).value ?? 0) > 0;
}
