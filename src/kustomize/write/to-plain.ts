import type { Field, MapNode, Node, ScalarNode } from '../nodes/node';
import { PatchFailure } from '../patch-failure';
import { resolveScalar } from '../scalars/resolve-scalar';
import type { Resolved } from '../scalars/resolve-scalar';
import { setOwn } from './set-own';

/** The value that a node has once it is written and read again. */
export function toPlain(node: Node): unknown {
  switch (node.kind) {
    case 'scalar':
      return toPlainScalar(node);
    case 'list':
      return node.items.map(toPlain);
    default:
      return toPlainMap(node, isTextKey);
  }
}

/** The same for a whole object, whose own keys may be any scalar. */
export function toPlainObject(node: MapNode): Record<string, unknown> {
  return toPlainMap(node, (key) => key.tag !== '!!map' && key.tag !== '!!seq');
}

function toPlainMap(map: MapNode, isKey: (key: ScalarNode) => boolean): Record<string, unknown> {
  if (map.shadowed.length > 0) {
    throw new PatchFailure('PATCH_ENCODE', `cannot write the key ${JSON.stringify(map.shadowed[0].key.text)} twice into one map`);
  }
  const plain: Record<string, unknown> = {};
  for (const field of map.fields.values()) {
    if (!isKey(field.key)) {
      throw new PatchFailure('PATCH_ENCODE', `cannot write the key ${JSON.stringify(field.key.text)}, which is no text: put it in quotes`);
    }
    if (!isNullKey(field)) {
      setOwn(plain, field.key.text, toPlain(field.value));
    }
  }
  return plain;
}

function isTextKey(key: ScalarNode): boolean {
  return resolveWritten(key, key.text === '').tag === '!!str';
}

function isNullKey(field: Field): boolean {
  return resolveWritten(field.key, field.key.text === '').value === null;
}

function toPlainScalar(node: ScalarNode): unknown {
  const { tag, value } = resolveWritten(node, false);
  if (typeof value === 'bigint') {
    return Number(value);
  }
  if (typeof value === 'number' && !Number.isFinite(value)) {
    throw new PatchFailure('PATCH_ENCODE', `cannot write ${node.text} as JSON`);
  }
  return tag === '!!binary' ? decodeBase64(node.text) : value;
}

/**
 * What a scalar reads as after it was written: quotes win unless the tag is one that the text alone would not give.
 */
export function resolveWritten(node: ScalarNode, quotedAnyway: boolean): Resolved {
  const { tag, text, tagged } = node;
  const quoted = node.quoted || quotedAnyway;
  if (tag === '!!str' || (tag === '' && quoted)) {
    return { tag: '!!str', value: text };
  }
  if (tagged && tag !== '') {
    return resolveScalar(tag, text);
  }
  const alone = resolveScalar('', text);
  if (tag === '' || alone.tag === tag) {
    return quoted ? { tag: '!!str', value: text } : alone;
  }
  return resolveScalar(tag, text);
}

function decodeBase64(text: string): string {
  const clean = text.replace(/[\r\n]/g, '');
  if (!/^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/.test(clean)) {
    throw new PatchFailure('PATCH_ENCODE', 'cannot decode a !!binary value that is no base64');
  }
  return Buffer.from(clean, 'base64').toString('utf8');
}
