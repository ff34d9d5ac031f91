/** Stands for a member that cannot be read. It has no type that any field may have, so each check refuses it in its own words. */
const UNREADABLE = Symbol('cannot be read');

/** No list in a sync comes near this; a hostile one would exhaust the memory. */
const MAX_ENTRIES = 100_000;

/** Whether a value is an object with fields: neither null nor a list. */
export function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/**
 * The members of an object, each read once, or `undefined` for anything else. A Map or Date of JavaScript is no such object: it would pass as
 * an empty one. Never throws, whatever getters and proxies do.
 */
export function readMembers(value: unknown): [string, unknown][] | undefined {
  try {
    return Object.prototype.toString.call(value) === '[object Object]'
      ? Object.keys(value as object).map((key) => [key, readMember(value as Record<string, unknown>, key)])
      : undefined;
  } catch {
    // A hostile proxy: an object that cannot be listed is not one of ours.
    return undefined;
  }
}

/** The entries of a list, or `undefined` for anything else. Never throws. */
export function readEntries(value: unknown): unknown[] | undefined {
  try {
    return Array.isArray(value) && value.length <= MAX_ENTRIES
      ? Array.from({ length: value.length }, (_, index) => readMember(value, index))
      : undefined;
  } catch {
    // A hostile proxy, as above.
    return undefined;
  }
}

function readMember<K extends string | number>(from: { readonly [key in K]: unknown }, key: K): unknown {
  try {
    return from[key];
  } catch {
    // A getter that throws.
    return UNREADABLE;
  }
}

/** An unpaired surrogate is half a character. UTF-8 cannot encode it, so a file would hold something else. */
const UNPAIRED_SURROGATE = /\p{Surrogate}/u;

/** Whether a string can be written as UTF-8. */
export function isUtf8(value: string): boolean {
  return !UNPAIRED_SURROGATE.test(value);
}

/** Escapes a key for use in a JSON pointer: `a/b` becomes `a~1b`. */
export function escapePointer(key: string): string {
  return key.replace(/~/g, '~0').replace(/\//g, '~1');
}

/** Characters that Go's YAML readers refuse, drop or change where they stand as they are: a part of a regular expression. */
export const UNPRINTABLE = '[\\u0000-\\u0008\\u000b-\\u001f\\u007f-\\u009f\\u2028\\u2029\\ufeff\\ufffe\\uffff]';

const ALL_UNPRINTABLE = new RegExp(UNPRINTABLE, 'g');

/** Writes a character of one code unit as JSON, YAML and most languages do: `\u0000`. */
export function escapeUnicode(character: string): string {
  return `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
}

/**
 * Writes a string in double quotes, so that every reader of YAML and JSON reads it as itself. A string of JSON is one of YAML, but for the characters
 * that Go does not want to see. Other plain values are written in the same way.
 */
export function writeQuoted(value: unknown): string {
  return JSON.stringify(value).replace(ALL_UNPRINTABLE, escapeUnicode);
}

/** Sets a property under any key, `__proto__` included. */
export function setOwn(object: object, key: string, value: unknown): void {
  if (key === '__proto__') {
    Object.defineProperty(object, key, { value, writable: true, enumerable: true, configurable: true });
  } else {
    (object as Record<string, unknown>)[key] = value;
  }
}

/** What is spread first changes nothing, and no object is cloned for it. */
const NOTHING: object | undefined = undefined;

/**
 * A copy of an object with further members. V8 gives each object that is spread first and then gets a new key (`{ ...object, key }`) a hidden class of
 * its own: that takes ten times as long, and slows down all that looks at the object later. Use this where it is done for each sync.
 */
export function extend<T extends object, U extends object>(object: T, members: U): T & U {
  return { ...NOTHING, ...object, ...members };
}

/** A copy of plain data that shares nothing with it. `structuredClone` takes seven times as long. */
export function copyPlain<T>(value: T): T {
  if (Array.isArray(value)) {
    return value.map((item: unknown) => copyPlain(item)) as T;
  }
  if (!isObject(value)) {
    return value;
  }
  const copy: Record<string, unknown> = {};
  for (const key of Object.keys(value)) {
    const member = value[key];
    setOwn(copy, key, typeof member === 'object' ? copyPlain(member) : member);
  }
  return copy as T;
}
