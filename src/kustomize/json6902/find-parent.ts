import { JsonScalar } from './json-value';
import type { JsonArray, JsonObject, JsonValue } from './json-value';
import { readIndex } from './read-index';

export interface Place {
  readonly parent: JsonObject | JsonArray;
  readonly key: string;
}

/** The container that a pointer's last part names something in; nothing where the way there is missing. What precedes the first slash is ignored. */
export function findParent(root: JsonObject | JsonArray, pointer: string): Place | undefined {
  const parts = pointer.split('/').slice(1).map(unescape);
  if (parts.length === 0) {
    return undefined;
  }
  const key = parts.pop() as string;
  let parent = root;
  for (const part of parts) {
    const next = getMember(parent, part);
    if (next === undefined || next === null || next instanceof JsonScalar) {
      return undefined;
    }
    parent = next;
  }
  return { parent, key };
}

/** A map gives null for what it lacks, a list nothing. */
export function getMember(container: JsonObject | JsonArray, key: string): JsonValue | undefined {
  if (!Array.isArray(container)) {
    return container.get(key) ?? null;
  }
  const index = readIndex(key, container.length);
  return index === undefined ? undefined : container[index];
}

function unescape(part: string): string {
  return part.replace(/~[01]/g, (escaped) => escaped === '~1' ? '/' : '~');
}
