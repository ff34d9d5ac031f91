import type { JsonObject, JsonValue } from '../json6902/json-value';
import { toJson } from '../json6902/to-json';
import type { MapNode, Node, ScalarNode } from '../nodes/node';
import { PatchFailure } from '../patch-failure';
import { readDocument } from './read-document';
import { resolveYaml11Scalar } from '../scalars/resolve-scalar';
import type { ScalarValue } from '../scalars/resolve-scalar';

/** The first document of a YAML 1.1 text as JSON. Dates stay texts, and keys become texts as far as they can. */
export function readYaml11(text: string, keys: 'unique' | 'last-wins' = 'last-wins'): JsonValue {
  const node = readDocument(text, 'yaml-1.1');
  return node === undefined ? null : convert(node, keys === 'unique');
}

function convert(node: Node, unique: boolean): JsonValue {
  switch (node.kind) {
    case 'scalar':
      return convertScalar(node);
    case 'list':
      return node.items.map((item) => convert(item, unique));
    default:
      return convertMap(node, unique);
  }
}

function convertMap(map: MapNode, unique: boolean): JsonObject {
  const members: JsonObject = new Map();
  for (const { key, value } of [...map.fields.values(), ...map.shadowed]) {
    const name = convertKey(key);
    if (unique && members.has(name)) {
      throw new PatchFailure('PATCH_YAML', `must not have the key ${JSON.stringify(name.slice(0, 80))} twice in one map`);
    }
    members.set(name, convert(value, unique));
  }
  return members;
}

function convertScalar(node: ScalarNode): JsonValue {
  const value = readValue(node);
  if (typeof value === 'number' && !Number.isFinite(value)) {
    throw new PatchFailure('PATCH_ENCODE', `cannot hold ${node.text}, which is no JSON`);
  }
  return toJson(value);
}

function convertKey(key: ScalarNode): string {
  const value = readValue(key);
  if (value === null || key.tag === '!!map' || key.tag === '!!seq') {
    throw new PatchFailure('PATCH_ENCODE', 'cannot have a key that is no scalar');
  }
  return String(value);
}

function readValue({ tag, text, quoted, tagged }: ScalarNode): ScalarValue {
  if (quoted && !tagged) {
    return text;
  }
  if (tag === '!!binary') {
    return Buffer.from(text, 'base64').toString('utf8');
  }
  const resolved = resolveYaml11Scalar(tagged ? tag : '', text);
  return resolved.tag === '!!timestamp' ? text : resolved.value;
}
