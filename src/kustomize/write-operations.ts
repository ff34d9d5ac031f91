import { lazy } from '../util';
import { isPlainString } from './yaml/scalars';

// Only patches that are written for others need it.
// eslint-disable-next-line @typescript-eslint/no-require-imports
const loadYaml = lazy(() => require('yaml') as typeof import('yaml'));

/** Characters that Go's YAML readers refuse, drop or change where they stand as they are. */
const UNPRINTABLE = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u2028\u2029\ufeff\ufffe\uffff]/g;

/** Blanks at the edges of a string of several lines, which a block would lose. */
const BLANK_EDGE = /^[ \n]*\t|^[ \n]+$|\n[ \t]+$/;

/** An operation that sets a value. */
export interface PatchOperation {
  readonly op: string;
  readonly path: string;
  readonly value: unknown;
}

/**
 * Writes JSON 6902 operations as a person would: as YAML, with strings of several lines as blocks, and quotes only where a reader would take a
 * string for something else. Operations with a string that YAML cannot hold in this form are written as JSON.
 */
export function writeOperations(operations: readonly PatchOperation[]): string {
  if (hasUnwritable(operations)) {
    return JSON.stringify(operations).replace(UNPRINTABLE, (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`);
  }
  const { Document, Scalar, visit } = loadYaml();
  // An alias is valid, but hard to read.
  const document = new Document(operations.map(({ op, path, value }, index) => (
    // kustomize trims a patch: a block at its end would lose the end of its last line.
    index === operations.length - 1 && endsWithNewline(value) ? { op, value, path } : { op, path, value })), { aliasDuplicateObjects: false });
  visit(document, {
    Scalar(_key, node) {
      if (typeof node.value === 'string' && (!isPlainString(node.value) || node.value === '<<')) {
        node.type = Scalar.QUOTE_DOUBLE;
      }
    },
  });
  return document.toString({ lineWidth: 0 });
}

function endsWithNewline(value: unknown): boolean {
  return typeof value === 'string' ? value.endsWith('\n') : typeof value === 'object' && value !== null && endsWithNewline(Object.values(value).at(-1));
}

function hasUnwritable(value: unknown): boolean {
  if (typeof value === 'string') {
    return value.search(UNPRINTABLE) >= 0 || BLANK_EDGE.test(value);
  }
  return typeof value === 'object' && value !== null && Object.entries(value).some(([key, child]) => hasUnwritable(key) || hasUnwritable(child));
}
