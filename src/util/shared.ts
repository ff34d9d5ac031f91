import { isUtf8 } from './values';

const SHARED = new WeakSet<object>();

/**
 * Freezes plain data for good. All that is made of it may then have parts of it instead of copies, and what was found out about a part holds for the
 * life of the process.
 */
export function share<T>(value: T): T {
  freeze(value);
  return value;
}

/** Whether a value is an object or a list that was shared, and that JSON keeps as it is. */
export function isShared(value: unknown): boolean {
  return typeof value === 'object' && value !== null && SHARED.has(value);
}

/** Returns whether JSON keeps the value as it is. */
function freeze(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) {
    return isJsonScalar(value);
  }
  if (Object.isFrozen(value)) {
    // A value inside itself is met again before it is known.
    return SHARED.has(value);
  }
  Object.freeze(value);
  let isJson = !(value instanceof Map);
  for (const member of value instanceof Map ? value.values() as Iterable<unknown> : Object.values(value)) {
    isJson = freeze(member) && isJson;
  }
  if (isJson) {
    SHARED.add(value);
  }
  return isJson;
}

function isJsonScalar(value: unknown): boolean {
  return value === null || typeof value === 'boolean'
    || (typeof value === 'string' ? isUtf8(value) : Number.isFinite(value) && !Object.is(value, -0));
}
