/** A list entry or map value together with the path that a problem names. */
export interface Field {
  readonly path: string;
  readonly value: unknown;
}

/** The rules read the same few paths of every object. */
const names = new Map<string, readonly string[]>();

function splitPath(path: string): readonly string[] {
  const known = names.get(path);
  if (known !== undefined) {
    return known;
  }
  const split = path.split('.');
  names.set(path, split);
  return split;
}

/** The value at a dotted path of plain JSON, or `undefined` where something on the way is missing or no map. */
export function readField(object: unknown, path: string): unknown {
  let node: unknown = object;
  for (const name of splitPath(path)) {
    if (!isMap(node) || !Object.hasOwn(node, name)) {
      return undefined;
    }
    node = node[name];
  }
  return node;
}

/** The text at a path. The controllers read an empty text as unset, and so does this. */
export function readText(object: unknown, path: string): string | undefined {
  const value = readField(object, path);
  return typeof value === 'string' && value !== '' ? value : undefined;
}

/** The entries of the list at a path; none where there is no list. */
export function readItems(object: unknown, path: string): Field[] {
  const value = readField(object, path);
  return Array.isArray(value) ? value.map((item, index) => ({ path: `${path}[${index}]`, value: item as unknown })) : [];
}

/** The entries of the map at a path, with keys that may hold dots; none where there is no map. */
export function readEntries(object: unknown, path: string): [key: string, value: unknown][] {
  const value = readField(object, path);
  return isMap(value) ? Object.entries(value) : [];
}

/** Whether a field has a value: `null` counts as absent, as for the API server. */
export function isSet(object: unknown, path: string): boolean {
  const value = readField(object, path);
  return value !== undefined && value !== null;
}

export function isMap(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
