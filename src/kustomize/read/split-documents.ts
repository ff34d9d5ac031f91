import { PatchFailure } from '../patch-failure';

const SEPARATOR = /\n---[^\n]*\n/g;

/**
 * The chunks between the separator lines. kustomize splits before it parses, so a separator counts wherever a line starts with it.
 */
export function splitDocuments(text: string): string[] {
  const lines = text.replaceAll('\r\n', '\n');
  const documents: string[] = [];
  let start = 0;
  for (const match of lines.matchAll(SEPARATOR)) {
    const rest = match[0].slice(4).trim();
    if (rest !== '' && !rest.startsWith('#')) {
      throw new PatchFailure('PATCH_YAML', `must have nothing but a comment after a document separator, has ${JSON.stringify(rest.slice(0, 80))}`);
    }
    documents.push(`${lines.slice(start, match.index)}\n`);
    start = match.index + match[0].length;
  }
  documents.push(lines.slice(start));
  return documents;
}
