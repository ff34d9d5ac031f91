import type { Problem } from '../problems';
import { isUtf8 } from '../util';
import { formatPlace, type Place, stepInto } from './place';
import type { SchemaCodes } from './schema-codes';

/** Stands in a copy for a value that is no JSON and is reported already, so that nothing else complains about it. */
export const UNREADABLE: unique symbol = Symbol('unreadable');

/** No Kubernetes object comes near; without limits a hostile one would exhaust the stack or the memory. */
const DEEPEST = 200;
const MOST_VALUES = 100_000;

/**
 * Copies a value as JSON sees it: maps without a prototype, so that hostile keys are plain data; fields that are `undefined` left out. Whatever
 * is no JSON (cycles, functions, getters that throw) becomes a problem, never an exception.
 */
export function copyJson(value: unknown, place: Place, codes: SchemaCodes, problems: Problem[]): unknown {
  const open = new Set<object>();
  let budget = MOST_VALUES;
  let stopped = false;

  const report = (at: Place, rule: string, received?: unknown): typeof UNREADABLE => {
    problems.push({ code: codes.type, path: formatPlace(at), rule, ...(received === undefined ? {} : { received }) });
    return UNREADABLE;
  };

  /** A value that is too large is not looked into any further. */
  const stop = (at: Place, rule: string): typeof UNREADABLE => {
    stopped = true;
    return report(at, rule);
  };

  const copy = (given: unknown, at: Place, depth: number): unknown => {
    if (stopped) {
      return UNREADABLE;
    }
    if (given === null || typeof given === 'boolean') {
      return given;
    }
    if (typeof given === 'string') {
      return isUtf8(given) ? given : report(at, 'must be a text that UTF-8 can write', given);
    }
    if (typeof given === 'number') {
      return Number.isFinite(given) ? given : report(at, 'must be a number that JSON can write', given);
    }
    if (typeof given !== 'object') {
      return report(at, 'must be a value that JSON can write', given);
    }
    if (open.has(given)) {
      return report(at, 'must not contain itself');
    }
    if (depth > DEEPEST) {
      return stop(at, `must not be nested more than ${DEEPEST} levels deep`);
    }
    open.add(given);
    try {
      return Array.isArray(given) ? copyList(given, at, depth) : copyMap(given, at, depth);
    } catch {
      return report(at, 'must be a value that can be read');
    } finally {
      open.delete(given);
    }
  };

  const copyList = (given: readonly unknown[], at: Place, depth: number): unknown => {
    const list: unknown[] = [];
    for (let index = 0; index < given.length && !stopped; index++) {
      if (--budget < 0) {
        return stop(at, `must not hold more than ${MOST_VALUES} values`);
      }
      const item = readField(given, index);
      // JSON writes an absent list item as null.
      list.push(item === undefined ? null : copyRead(item, stepInto(at, index), depth));
    }
    return list;
  };

  const copyMap = (given: object, at: Place, depth: number): unknown => {
    if (Object.prototype.toString.call(given) !== '[object Object]') {
      return report(at, 'must be a value that JSON can write', given);
    }
    const map: Record<string, unknown> = Object.create(null);
    for (const key of Object.keys(given)) {
      if (--budget < 0) {
        return stop(at, `must not hold more than ${MOST_VALUES} values`);
      }
      const field = readField(given, key);
      if (!isUtf8(key)) {
        report(stepInto(at, key), 'must have a name that UTF-8 can write');
      }
      if (field !== undefined) {
        map[key] = copyRead(field, stepInto(at, key), depth);
      }
    }
    return map;
  };

  const copyRead = (read: unknown, at: Place, depth: number): unknown =>
    read === UNREADABLE ? report(at, 'must be a value that can be read') : copy(read, at, depth + 1);

  return copy(value, place, 0);
}

function readField(from: any, key: string | number): unknown {
  try {
    return from[key];
  } catch {
    return UNREADABLE;
  }
}
