import { parsePatch } from '../kustomize';
import type { ParsedPatch } from '../kustomize';
import { ProblemSink } from '../problems';

/** What a text of `spec.patches` is for kustomize. */
export type InlinePatch =
  | { readonly form: 'blank' | 'neither' }
  | { readonly form: 'operations'; readonly operations: NonNullable<ParsedPatch['operations']> }
  | { readonly form: 'objects'; readonly documents: NonNullable<ParsedPatch['documents']> };

/** Reads a patch text as far as the rules need it. */
export function readInlinePatch(text: string): InlinePatch {
  const sink = new ProblemSink();
  const patch = parsePatch({ patch: text }, sink);
  if (patch === undefined) {
    return { form: sink.problems.some(({ code }) => code === 'PATCH_EMPTY') ? 'blank' : 'neither' };
  }
  const { operations, documents = [] } = patch;
  return operations === undefined ? { form: 'objects', documents } : { form: 'operations', operations };
}
