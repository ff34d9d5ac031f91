import { lazy, UNPRINTABLE, writeQuoted } from '../util';
import { isPlainString } from './yaml/scalars';

// Only patches that are written for others need it.
// eslint-disable-next-line @typescript-eslint/no-require-imports
const loadYaml = lazy(() => require('yaml') as typeof import('yaml'));

/** What no block holds: such characters, and blanks at the edges of a string of several lines. */
const UNWRITABLE = new RegExp(`${UNPRINTABLE}|^[ \\n]*\\t|^[ \\n]+$|\\n[ \\t]+$`);

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
    return writeQuoted(operations);
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
    return UNWRITABLE.test(value);
  }
  return typeof value === 'object' && value !== null && Object.entries(value).some(([key, child]) => hasUnwritable(key) || hasUnwritable(child));
}
