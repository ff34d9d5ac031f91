import type { ProblemSink } from '../problems';
import { readEntries, readMembers } from '../util';

/** One layer of a cluster's props, as plain data: the defaults of the fleet, those of a list, or the cluster's own. Its values are not checked. */
export type Layer = Readonly<Record<string, unknown>>;

/** Whether a value is a struct or a map: neither a list nor an instance of a class such as Duration. Never throws. */
export function isPlainObject(value: unknown): value is Layer {
  if (typeof value !== 'object' || value === null) {
    return false;
  }
  try {
    const prototype: unknown = Object.getPrototypeOf(value);
    return prototype === null || Object.getPrototypeOf(prototype) === null;
  } catch {
    // A revoked proxy.
    return false;
  }
}

/** No props come near these. An object that contains itself reaches them, and so does one that shares parts at every level. */
const MAX_DEPTH = 50;
const MAX_VALUES = 100_000;

/**
 * Copies a layer of props: plain JavaScript may pass getters that throw or change, proxies, and objects that contain themselves. Instances of
 * classes are not copied.
 */
export function copyLayer(value: unknown, sink: ProblemSink): Layer | undefined {
  if (!isPlainObject(value)) {
    return sink.report({ code: 'INPUT_TYPE', rule: 'must be an object', received: value });
  }
  const copy = new Copy();
  const layer = copy.copyValue(value, 0) as Layer;
  return copy.isTooLarge
    ? sink.report({ code: 'INPUT_TYPE', rule: `must not contain itself, be more than ${MAX_DEPTH} levels deep or have more than ${MAX_VALUES} values` })
    : layer;
}

/** Stands for a value that cannot be read. The reader of the sync refuses it, as it refuses any value of a wrong type. */
const UNREADABLE = Symbol('cannot be read');

class Copy {
  public isTooLarge = false;
  private count = 0;

  public copyValue(value: unknown, depth: number): unknown {
    this.isTooLarge ||= depth > MAX_DEPTH || this.count++ > MAX_VALUES;
    if (typeof value !== 'object' || value === null || this.isTooLarge) {
      return value;
    }
    if (isPlainObject(value)) {
      const members = readMembers(value)?.map(([key, member]) => [key, this.copyValue(member, depth + 1)]);
      return members === undefined ? UNREADABLE : Object.fromEntries(members);
    }
    return isList(value) === false ? value : readEntries(value)?.map((entry) => this.copyValue(entry, depth + 1)) ?? UNREADABLE;
  }
}

/** `undefined` for a proxy that has been revoked. */
function isList(value: unknown): boolean | undefined {
  try {
    return Array.isArray(value);
  } catch {
    // A revoked proxy.
    return undefined;
  }
}

/**
 * Puts a layer of props on top of another: structs and maps are merged member by member, patches are appended, everything else is replaced.
 * `null` removes a default.
 */
export function mergeLayers(below: Layer, above: Layer): Layer {
  const merged = new Map(Object.entries(below));
  for (const [name, value] of Object.entries(above)) {
    const before = merged.get(name);
    if (value === null) {
      merged.delete(name);
    } else if (name === 'patches' && Array.isArray(before) && Array.isArray(value)) {
      merged.set(name, [...before as unknown[], ...value as unknown[]]);
    } else if (isPlainObject(before) && isPlainObject(value)) {
      merged.set(name, mergeLayers(before, value));
    } else if (value !== undefined) {
      merged.set(name, value);
    }
  }
  return Object.fromEntries(merged);
}
