import { PatchFailure } from '../patch-failure';
import { isNull, newMap, newScalar } from './node';
import type { Field, MapNode, Node, ScalarNode } from './node';
import { isYaml11NonString } from '../scalars/is-yaml11-non-string';

export function getField(node: Node | undefined, name: string): Node | undefined {
  return node !== undefined && node.kind === 'map' ? node.fields.get(name)?.value : undefined;
}

/** Adds a field as it was read; the first of several with the same key is the one that counts. */
export function appendField(map: MapNode, field: Field): void {
  if (map.fields.has(field.key.text)) {
    map.shadowed.push(field);
  } else {
    map.fields.set(field.key.text, field);
  }
}

export function clearField(map: MapNode, name: string): void {
  map.fields.delete(name);
  const next = map.shadowed.findIndex((field) => field.key.text === name);
  if (next >= 0) {
    const [field] = map.shadowed.splice(next, 1);
    map.fields.set(name, field);
  }
}

/**
 * Sets a field as kustomize does: a value that is nothing or null clears it, an existing field keeps its quotes, and a new plain text which
 * YAML 1.1 would read as something else gets quotes.
 */
export function setField(map: MapNode, name: string, value: Node | undefined, newKey: ScalarNode = newScalar(name)): void {
  if (name === '') {
    throw new PatchFailure('PATCH_NODE_KIND', 'cannot set a field whose name is empty');
  }
  if (value !== undefined && value.kind === 'scalar') {
    quoteWhereYaml11Differs(value);
  }
  if (value === undefined || (isNull(value) && !(value as ScalarNode).kept)) {
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

export function setTextField(map: MapNode, name: string, text: string): void {
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
  if (existing !== undefined && !isNull(existing)) {
    if (existing.kind !== 'map') {
      throw new PatchFailure('PATCH_NODE_KIND', `cannot set a field below ${name}, which is no map`);
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
