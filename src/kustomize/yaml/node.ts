import { PatchFailure } from '../patch-failure';
import { isYaml11NonString } from './scalars';

/**
 * A YAML node, as kyaml's `RNode`. Strategic merge works on nodes and not on values, because what a scalar becomes depends on how patch and
 * target are written.
 */
export type Node = ScalarNode | ListNode | MapNode;

export interface ScalarNode {
  readonly kind: 'scalar';
  /** The short tag, such as `!!int`; empty where the text alone decides. */
  tag: string;
  /** The content without quotes, before any type is read into it. */
  text: string;
  /** Written in quotes or as a block. */
  quoted: boolean;
  /** Written as a folded block, which kustomize's writer does not always write back as it was. */
  folded?: boolean;
  /** The tag is written out in the source. */
  tagged: boolean;
  /** A null of the source that a merge must not remove. */
  keptNull?: boolean;
}

export interface ListNode {
  readonly kind: 'list';
  items: Node[];
  /** Written in brackets, where kustomize's writer quotes more strings. */
  flow?: boolean;
}

export interface Field {
  key: ScalarNode;
  value: Node;
}

export interface MapNode {
  readonly kind: 'map';
  readonly fields: Map<string, Field>;
  /** Later fields with a key that the map already has: kustomize does not see them until it writes the object. */
  duplicates: Field[];
  flow?: boolean;
}

export function newScalar(text: string, tag = '', quoted = false): ScalarNode {
  return { kind: 'scalar', tag, text, quoted, tagged: false };
}

export function newList(items: Node[] = []): ListNode {
  return { kind: 'list', items };
}

export function newMap(): MapNode {
  return { kind: 'map', fields: new Map(), duplicates: [] };
}

/** Neither missing nor null. */
export function isPresent(node: Node | undefined): node is Node {
  return node !== undefined && !isNull(node);
}

export function isNull(node: Node): boolean {
  return node.kind === 'scalar' && node.tag === '!!null';
}

/** Missing, null, `{}` or `[]`. */
export function isEmpty(node: Node | undefined): boolean {
  return !isPresent(node) || isEmptyMap(node) || (node.kind === 'list' && node.items.length === 0);
}

export function isEmptyMap(node: Node | undefined): boolean {
  return node !== undefined && node.kind === 'map' && node.fields.size === 0;
}

/** The text of a scalar; empty for a map or a list. */
export function textOf(node: Node | undefined): string {
  return node !== undefined && node.kind === 'scalar' ? node.text : '';
}

/** A copy that shares nothing with the original. */
export function copyNode(node: MapNode): MapNode;
export function copyNode(node: Node): Node;
export function copyNode(node: Node): Node {
  switch (node.kind) {
    case 'scalar':
      return { ...node };
    case 'list':
      return { ...node, items: node.items.map((item) => copyNode(item)) };
    default:
      return copyMap(node);
  }
}

function copyMap(map: MapNode): MapNode {
  const fields = new Map<string, Field>();
  for (const [name, field] of map.fields) {
    fields.set(name, copyField(field));
  }
  return { ...map, fields, duplicates: map.duplicates.map(copyField) };
}

export function copyField(field: Field): Field {
  return { key: { ...field.key }, value: copyNode(field.value) };
}

export function getField(node: Node | undefined, name: string): Node | undefined {
  return node !== undefined && node.kind === 'map' ? node.fields.get(name)?.value : undefined;
}

/** Adds a field as it was read; the first of several with the same key is the one that counts. */
export function appendField(map: MapNode, field: Field): void {
  if (map.fields.has(field.key.text)) {
    map.duplicates.push(field);
  } else {
    map.fields.set(field.key.text, field);
  }
}

/** Mirrors kyaml's `FieldClearer`: only the first field with the key goes, so that a duplicate takes its place. */
export function clearField(map: MapNode, name: string): void {
  map.fields.delete(name);
  const next = map.duplicates.findIndex((field) => field.key.text === name);
  if (next >= 0) {
    const [field] = map.duplicates.splice(next, 1);
    map.fields.set(name, field);
  }
}

/**
 * Sets a field. Mirrors kyaml's `FieldSetter`: a missing or null value clears the field, an existing field keeps its quotes, and a new plain
 * string that YAML 1.1 would read as something else gets quotes.
 */
export function setField(map: MapNode, name: string, value: Node | undefined, newKey: ScalarNode = newScalar(name)): void {
  if (name === '') {
    throw new PatchFailure('PATCH_NODE_KIND', 'cannot set a field whose name is empty');
  }
  if (value?.kind === 'scalar') {
    quoteWhereYaml11Differs(value);
  }
  if (value === undefined || (value.kind === 'scalar' && isNull(value) && !value.keptNull)) {
    clearField(map, name);
    return;
  }
  const field = map.fields.get(name);
  if (field === undefined) {
    map.fields.set(name, { key: newKey, value });
    return;
  }
  takeStyle(value, field.value);
  field.value = value;
}

export function setStringField(map: MapNode, name: string, text: string): void {
  setField(map, name, newScalar(text));
}

/** Replaces the text of a scalar in place and keeps its quotes. */
export function setText(node: ScalarNode, text: string): void {
  node.tag = '';
  node.text = text;
}

/** The map in the field, made when the field is missing. */
export function getOrCreateMap(map: MapNode, name: string): MapNode {
  const existing = getField(map, name);
  if (isPresent(existing)) {
    if (existing.kind !== 'map') {
      throw new PatchFailure('PATCH_NODE_KIND', `cannot set a field below ${name}, which is not a map`);
    }
    return existing;
  }
  const created = newMap();
  clearField(map, name);
  setField(map, name, created);
  return created;
}

function quoteWhereYaml11Differs(value: ScalarNode): void {
  if (!value.quoted && !value.tagged && (value.tag === '!!str' || value.tag === '') && isYaml11NonString(value.text)) {
    value.quoted = true;
  }
}

function takeStyle(value: Node, from: Node): void {
  if (value.kind === 'scalar') {
    value.quoted = from.kind === 'scalar' && from.quoted;
    value.tagged = from.kind === 'scalar' && from.tagged;
    value.folded = from.kind === 'scalar' && from.folded;
  } else {
    value.flow = from.kind !== 'scalar' && from.flow;
  }
}

/** The labels or annotations as kustomize sees them: whatever type a value has, its text counts. */
export function getMetadataStrings(object: MapNode, name: 'labels' | 'annotations'): Map<string, string> {
  const metadata = getField(object, 'metadata');
  const field = isEmpty(metadata) ? undefined : getField(metadata, name);
  const strings = new Map<string, string>();
  if (field !== undefined && field.kind === 'list' && field.items.length > 0) {
    throw new PatchFailure('PATCH_OBJECT_INVALID', `must not leave a list in metadata.${name}`);
  }
  if (field !== undefined && field.kind === 'map') {
    for (const [key, { value }] of field.fields) {
      strings.set(key, textOf(value));
    }
  }
  return strings;
}

/** Writes all labels or annotations again, each value as a string; an empty map removes the field. */
export function setMetadataStrings(object: MapNode, name: 'labels' | 'annotations', strings: ReadonlyMap<string, string>): void {
  const metadata = getOrCreateMap(object, 'metadata');
  clearField(metadata, name);
  if (strings.size === 0) {
    return;
  }
  const map = newMap();
  for (const [key, text] of strings) {
    setField(map, key, newScalar(text, '!!str', text.includes('\n')));
  }
  setField(metadata, name, map);
}
