import { JsonScalar } from './json-value';
import type { JsonValue } from './json-value';

/**
 * Equality for `test`: scalars by their text, so 5 is not 5.0. Upstream cannot compare a null inside a list and breaks off; that counts as
 * unequal here.
 */
export function equalJson(left: JsonValue, right: JsonValue): boolean {
  if (left === null || right === null) {
    return false;
  }
  if (left instanceof JsonScalar || right instanceof JsonScalar) {
    return left instanceof JsonScalar && right instanceof JsonScalar && left.text === right.text;
  }
  if (Array.isArray(left) || Array.isArray(right)) {
    return Array.isArray(left) && Array.isArray(right) && left.length === right.length && left.every((item, i) => equalJson(item, right[i]));
  }
  return left.size === right.size && [...left].every(([key, member]) => {
    const other = right.get(key);
    return other !== undefined && (member === null && other === null || equalJson(member, other));
  });
}
