import type { ParsedNode, Pair, Scalar, YAMLMap, YAMLSeq } from 'yaml';
import { loadYaml } from '../load-libraries';
import { composeDocument } from './compose-document';
import { DEEPEST } from './parse-tokens';
import { copyNode } from '../nodes/copy-node';
import { appendField, clearField } from '../nodes/fields';
import { newList, newMap } from '../nodes/node';
import type { Field, MapNode, Node, ScalarNode } from '../nodes/node';
import { PatchFailure } from '../patch-failure';
import { resolveScalar } from '../scalars/resolve-scalar';

/** Aliases may repeat this many nodes in all; a bomb repeats billions. */
const MOST_REPEATED = 100_000;
const YAML_TAG = 'tag:yaml.org,2002:';

/** The anchors that upstream's scanner knows. */
const ANCHOR = /^[A-Za-z0-9_-]+$/;

/**
 * The two YAML readers upstream: in `yaml-1.1` a merge key overrides what stands before it, and the tag `!` makes a text.
 */
export type Dialect = 'yaml-1.2' | 'yaml-1.1';

/** The first document of a text as nodes, with aliases and merge keys expanded. */
export function readDocument(text: string, dialect: Dialect = 'yaml-1.2'): Node | undefined {
  const document = composeDocument(text);
  return document === undefined ? undefined : new DocumentReader(text, dialect).read(document.contents, 0);
}

class DocumentReader {
  private readonly anchors = new Map<string, Node | undefined>();
  private repeated = 0;

  constructor(private readonly text: string, private readonly dialect: Dialect) {}

  public read(node: ParsedNode | null, depth: number): Node {
    if (depth > DEEPEST) {
      throw new PatchFailure('PATCH_YAML', `must not be nested deeper than ${DEEPEST} levels`);
    }
    if (node === null) {
      return { kind: 'scalar', tag: '!!null', text: '', quoted: false, tagged: false };
    }
    if ('source' in node && !('value' in node)) {
      return this.repeat(node.source);
    }
    const anchor = (node as { anchor?: string }).anchor;
    if (anchor !== undefined) {
      if (!ANCHOR.test(anchor)) {
        throw new PatchFailure('PATCH_YAML', `must not have the anchor ${JSON.stringify(anchor)}: use letters, digits, _ and -`);
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
      return this.readScalar(node as Scalar.Parsed);
    }
    const { items } = node as YAMLMap<ParsedNode, ParsedNode | null> | YAMLSeq<ParsedNode>;
    const { tag } = node as { tag?: string };
    if (tag !== undefined && shorten(tag) === '!!null') {
      return { kind: 'scalar', tag: '!!null', text: '', quoted: false, tagged: true };
    }
    const { flow } = node as { flow?: boolean };
    return isMap(node)
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
    const text = endsOpen(node, this.text) ? String(node.value).replace(/\n$/, '') : String(node.value);
    if (node.tag !== undefined && node.tag !== '!') {
      return { kind: 'scalar', tag: shorten(node.tag), text, quoted, tagged: true, folded: node.type === 'BLOCK_FOLDED' };
    }
    const isText = quoted || (node.tag === '!' && this.dialect === 'yaml-1.1');
    return { kind: 'scalar', tag: isText ? '!!str' : tagOfPlain(text), text, quoted: isText, tagged: false, folded: node.type === 'BLOCK_FOLDED' };
  }

  private repeat(name: string): Node {
    const node = this.anchors.get(name);
    if (node === undefined) {
      throw new PatchFailure('PATCH_YAML', `must not use the alias *${name} ${this.anchors.has(name) ? 'inside its own anchor' : 'without an anchor'}`);
    }
    this.repeated += countNodes(node, MOST_REPEATED - this.repeated);
    if (this.repeated > MOST_REPEATED) {
      throw new PatchFailure('PATCH_YAML', `must not repeat more than ${MOST_REPEATED} nodes through aliases`);
    }
    return copyNode(node);
  }
}

/** A block that the text ends with, without a line break, has none to keep. */
function endsOpen(node: Scalar.Parsed, source: string): boolean {
  return (node.type === 'BLOCK_LITERAL' || node.type === 'BLOCK_FOLDED') && node.range[1] >= source.length && !source.endsWith('\n');
}

function tagOfPlain(text: string): string {
  return text === '<<' ? '!!merge' : resolveScalar('', text).tag;
}

function isMap(node: ParsedNode): boolean {
  return loadYaml().isMap(node);
}

/** A map or list as key survives reading but can never be written. */
function toKey(node: Node): ScalarNode {
  return node.kind === 'scalar' ? node : { kind: 'scalar', tag: node.kind === 'map' ? '!!map' : '!!seq', text: '', quoted: false, tagged: true };
}

function shorten(tag: string): string {
  return tag.startsWith(YAML_TAG) ? `!!${tag.slice(YAML_TAG.length)}` : tag;
}

/** The maps that a merge key names, the weakest first. */
function listMergeSources(value: Node): MapNode[] {
  if (value.kind === 'map') {
    return [value];
  }
  if (value.kind === 'list') {
    return value.items.map((item) => {
      if (item.kind !== 'map') {
        throw new PatchFailure('PATCH_YAML', 'must merge only maps');
      }
      return item;
    }).reverse();
  }
  throw new PatchFailure('PATCH_YAML', 'must merge only maps');
}

function mergeInto(map: MapNode, sources: readonly MapNode[]): MapNode {
  const fields = new Map<string, Field>();
  for (const source of [...sources, map]) {
    for (const [name, field] of source.fields) {
      fields.set(name, source === map ? field : copyFieldOf(field));
    }
  }
  return { kind: 'map', fields, shadowed: map.shadowed };
}

function overrideFields(map: MapNode, source: MapNode): void {
  for (const [name, field] of source.fields) {
    map.fields.set(name, copyFieldOf(field));
  }
}

function copyFieldOf(field: Field): Field {
  return { key: { ...field.key }, value: copyNode(field.value) };
}

/** Counts no further than needed. */
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
