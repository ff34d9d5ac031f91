import { attempt, PatchFailure } from '../patch-failure';
import { toPlain } from './plain-values';
import { readDocument } from './read-document';

/**
 * What kustomize reads of a string that a template writes after a key without quotes: it may become a number or lose what follows a `#`.
 * `undefined` where it breaks the document.
 */
export function readUnquoted(text: string): { readonly value: unknown } | undefined {
  if (/[\r\n\u0085\u2028\u2029]/.test(text)) {
    // Whether the next line belongs to the value depends on the indentation of the template.
    return undefined;
  }
  // The second key tells whether the value swallows what follows.
  const root = attempt(() => readDocument(`key: ${text}\nnext: true\n`));
  if (root instanceof PatchFailure || root?.kind !== 'map' || root.duplicates.length > 0 || root.fields.size !== 2 || !root.fields.has('next')) {
    return undefined;
  }
  const node = root.fields.get('key')?.value;
  return node === undefined ? undefined : { value: toPlain(node, 'lenient') };
}
