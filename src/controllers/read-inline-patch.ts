import { parseAllDocuments } from 'yaml';
import { isMap } from './read-field';

/** What a text of `spec.patches` is for kustomize. */
export type InlinePatch =
  | { readonly form: 'blank' | 'neither' }
  /** JSON 6902; kustomize ignores whatever follows the list. */
  | { readonly form: 'operations'; readonly operations: readonly unknown[]; readonly hasMore: boolean }
  /** Strategic merge patches. */
  | { readonly form: 'objects'; readonly objects: readonly Record<string, unknown>[] };

/** Reads a patch text as far as the rules need it, or `undefined` where YAML readers may differ. */
export function readInlinePatch(text: string): InlinePatch | undefined {
  if (text.trim() === '') {
    return { form: 'blank' };
  }
  const documents = readDocuments(text);
  if (documents === undefined) {
    return undefined;
  }
  const [first] = documents;
  if (Array.isArray(first) && first.length > 0) {
    return { form: 'operations', operations: first as unknown[], hasMore: documents.length > 1 };
  }
  const filled = documents.filter((document) => document !== null && !isEmpty(document));
  return filled.every(isMap) && filled.every(hasIdentity) ? { form: 'objects', objects: filled } : { form: 'neither' };
}

function readDocuments(text: string): unknown[] | undefined {
  try {
    const documents = parseAllDocuments(text, { version: '1.1', uniqueKeys: false, logLevel: 'silent' });
    return documents.some(({ errors }) => errors.length > 0) ? undefined : documents.map((document) => document.toJS({ maxAliasCount: 100 }) as unknown);
  } catch {
    return undefined;
  }
}

function isEmpty(document: unknown): boolean {
  return typeof document === 'object' && document !== null && Object.keys(document).length === 0;
}

function hasIdentity(document: Record<string, unknown>): boolean {
  const { kind, metadata } = document;
  return isFilled(kind) && (String(kind).endsWith('List') || (isMap(metadata) && isFilled(metadata.name)));
}

function isFilled(value: unknown): boolean {
  return value !== undefined && value !== null && value !== '';
}
