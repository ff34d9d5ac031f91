import { JsonScalar } from './json-value';
import type { JsonObject, JsonValue } from './json-value';

/** A plain value as JSON, with the scalars written as Go writes them. */
export function toJson(value: unknown): JsonValue {
  if (Array.isArray(value)) {
    return value.map(toJson);
  }
  if (typeof value === 'object' && value !== null) {
    const members: JsonObject = new Map();
    for (const [key, member] of Object.entries(value)) {
      members.set(key, toJson(member));
    }
    return members;
  }
  return value === null || value === undefined ? null : new JsonScalar(writeScalar(value));
}

/** Go escapes what could end a script element, so a `test` for `<` written as such in JSON fails upstream. */
function writeScalar(value: unknown): string {
  if (typeof value === 'bigint' || Object.is(value, -0)) {
    return typeof value === 'bigint' ? String(value) : '-0';
  }
  return JSON.stringify(value).replace(/[<>&\u2028\u2029]/g, (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`);
}
