import { PatchFailure } from '../patch-failure';
import { JsonScalar } from './json-value';
import type { JsonValue } from './json-value';
import { readJsonText } from './parse-json';
import { setOwn } from '../write/set-own';

/** The plain value of a JSON document. */
export function toPlainJson(value: JsonValue): unknown {
  if (value === null) {
    return null;
  }
  if (value instanceof JsonScalar) {
    return toPlainScalar(value.text);
  }
  if (Array.isArray(value)) {
    return value.map(toPlainJson);
  }
  const plain: Record<string, unknown> = {};
  for (const [key, member] of value) {
    setOwn(plain, key, toPlainJson(member));
  }
  return plain;
}

function toPlainScalar(text: string): unknown {
  if (text.startsWith('"')) {
    return readJsonText(text);
  }
  const value = JSON.parse(text) as unknown;
  if (typeof value === 'number' && !Number.isFinite(value)) {
    throw new PatchFailure('PATCH_ENCODE', `cannot hold the number ${text.slice(0, 80)}`);
  }
  return value;
}
