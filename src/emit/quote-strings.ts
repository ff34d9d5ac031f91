import { isObject, lazy, UNPRINTABLE, writeQuoted } from '../util';

// Hardly any object has a string that needs it.
// eslint-disable-next-line @typescript-eslint/no-require-imports
const loadYaml = lazy(() => require('yaml') as typeof import('yaml'));

/** Strings that cdk8s would write in a form that a reader takes for something else. A few that it would write well match, too. */
const NEEDS_QUOTES = new RegExp([
  UNPRINTABLE,
  // What Go reads as a number, such as 0o17, 0X1F, 1E_3 and -_8. It ignores underscores in numbers.
  '^[-+]?_*0_*(?:[xX][0-9a-fA-F_]+|[bB][-+]?[01_]+|[oO][-+]?[0-7_]+)$',
  '^[-+]?(?:[0-9_]+(?:\\.[0-9_]*)?|\\.[0-9_]+)(?:[eE]_*[-+]?[0-9_]+)?$',
  // As a key, a merge.
  '^<<$',
  // A tab where a block of lines begins would be taken for indentation.
  '^[ \\n]*\\t',
  // Blanks at the end of lines that hold nothing else are lost.
  '^[ \\n]+$',
  '\\n[ \\t]+$',
].join('|'));

/** Where the writer's own double quotes are not enough: it writes these characters as they are, folds lines, and takes `<<` for a merge. */
const NEEDS_ESCAPES = new RegExp(`\\n|^<<$|${UNPRINTABLE}`);

/** Whether a value has a string, as a value or a key, that cdk8s would write in a form that a reader takes for something else. */
export function needsQuotes(value: unknown): boolean {
  if (typeof value === 'string') {
    return NEEDS_QUOTES.test(value);
  }
  if (Array.isArray(value)) {
    return value.some(needsQuotes);
  }
  return isObject(value) && Object.entries(value).some(([key, child]) => NEEDS_QUOTES.test(key) || needsQuotes(child));
}

/** The members of an object for the YAML writer: the strings that need it are nodes that choose their form. */
export function quoteMembers(value: object): Map<unknown, unknown> {
  return new Map(Object.entries(value).map(([key, child]) => [quoteString(key), quoteStrings(child)]));
}

/**
 * The writer takes over the nodes among the values. Keys that are nodes can only come in a Map, and only from `toJSON`: any other Map is an
 * ordered map of YAML 1.1, with a tag.
 */
function quoteStrings(value: unknown): unknown {
  if (typeof value === 'string') {
    return quoteString(value);
  }
  if (Array.isArray(value)) {
    return value.map(quoteStrings);
  }
  return isObject(value) ? { toJSON: () => quoteMembers(value) } : value;
}

/** Nodes are known by a symbol that all copies of the package share, cdk8s's among them. */
function quoteString(value: string): unknown {
  if (!NEEDS_QUOTES.test(value)) {
    return value;
  }
  const { Alias, Scalar } = loadYaml();
  if (!NEEDS_ESCAPES.test(value)) {
    return Object.assign(new Scalar(value), { type: Scalar.QUOTE_DOUBLE });
  }
  // Of all nodes, an alias is the one that the writer lets write itself.
  return Object.assign(new Alias(''), { toString: () => writeQuoted(value) });
}
