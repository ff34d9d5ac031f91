import type { Field, MapNode, Node, ScalarNode } from '../nodes/node';
import { PatchFailure } from '../patch-failure';
import { refold } from './refold';
import { setOwn } from './set-own';
import { resolveScalar } from '../scalars/resolve-scalar';
import type { Resolved } from '../scalars/resolve-scalar';

/**
 * How exactly values are given: `strict` as plain JSON, and what is no JSON is an error; `exact` the same with large integers as they are;
 * `lenient` takes everything, for objects that a patch may still mend.
 */
export type Exactness = 'strict' | 'exact' | 'lenient';

/** The value that a node has once it is written and read again. */
export function toPlain(node: Node, exactness: Exactness = 'strict', inFlow = false): unknown {
  switch (node.kind) {
    case 'scalar':
      return toPlainScalar(node, exactness, inFlow);
    case 'list':
      return node.items.map((item) => toPlain(item, exactness, inFlow || node.flow));
    default:
      return toPlainMap(node, exactness, inFlow || node.flow === true, isTextKey);
  }
}

/** The same for a whole object, whose own keys may be any scalar. */
export function toPlainObject(node: MapNode, exactness: Exactness = 'strict'): Record<string, unknown> {
  return toPlainMap(node, exactness, node.flow === true, (key) => key.tag !== '!!map' && key.tag !== '!!seq');
}

type KeyTest = (key: ScalarNode, inFlow: boolean) => boolean;

function toPlainMap(map: MapNode, exactness: Exactness, inFlow: boolean, isKey: KeyTest): Record<string, unknown> {
  const lenient = exactness === 'lenient';
  if (map.shadowed.length > 0 && !lenient) {
    throw new PatchFailure('PATCH_ENCODE', `cannot write the key ${JSON.stringify(map.shadowed[0].key.text)} twice into one map`);
  }
  const plain: Record<string, unknown> = {};
  for (const field of map.fields.values()) {
    if (!lenient && !isKey(field.key, inFlow)) {
      throw new PatchFailure('PATCH_ENCODE', `cannot write the key ${JSON.stringify(field.key.text)}, which is no text: put it in quotes`);
    }
    if (lenient || !isNullKey(field)) {
      setOwn(plain, field.key.text, toPlain(field.value, exactness, inFlow));
    }
  }
  return plain;
}

function isTextKey(key: ScalarNode, inFlow: boolean): boolean {
  return resolveWritten(key, key.text === '' || isQuotedInFlow(key, inFlow)).tag === '!!str';
}

function isNullKey(field: Field): boolean {
  return resolveWritten(field.key, field.key.text === '').value === null;
}

function toPlainScalar(node: ScalarNode, exactness: Exactness, inFlow: boolean): unknown {
  const { tag, value } = exactness === 'lenient' ? resolveLeniently(node, inFlow) : resolveWritten(node, isQuotedInFlow(node, inFlow));
  if (typeof value === 'bigint') {
    return exactness === 'exact' ? value : Number(value);
  }
  if (typeof value === 'number' && !Number.isFinite(value) && exactness !== 'lenient') {
    throw new PatchFailure('PATCH_ENCODE', `cannot write ${node.text} as JSON`);
  }
  if (node.folded && !inFlow && typeof value === 'string') {
    return refold(value);
  }
  return tag === '!!binary' ? decodeBase64(node.text) : value;
}

function resolveLeniently(node: ScalarNode, inFlow: boolean): Resolved {
  try {
    return resolveWritten(node, isQuotedInFlow(node, inFlow));
  } catch {
    return { tag: '!!str', value: node.text };
  }
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

/** Inside brackets neither nothing nor a colon can stand without quotes. */
function isQuotedInFlow({ text }: ScalarNode, inFlow: boolean): boolean {
  return inFlow && (text === '' || text.includes(':'));
}

function decodeBase64(text: string): string {
  const clean = text.replace(/[\r\n]/g, '');
  if (!/^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/.test(clean)) {
    throw new PatchFailure('PATCH_ENCODE', 'cannot decode a !!binary value that is no base64');
  }
  return Buffer.from(clean, 'base64').toString('utf8');
}
