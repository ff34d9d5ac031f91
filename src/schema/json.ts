import { ProblemSink } from '../problems';
import type { ProblemCode } from '../problems';
import { isUtf8 } from '../util';

/** In a copy: a value that is not JSON and is reported already, so that nothing else complains about it. */
export const UNREADABLE: unique symbol = Symbol('unreadable');

/** No Kubernetes object comes near; without limits a hostile one would exhaust the stack or the memory. */
const MAX_DEPTH = 200;
const MAX_VALUES = 100_000;

/** Values beyond these limits are copied. Copying also finds cycles. */
const MAX_PLAIN_DEPTH = 20;
const MAX_PLAIN_VALUES = 10_000;

/**
 * Checks a value as JSON sees it. Most values are plain JSON and are checked as they are. Of others a copy is checked, in which whatever is not
 * JSON (a cycle, a function, a getter that throws) is reported and marked as unreadable. Never throws because of the value.
 *
 * @param code the code for what is not JSON
 * @param check checks the value; `found` holds only what was found in this value
 */
export function checkAsJson<T>(value: unknown, sink: ProblemSink, code: ProblemCode, check: (json: unknown, found: ProblemSink) => T): T {
  if (isPlainJson(value)) {
    try {
      return collect(value, sink, check);
    } catch {
      // A getter or proxy gave something else when it was read again. A copy is read once; a defect of ours throws there, too.
    }
  }
  return collect(undefined, sink, (_, found) => check(new JsonCopier(code).copy(value, found, 0), found));
}

/** A copy of a value as JSON sees it, or `undefined` where a part of it is not JSON: that is reported. The value is read once, and never changed. */
export function copyJson(value: unknown, sink: ProblemSink, code: ProblemCode): unknown {
  const before = sink.problems.length;
  const copy = new JsonCopier(code).copy(value, sink, 0);
  return sink.problems.length === before ? copy : undefined;
}

/** Hands over what was found only when all is done: nothing is reported twice. */
function collect<T>(value: unknown, sink: ProblemSink, check: (json: unknown, found: ProblemSink) => T): T {
  const found = new ProblemSink([sink.path]);
  const result = check(value, found);
  sink.add(found.problems);
  return result;
}

/** Whether a value is JSON already: nothing would be different in a copy. */
function isPlainJson(value: unknown): boolean {
  try {
    return spend(value, 0, MAX_PLAIN_VALUES) >= 0;
  } catch {
    // A getter or proxy that throws: copying finds out where.
    return false;
  }
}

/** How many values are left of a budget after this one, or -1 where the value is not plain JSON, or too deep or too large. */
function spend(value: unknown, depth: number, budget: number): number {
  switch (typeof value) {
    case 'string':
      return isUtf8(value) ? budget - 1 : -1;
    case 'boolean':
      return budget - 1;
    case 'number':
      return Number.isFinite(value) ? budget - 1 : -1;
    case 'object':
      if (value === null) {
        return budget - 1;
      }
      if (depth > MAX_PLAIN_DEPTH) {
        return -1;
      }
      return Array.isArray(value) ? spendList(value, depth, budget) : spendObject(value, depth, budget);
    default:
      return -1;
  }
}

function spendList(list: readonly unknown[], depth: number, budget: number): number {
  let left = budget - 1;
  for (let index = 0; index < list.length && left >= 0; index++) {
    left = spend(list[index], depth + 1, left);
  }
  return left;
}

function spendObject(object: object, depth: number, budget: number): number {
  const prototype: unknown = Object.getPrototypeOf(object);
  if (prototype !== Object.prototype && prototype !== null) {
    return -1;
  }
  let left = budget - 1;
  for (const key of Object.keys(object)) {
    const member = (object as Record<string, unknown>)[key];
    // JSON leaves out a member that is undefined.
    left = member === undefined ? left - 1 : isUtf8(key) ? spend(member, depth + 1, left) : -1;
    if (left < 0) {
      break;
    }
  }
  return left;
}

/**
 * Copies a value as JSON sees it: objects without a prototype, so that hostile keys are plain data; members that are `undefined` left out.
 * Whatever is not JSON becomes a problem, never an exception.
 */
class JsonCopier {
  private readonly open = new Set<object>();
  private left = MAX_VALUES;
  private isStopped = false;

  constructor(private readonly code: ProblemCode) {}

  public copy(value: unknown, sink: ProblemSink, depth: number): unknown {
    if (this.isStopped) {
      return UNREADABLE;
    }
    if (value === null || typeof value === 'boolean') {
      return value;
    }
    if (typeof value === 'string') {
      return isUtf8(value) ? value : this.refuse(sink, 'contains an unpaired surrogate', value);
    }
    if (typeof value === 'number') {
      return Number.isFinite(value) ? value : this.refuse(sink, 'must be a number that JSON can write', value);
    }
    if (typeof value !== 'object') {
      return this.refuse(sink, 'must be a value that JSON can write', value);
    }
    if (this.open.has(value)) {
      return this.refuse(sink, 'must not contain itself');
    }
    if (depth > MAX_DEPTH) {
      return this.stop(sink, `must not be nested more than ${MAX_DEPTH} levels deep`);
    }
    this.open.add(value);
    const copy = this.copyMembers(value, sink, depth);
    this.open.delete(value);
    return copy;
  }

  private copyMembers(value: object, sink: ProblemSink, depth: number): unknown {
    let length: number | undefined;
    let keys: readonly string[] | undefined;
    try {
      if (Array.isArray(value)) {
        length = value.length;
      } else if (Object.prototype.toString.call(value) === '[object Object]') {
        keys = Object.keys(value);
      }
    } catch {
      // A revoked or hostile proxy.
      return this.refuse(sink, 'must be a value that can be read');
    }
    if (length !== undefined) {
      return this.copyList(value, length, sink, depth);
    }
    return keys === undefined ? this.refuse(sink, 'must be a value that JSON can write', value) : this.copyObject(value, keys, sink, depth);
  }

  private copyList(list: object, length: number, sink: ProblemSink, depth: number): unknown {
    const copy: unknown[] = [];
    for (let index = 0; index < length && !this.isStopped; index++) {
      if (--this.left < 0) {
        return this.stop(sink, `must not hold more than ${MAX_VALUES} values`);
      }
      const item = readMember(list, index);
      // JSON writes an absent list item as null.
      copy.push(item === undefined ? null : this.copyRead(item, sink.at(index), depth));
    }
    return copy;
  }

  private copyObject(object: object, keys: readonly string[], sink: ProblemSink, depth: number): unknown {
    const copy = Object.create(null) as Record<string, unknown>;
    for (const key of keys) {
      if (--this.left < 0) {
        return this.stop(sink, `must not hold more than ${MAX_VALUES} values`);
      }
      const member = readMember(object, key);
      if (!isUtf8(key)) {
        this.refuse(sink.at(key), 'has a name that contains an unpaired surrogate');
      }
      if (member !== undefined) {
        copy[key] = this.copyRead(member, sink.at(key), depth);
      }
    }
    return copy;
  }

  private copyRead(read: unknown, sink: ProblemSink, depth: number): unknown {
    return read === UNREADABLE ? this.refuse(sink, 'must be a value that can be read') : this.copy(read, sink, depth + 1);
  }

  private refuse(sink: ProblemSink, rule: string, received?: unknown): typeof UNREADABLE {
    sink.report({ code: this.code, rule, ...(received === undefined ? {} : { received }) });
    return UNREADABLE;
  }

  /** A value that is too large is not looked into any further. */
  private stop(sink: ProblemSink, rule: string): typeof UNREADABLE {
    this.isStopped = true;
    return this.refuse(sink, rule);
  }
}

function readMember(from: object, key: string | number): unknown {
  try {
    return (from as Record<string | number, unknown>)[key];
  } catch {
    // A getter or proxy that throws.
    return UNREADABLE;
  }
}
