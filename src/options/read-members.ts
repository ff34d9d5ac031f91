/**
 * The members of an object or map, or `undefined` for anything else. A Map or Date of plain JavaScript has none that we could see: it is
 * no object of ours, or it would pass as an empty one.
 */
export function readMembers(value: unknown): [string, unknown][] | undefined {
  return readOrNothing(() => Object.prototype.toString.call(value) === '[object Object]' ? Object.entries(value as object) : undefined);
}

/** The entries of a list, or `undefined` for anything else. */
export function readEntries(value: unknown): unknown[] | undefined {
  return readOrNothing(() => Array.isArray(value) ? Array.from<unknown>(value) : undefined);
}

/** Getters and proxies of plain JavaScript may throw: such a value has the wrong type, it is no crash. */
function readOrNothing<T>(read: () => T | undefined): T | undefined {
  try {
    return read();
  } catch {
    return undefined;
  }
}
