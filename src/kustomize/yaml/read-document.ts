import type { Document, ParsedNode, Pair, Scalar, YAMLMap, YAMLParseError, YAMLSeq } from 'yaml';
import { checkDepth, PatchFailure } from '../patch-failure';
import { appendField, clearField, copyField, copyNode, newList, newMap } from './node';
import type { Field, MapNode, Node, ScalarNode } from './node';
import { resolveScalar } from './scalars';
import { loadYaml, parseTokens } from './tokens';

/** Aliases may repeat this many nodes in all; an alias bomb repeats billions. */
const MAX_REPEATED = 100_000;
const YAML_TAG = 'tag:yaml.org,2002:';

/** The anchors that go-yaml's scanner knows. */
const ANCHOR = /^[A-Za-z0-9_-]+$/;

const LINE_BREAK = /[\n\r\u2028\u2029]/;
const SEPARATOR = /\n---[^\n]*\n/g;

/** Control characters that a YAML stream must not contain. */
const CONTROL = /[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ufffe\uffff]/;

/**
 * The two YAML readers that kustomize uses: kyaml's for resources and strategic merge patches, and that of `sigs.k8s.io/yaml`, which is
 * `yaml-1.1`. There a merge key overrides the fields before it, and the tag `!` makes a string.
 */
export type Dialect = 'yaml-1.2' | 'yaml-1.1';

/** The first document of a text as nodes, with aliases and merge keys expanded. */
export function readDocument(text: string, dialect: Dialect = 'yaml-1.2'): Node | undefined {
  const lines = text.replace(/\r\n?/g, '\n');
  const document = composeDocument(lines);
  return document === undefined ? undefined : new DocumentReader(lines, dialect).read(document.contents, 0);
}

/**
 * The parts of a text between its separator lines. kustomize splits before it parses, so a separator counts wherever a line starts with it.
 */
export function splitDocuments(text: string): string[] {
  const lines = text.replaceAll('\r\n', '\n');
  const documents: string[] = [];
  let start = 0;
  for (const match of lines.matchAll(SEPARATOR)) {
    const rest = match[0].slice(4).trim();
    if (rest !== '' && !rest.startsWith('#')) {
      throw new PatchFailure('PATCH_YAML', 'must have only a comment after a document separator');
    }
    documents.push(`${lines.slice(start, match.index)}\n`);
    start = match.index + match[0].length;
  }
  documents.push(lines.slice(start));
  return documents;
}

/** Whether a document has no content but comments. */
export function isBlankDocument(document: string): boolean {
  return document.split(LINE_BREAK).every((line) => /^(?:#|$)/.test(line.trimStart()));
}

/** Whether a text starts with a document end marker, which go-yaml does not read. */
function startsWithEnd(text: string): boolean {
  const marker = /(?:^|\n)\.\.\.(?:\s|$)/.exec(text);
  return marker !== null && text.slice(0, marker.index).split('\n').every((line) => /^[ \t]*(?:#|$)/.test(line));
}

/** go-yaml takes them for line breaks, and does not treat all line breaks alike. */
const OTHER_BREAK = /[\u0085\u2028\u2029]/;

/** The first YAML document of a text. The rest is not read. */
function composeDocument(text: string): Document.Parsed | undefined {
  if (CONTROL.test(text)) {
    throw new PatchFailure('PATCH_YAML', 'must not contain control characters');
  }
  if (OTHER_BREAK.test(text)) {
    throw new PatchFailure('PATCH_YAML', 'must not contain U+0085, U+2028 or U+2029, which YAML takes for line breaks; write "\\u2028" in double quotes');
  }
  if (startsWithEnd(text)) {
    throw new PatchFailure('PATCH_YAML', 'must not start with a document end marker');
  }
  const { Composer } = loadYaml();
  const composer = new Composer({ schema: 'failsafe', version: '1.1', merge: false, uniqueKeys: false, resolveKnownTags: false, prettyErrors: false });
  for (const document of composer.compose(parseTokens(text))) {
    if (document.errors.length > 0) {
      throw new PatchFailure('PATCH_YAML', describeError(document.errors[0], text));
    }
    return document;
  }
  if (/^%/m.test(text)) {
    throw new PatchFailure('PATCH_YAML', 'must have a document after a directive');
  }
  return undefined;
}

function describeError({ code, message, pos }: YAMLParseError, text: string): string {
  // The parser's own code for a stack overflow, which depends on how much of the stack its caller had used before.
  return code === 'RESOURCE_EXHAUSTION'
    ? 'must not be nested that deeply'
    // It quotes what it does not expect, which may be a secret.
    : `must be YAML: ${message.replace(/: .*$/s, '')} (line ${text.slice(0, pos[0]).split('\n').length})`;
}

class DocumentReader {
  private readonly anchors = new Map<string, Node | undefined>();
  private repeated = 0;

  constructor(private readonly text: string, private readonly dialect: Dialect) {}

  public read(node: ParsedNode | null, depth: number): Node {
    checkDepth(depth);
    if (node === null) {
      return { kind: 'scalar', tag: '!!null', text: '', quoted: false, tagged: false };
    }
    if ('source' in node && !('value' in node)) {
      return this.repeat(node.source);
    }
    const anchor = (node as { anchor?: string }).anchor;
    if (anchor !== undefined) {
      if (!ANCHOR.test(anchor)) {
        throw new PatchFailure('PATCH_YAML', 'must name an anchor with letters, digits, _ and -; put a string that starts with & in quotes');
      }
      this.anchors.set(anchor, undefined);
    }
    const read = this.readContent(node, depth);
    if (anchor !== undefined) {
      this.anchors.set(anchor, read);
    }
    return read;
  }

  private readContent(node: ParsedNode, depth: number): Node {
    if ('value' in node) {
      return this.readScalar(node);
    }
    const { items } = node as YAMLMap<ParsedNode, ParsedNode | null> | YAMLSeq<ParsedNode>;
    const { tag } = node as { tag?: string };
    if (tag !== undefined && shortenTag(tag) === '!!null') {
      return { kind: 'scalar', tag: '!!null', text: '', quoted: false, tagged: true };
    }
    const { flow } = node as { flow?: boolean };
    return loadYaml().isMap(node)
      ? { ...this.readMap(items as Pair<ParsedNode, ParsedNode | null>[], depth), flow }
      : { ...newList((items as ParsedNode[]).map((item) => this.read(item, depth + 1))), flow };
  }

  private readMap(pairs: readonly Pair<ParsedNode, ParsedNode | null>[], depth: number): MapNode {
    const map = newMap();
    const merged: Node[] = [];
    for (const pair of pairs) {
      const key = toKey(this.read(pair.key, depth + 1));
      const value = this.read(pair.value, depth + 1);
      if (key.tag === '!!merge' && this.dialect === 'yaml-1.1') {
        listMergeSources(value).forEach((source) => overrideFields(map, source));
      } else if (key.tag === '!!merge') {
        merged.push(value);
      } else {
        appendField(map, { key, value });
      }
    }
    if (merged.length > 1) {
      throw new PatchFailure('PATCH_YAML', 'must not have two merge keys in one map');
    }
    if (this.dialect === 'yaml-1.2') {
      // kustomize drops the merge key by its text, so one in quotes goes too.
      clearField(map, '<<');
    }
    return merged.length === 0 ? map : mergeInto(map, listMergeSources(merged[0]));
  }

  private readScalar(node: Scalar.Parsed): ScalarNode {
    const quoted = node.type !== 'PLAIN';
    const folded = node.type === 'BLOCK_FOLDED';
    const text = endsOpen(node, this.text) ? String(node.value).replace(/\n$/, '') : String(node.value);
    if (node.tag !== undefined && node.tag !== '!') {
      return { kind: 'scalar', tag: shortenTag(node.tag), text, quoted, tagged: true, folded };
    }
    const isString = quoted || (node.tag === '!' && this.dialect === 'yaml-1.1');
    return { kind: 'scalar', tag: isString ? '!!str' : tagOfPlain(text), text, quoted: isString, tagged: false, folded };
  }

  private repeat(name: string): Node {
    const node = this.anchors.get(name);
    if (node === undefined) {
      throw new PatchFailure('PATCH_YAML', this.anchors.has(name)
        ? 'must not use an alias inside its own anchor' : 'must not use an alias without an anchor; put a string that starts with * in quotes');
    }
    this.repeated += countNodes(node, MAX_REPEATED - this.repeated);
    if (this.repeated > MAX_REPEATED) {
      throw new PatchFailure('PATCH_YAML', `must not repeat more than ${MAX_REPEATED} nodes through aliases`);
    }
    return copyNode(node);
  }
}

/** A block scalar at the end of a text without a final line break has no line break to keep. */
function endsOpen(node: Scalar.Parsed, source: string): boolean {
  return (node.type === 'BLOCK_LITERAL' || node.type === 'BLOCK_FOLDED') && node.range[1] >= source.length && !source.endsWith('\n');
}

function tagOfPlain(text: string): string {
  return text === '<<' ? '!!merge' : resolveScalar('', text).tag;
}

/** A map or list as a key can be read, but never written. */
function toKey(node: Node): ScalarNode {
  return node.kind === 'scalar' ? node : { kind: 'scalar', tag: node.kind === 'map' ? '!!map' : '!!seq', text: '', quoted: false, tagged: true };
}

function shortenTag(tag: string): string {
  return tag.startsWith(YAML_TAG) ? `!!${tag.slice(YAML_TAG.length)}` : tag;
}

/** The maps that a merge key names; later ones override earlier ones. */
function listMergeSources(value: Node): MapNode[] {
  const sources = value.kind === 'list' ? value.items : [value];
  return sources.map((source) => {
    if (source.kind !== 'map') {
      throw new PatchFailure('PATCH_YAML', 'must have only maps below a merge key');
    }
    return source;
  }).reverse();
}

function mergeInto(map: MapNode, sources: readonly MapNode[]): MapNode {
  const fields = new Map<string, Field>();
  for (const source of [...sources, map]) {
    for (const [name, field] of source.fields) {
      fields.set(name, source === map ? field : copyField(field));
    }
  }
  return { kind: 'map', fields, duplicates: map.duplicates };
}

function overrideFields(map: MapNode, source: MapNode): void {
  for (const [name, field] of source.fields) {
    map.fields.set(name, copyField(field));
  }
}

/** Stops counting once the limit is passed. */
function countNodes(node: Node, limit: number): number {
  let count = 1;
  const children = node.kind === 'list' ? node.items : node.kind === 'map' ? [...node.fields.values()].map((field) => field.value) : [];
  for (const child of children) {
    if (count > limit) {
      break;
    }
    count += countNodes(child, limit - count);
  }
  return count;
}
