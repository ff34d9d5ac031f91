import { ParsedPatch, parsePatch } from '../kustomize';
import { ProblemsError } from '../problems';

/** What a text of `spec.patches` is for kustomize. */
export type InlinePatch =
  | { readonly form: 'blank' | 'neither' }
  | { readonly form: 'operations'; readonly operations: NonNullable<ParsedPatch['operations']> }
  | { readonly form: 'objects'; readonly documents: NonNullable<ParsedPatch['documents']> };

/** Reads a patch text as far as the rules need it. */
export function readInlinePatch(text: string): InlinePatch {
  try {
    const { operations, documents = [] } = parsePatch({ patch: text });
    return operations === undefined ? { form: 'objects', documents } : { form: 'operations', operations };
  } catch (error) {
    const isBlank = error instanceof ProblemsError && error.problems.some(({ code }) => code === 'PATCH_EMPTY');
    return { form: isBlank ? 'blank' : 'neither' };
  }
}
