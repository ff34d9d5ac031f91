import type { Document, LineCounter, Node, Scalar, YAMLMap, YAMLSeq } from 'yaml';
import { lazy } from '../util';

// eslint-disable-next-line @typescript-eslint/no-require-imports
const loadYaml = lazy(() => require('yaml') as typeof import('yaml'));

/** A place in a file; both numbers begin with 1. */
export interface Position {
  readonly line: number;
  readonly column: number;
}

interface Parsed {
  readonly documents: readonly Document[];
  readonly lines: LineCounter;
}

function parse(text: string): Parsed {
  const { LineCounter: Lines, parseAllDocuments } = loadYaml();
  const lines = new Lines();
  const documents = parseAllDocuments(text, {
    schema: 'failsafe', version: '1.1', merge: false, uniqueKeys: false, resolveKnownTags: false, prettyErrors: false, lineCounter: lines, logLevel: 'silent',
  });
  return { lines, documents: Array.isArray(documents) ? documents : [] };
}

/**
 * Finds the places of fields in the text of a YAML file, and in the patches that it holds as strings. The text is parsed when the first place is
 * looked for.
 */
export class Locator {
  private readonly parsed = lazy(() => parse(this.text));

  constructor(private readonly text: string) {}

  /** Where the text stops being YAML. */
  public locateError(): Position {
    const error = this.parsed().documents.flatMap(({ errors }) => errors)[0];
    return error === undefined ? { line: 1, column: 1 } : this.toPosition(error.pos[0]);
  }

  /** Where a string stands first. */
  public locateString(wanted: string): Position {
    return this.toPosition(Math.max(this.text.indexOf(wanted), 0));
  }

  /**
   * Where a field is.
   *
   * @param index the place of the document among those that are not empty
   * @param path a path as problems have it: `spec.kustomize.patches[0] (Kustomization spec.wait)`. What the document lacks is at its parent.
   */
  public locate(index: number, path: string): Position {
    const roots = this.parsed().documents.map(({ contents }) => contents).filter((contents) => contents !== null && !isEmptyScalar(contents));
    const root = roots[index] as Node | undefined;
    if (root === undefined) {
      return { line: 1, column: 1 };
    }
    const suffix = path.indexOf(' (');
    const [field, objectField] = suffix < 0 ? [path, undefined] : [path.slice(0, suffix), path.slice(suffix + 2, -1)];
    const found = follow(root, field);
    return this.toPosition(this.locateInPatch(found, objectField) ?? findStart(found));
  }

  /** The text of the line at a position. */
  public readLine({ line }: Position): string {
    const { lineStarts } = this.parsed().lines;
    return this.text.slice(lineStarts[line - 1] ?? 0, lineStarts[line] ?? this.text.length);
  }

  private toPosition(offset: number): Position {
    const { line, col } = this.parsed().lines.linePos(offset);
    return { line: Math.max(line, 1), column: Math.max(col, 1) };
  }

  /** The place inside of the string of a patch: the operation, or the field that it writes. */
  private locateInPatch({ node, rest }: Followed, objectField: string | undefined): number | undefined {
    const { isMap, isScalar } = loadYaml();
    const patch = isMap(node) ? node.items.find(({ key }) => isScalar(key) && key.value === 'patch')?.value : undefined;
    if (!isScalar(patch) || typeof patch.value !== 'string' || (objectField === undefined && !rest.startsWith('ops['))) {
      return undefined;
    }
    const [kind, field] = objectField === undefined ? ['', ''] : splitFirst(objectField, ' ');
    const offset = findInPatch(patch.value, { kind, field, index: /^ops\[(\d+)\]/.exec(rest)?.[1] });
    return offset === undefined ? undefined : findInScalar(patch, offset, this.text);
  }
}

interface Followed {
  readonly node: Node;
  /** The key that leads to the node, if any. */
  readonly key?: Node;
  /** What is left of the path where the document goes no further. */
  readonly rest: string;
}

/** Goes down a path as far as the document goes. A key of the document may itself hold a dot. */
function follow(node: Node, path: string, key?: Node): Followed {
  const { isMap, isSeq } = loadYaml();
  if (isMap(node)) {
    const candidates = node.items.flatMap((pair) => {
      const rest = pair.value === null ? undefined : cutStep(String((pair.key as Scalar | null)?.value), path);
      return rest === undefined ? [] : [follow(pair.value as Node, rest, pair.key as Node)];
    });
    return candidates.sort((a, b) => a.rest.length - b.rest.length)[0] ?? { node, key, rest: path };
  }
  const index = isSeq(node) ? /^\[(\d+)\]\.?/.exec(path) : null;
  const item = index === null ? undefined : (node as YAMLSeq).items[Number(index[1])] as Node | undefined;
  return item === undefined ? { node, key, rest: path } : follow(item, path.slice(index![0].length));
}

function cutStep(step: string, path: string): string | undefined {
  const rest = path.startsWith(step) ? path.slice(step.length) : undefined;
  return rest?.startsWith('.') === true ? rest.slice(1) : rest === '' || rest?.startsWith('[') === true ? rest : undefined;
}

/** A field that is there is shown at its value; one that is missing at the key of its parent. */
function findStart({ node, key, rest }: Followed): number {
  const { isScalar } = loadYaml();
  const shown = key !== undefined && (rest !== '' || !isScalar(node) || isEmptyScalar(node)) ? key : node;
  return shown.range?.[0] ?? 0;
}

function isEmptyScalar(node: Node): boolean {
  const { isScalar } = loadYaml();
  return isScalar(node) && node.value === '' && node.range?.[0] === node.range?.[1];
}

/** The offset in the text of a patch of an operation, or of what writes a field of an object of that kind. */
function findInPatch(text: string, wanted: { readonly kind: string; readonly field: string; readonly index?: string }): number | undefined {
  const { isMap, isSeq } = loadYaml();
  const roots = parse(text).documents.map(({ contents }) => contents);
  const [first] = roots;
  if (first !== null && isSeq(first)) {
    const operation = wanted.index === undefined ? findOperation(first, wanted.field) : first.items[Number(wanted.index)] as Node | undefined;
    return operation?.range?.[0];
  }
  const documents = roots.filter((root) => isMap(root));
  const document = documents.find((root) => root.get('kind') === wanted.kind) ?? documents.at(0);
  return document === undefined || wanted.field === '' ? undefined : findStart(follow(document, wanted.field));
}

/** The last operation whose path leads to the field, or below it. */
function findOperation(list: YAMLSeq, field: string): Node | undefined {
  const { isMap } = loadYaml();
  const matches = list.items.flatMap((item) => {
    const pointer: unknown = isMap(item) ? item.get('path') : undefined;
    const path = typeof pointer === 'string' ? pointer.slice(1).split('/').map((step) => step.replace(/~1/g, '/').replace(/~0/g, '~')).join('.') : undefined;
    const flat = field.replace(/\[(\d+)\]/g, '.$1');
    const isNear = path !== undefined && (cutStep(path, flat) !== undefined || cutStep(flat, path) !== undefined);
    return isNear ? [{ item: item as YAMLMap, path }] : [];
  });
  const longest = Math.max(...matches.map(({ path }) => path.length));
  const match = matches.filter(({ path }) => path.length === longest).at(-1)?.item;
  return match?.get('path', true) ?? match;
}

/** The offset in the file of an offset in the value of a scalar. Only for blocks and for strings in one line it is exact. */
function findInScalar({ type, range, value }: Scalar, offset: number, text: string): number | undefined {
  if (range === undefined || range === null) {
    return undefined;
  }
  const before = String(value).slice(0, offset);
  if (type === 'BLOCK_LITERAL') {
    const line = before.split('\n').length - 1;
    const column = offset - (before.lastIndexOf('\n') + 1);
    const lines = text.slice(range[0], range[1]).split('\n').slice(1);
    const indent = /^ */.exec(lines.find((each) => each.trim() !== '') ?? '')![0].length;
    const start = lines.slice(0, line).reduce((sum, each) => sum + each.length + 1, text.indexOf('\n', range[0]) + 1);
    return start + indent + column;
  }
  const isOneLine = !String(value).includes('\n') && (type === 'PLAIN' || ((type === 'QUOTE_SINGLE' || type === 'QUOTE_DOUBLE') && !/['\\]/.test(before)));
  return isOneLine ? range[0] + (type === 'PLAIN' ? 0 : 1) + offset : range[0];
}

function splitFirst(text: string, separator: string): [string, string] {
  const index = text.indexOf(separator);
  return index < 0 ? [text, ''] : [text.slice(0, index), text.slice(index + separator.length)];
}
