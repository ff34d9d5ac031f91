import { suggestNearest } from '../../problems';
import { escapePointer } from '../../util';
import { isContainer } from './json';
import type { JsonArray, JsonObject, JsonValue } from './json';

export type Container = JsonObject | JsonArray;

/** The place that a JSON pointer names: a key, which need not exist, in a map or list. */
export interface Location {
  readonly parent: Container;
  readonly key: string;
}

/**
 * The place that a pointer names; `undefined` where something on the way is missing. What precedes the first slash is ignored, as in kustomize's
 * JSON patch library.
 */
export function findLocation(root: Container, pointer: string): Location | undefined {
  const parts = pointer.split('/').slice(1);
  const { parent, depth } = descend(root, parts);
  return parts.length > 0 && depth === parts.length - 1 ? { parent, key: unescapePart(parts[depth]) } : undefined;
}

/** The keys on the way of a pointer, and the one that it names. */
export function listSteps(pointer: string): string[] {
  return pointer.split('/').slice(1).map(unescapePart);
}

/** The value at a place. What a map lacks is null; an index that a list lacks is `undefined`. */
export function getMember(container: Container, key: string): JsonValue | undefined {
  if (!Array.isArray(container)) {
    return Object.hasOwn(container, key) ? container[key] : null;
  }
  const index = readIndex(key, container.length);
  return index === undefined ? undefined : container[index];
}

const INDEX = /^[-+]?[0-9]+$/;

/** The position that an index means in a list of that length: negative ones count from the end. */
export function readIndex(text: string, length: number): number | undefined {
  if (!INDEX.test(text)) {
    return undefined;
  }
  const index = Number(text);
  const position = index < 0 ? index + length : index;
  return position >= 0 && position < length ? position : undefined;
}

/** Fields that are maps of strings, with keys such as `team.example.com/owner`: nothing is below a value. */
const STRING_MAPS: readonly string[] = ['labels', 'annotations', 'matchLabels', 'nodeSelector'];

/**
 * The pointer that was meant where a slash in a key is not escaped: because the map has such a key, or because it is a map of strings.
 * `undefined` where there is no such slash.
 */
export function suggestPointer(root: Container, pointer: string): string | undefined {
  const parts = pointer.split('/').slice(1);
  const { parent, depth } = descend(root, parts);
  if (Array.isArray(parent)) {
    return undefined;
  }
  // Some escape the slash as in a shell or in JSON, or put the key in quotes.
  const rest = parts.slice(depth).join('/').replaceAll('\\/', '/').replace(/^"([^"]*)"$/, '$1');
  const keys = Object.keys(parent).map((key) => key.replaceAll('~', '~0'));
  const existing = keys.find((key) => key.includes('/') && (rest === key || rest.startsWith(`${key}/`)));
  const key = existing ?? (depth === parts.length - 2 && STRING_MAPS.includes(parts[depth - 1]) ? rest : undefined);
  return key === undefined ? undefined : ['', ...parts.slice(0, depth), key.replaceAll('/', '~1')].join('/') + rest.slice(key.length);
}

/**
 * How to make a place for a pointer whose parent is missing: a typing mistake in a key is put right, else the first missing parent is added, with
 * what is to be in it.
 */
export function suggestParent(root: Container, pointer: string): string | undefined {
  const parts = pointer.split('/').slice(1);
  const { parent, depth } = descend(root, parts);
  if (Array.isArray(parent) || depth >= parts.length - 1 || isScalar(getMember(parent, unescapePart(parts[depth])))) {
    return undefined;
  }
  const nearest = suggestNearest(parts[depth], Object.keys(parent));
  if (nearest !== undefined) {
    return `did you mean ${['', ...parts.slice(0, depth), escapePointer(nearest), ...parts.slice(depth + 1)].join('/')}?`;
  }
  const value = parts.slice(depth + 1).reduceRight((inner, key) => (/^(?:-|0)$/.test(key) ? `[${inner}]` : `{${unescapePart(key)}: ${inner}}`), '…');
  return `add ${['', ...parts.slice(0, depth + 1)].join('/')} with the value ${value}`;
}

function isScalar(value: JsonValue | undefined): boolean {
  return value !== undefined && value !== null && !isContainer(value);
}

/** Follows all parts but the last as far as there are maps and lists. */
function descend(root: Container, parts: readonly string[]): { parent: Container; depth: number } {
  let parent = root;
  let depth = 0;
  for (; depth < parts.length - 1; depth++) {
    const next = getMember(parent, unescapePart(parts[depth]));
    if (!isContainer(next)) {
      break;
    }
    parent = next;
  }
  return { parent, depth };
}

function unescapePart(part: string): string {
  return part.replace(/~[01]/g, (escaped) => escaped === '~1' ? '/' : '~');
}
