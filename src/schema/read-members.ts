/** Stands for a member that cannot be read: of no type that anything may have, so that each check refuses it in its own words. */
const UNREADABLE = Symbol('cannot be read');

/** No list of a sync comes near; a hostile one would exhaust the memory. */
const MOST_ENTRIES = 100_000;

/**
 * The members of an object or map, each read once, or `undefined` for anything else. A Map or Date of plain JavaScript has none that we could
 * see: it is no object of ours, or it would pass as an empty one. Never throws.
 */
export function readMembers(value: unknown): [string, unknown][] | undefined {
  try {
    return Object.prototype.toString.call(value) === '[object Object]'
      ? Object.keys(value as object).map((key) => [key, readMember(value, key)])
      : undefined;
  } catch {
    return undefined;
  }
}

/** The entries of a list, or `undefined` for anything else. Never throws. */
export function readEntries(value: unknown): unknown[] | undefined {
  try {
    return Array.isArray(value) && value.length <= MOST_ENTRIES
      ? Array.from({ length: value.length }, (_, index) => readMember(value, index))
      : undefined;
  } catch {
    return undefined;
  }
}

function readMember(from: any, key: string | number): unknown {
  try {
    return from[key];
  } catch {
    return UNREADABLE;
  }
}
