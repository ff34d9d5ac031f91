import { formatDuration, parseDuration } from '../flux';
import { suggestRemedy } from '../problems';
import type { ProblemSink } from '../problems';
import { isUtf8, readEntries, readMembers } from '../util';
import type { Field, Shape, StringRules, StructShape } from './struct';

/** How the input is written. */
export interface ReadOptions {
  /**
   * `props` come from code: durations are objects of cdk8s, and a struct that was left out may arrive as `{}` (from Python). `data` are props that
   * may come from YAML: there durations are strings. A `manifest` is what the API server would get.
   */
  readonly form: 'props' | 'data' | 'manifest';
  /** Whether values must not be shown, because one of them could be a secret in the wrong place. @default false */
  readonly confidential?: boolean;
  /** What to write instead of a member that stands in the wrong place, or has an object where a string must be. @default - what is near in writing */
  readonly explain?: (member: GivenMember) => string | undefined;
}

/** A member of a struct as it came in. */
export interface GivenMember {
  /** The field of the struct; empty for the whole input. */
  readonly path: string;
  readonly name: string;
  /** A list or an object as a plain one, so that it can be looked into. */
  readonly value: unknown;
  /** All that were given in the struct. */
  readonly members: ReadonlyMap<string, unknown>;
}

/**
 * Reads a struct of the input, whatever plain JavaScript or YAML passes, and reports everything that is wrong with it. Each member of the input
 * is read once. Never throws, and never changes what came in.
 *
 * @returns the values of the known members. One that has a problem is there, and `undefined`: `Object.hasOwn` tells it from one left out.
 */
export function readStruct<V>(struct: StructShape<V>, value: unknown, sink: ProblemSink, options: ReadOptions): Partial<V> {
  return (new Reader(options).readStruct(struct, value, sink) ?? {}) as Partial<V>;
}

/** Reads one value of any shape; see `readStruct`. */
export function readValue<V>(shape: Shape<V>, value: unknown, sink: ProblemSink, options: ReadOptions): V | undefined {
  return new Reader(options).read(shape, value, sink) as V | undefined;
}

/**
 * Whether a member says anything. A struct that was left out arrives from Python as `{}`. `null` says something, and it is wrong: jsii turns
 * None and nil into `undefined`, so only plain JavaScript passes it.
 */
export function isGiven(value: unknown): boolean {
  const members = readMembers(value);
  return members === undefined ? value !== undefined : members.some(([, member]) => member !== undefined);
}

class Reader {
  constructor(private readonly options: ReadOptions) {}

  public read(shape: Shape, value: unknown, sink: ProblemSink): unknown {
    switch (shape.type) {
      case 'string':
        return this.readString(shape.rules, value, sink);
      case 'boolean':
        return typeof value === 'boolean' ? value : this.refuseBoolean(value, sink);
      case 'duration':
        return this.readDuration(shape.withoutHours, value, sink);
      case 'enum':
        return this.readEnum(shape.values, value, sink);
      case 'list':
        return this.readList(shape.of, value, sink);
      case 'map':
        return this.readMap(shape.of, value, sink);
      case 'struct':
        return this.readStruct(shape, value, sink);
      case 'custom':
        return shape.read(value, sink);
    }
  }

  public readStruct(struct: StructShape, value: unknown, sink: ProblemSink): Readonly<Record<string, unknown>> | undefined {
    const { fields } = struct;
    const members = readMembers(value);
    if (members === undefined) {
      return this.refuseType('must be an object', value, sink, fields.size > MAX_LISTED ? undefined : `its fields are ${[...fields.keys()].join(', ')}`);
    }
    const given = new Map(members.filter(([, member]) => member !== undefined));
    for (const name of given.keys()) {
      if (!fields.has(name)) {
        reportUnknown(name, struct, sink, this.explain(name, given, sink));
      }
    }
    const values: Record<string, unknown> = {};
    for (const [name, field] of fields) {
      if (given.has(name) && !this.isLeftOut(field, given.get(name))) {
        values[name] = this.readMember(field, name, given, sink);
      } else if (field.required === true) {
        sink.at(name).report({ code: 'INPUT_REQUIRED', rule: 'is required', ...remedyOf(field.shape) });
      } else if (field.default !== undefined) {
        values[name] = field.default;
      }
    }
    return values;
  }

  private readMember({ shape, required }: Field, name: string, given: ReadonlyMap<string, unknown>, sink: ProblemSink): unknown {
    const value = given.get(name);
    const at = sink.at(name);
    // An explicit null of a manifest: the remedy depends on whether the field may be left out.
    if (value === null && required === true && this.options.form === 'manifest') {
      return this.readWith(remedyOf(shape), shape, value, at);
    }
    const remedy = shape.type === 'string' && readMembers(value) !== undefined ? this.explain(name, given, sink) : undefined;
    return remedy === undefined ? this.read(shape, value, at) : this.readWith({ remedy }, shape, value, at);
  }

  /** Reads a value that has a problem, whose remedy depends on more than the value. */
  private readWith(other: { readonly remedy?: string }, shape: Shape, value: unknown, sink: ProblemSink): unknown {
    const found = sink.fork();
    const read = this.read(shape, value, found);
    sink.add(found.problems.map(({ remedy, ...problem }) => ({ ...problem, ...other })));
    return read;
  }

  private explain(name: string, members: ReadonlyMap<string, unknown>, sink: ProblemSink): string | undefined {
    const value = members.get(name);
    const entries = readEntries(value);
    const fields = readMembers(value);
    return this.options.explain?.({ path: sink.path, name, value: entries ?? (fields === undefined ? value : Object.fromEntries(fields)), members });
  }

  private isLeftOut({ shape, required, keepEmpty }: Field, value: unknown): boolean {
    if (shape.type === 'string') {
      return shape.rules.empty === 'absent' && value === '';
    }
    return shape.type === 'struct' && this.options.form !== 'manifest' && required !== true && keepEmpty !== true
      && saysNothingWhenEmpty(shape) && !isGiven(value);
  }

  private readString(rules: StringRules, value: unknown, sink: ProblemSink): string | undefined {
    if (typeof value !== 'string') {
      const isScalar = typeof value === 'number' || typeof value === 'boolean';
      return this.refuseType('must be a string', value, sink, isScalar ? 'put it in quotes' : rules.remedy);
    }
    if (!isUtf8(value)) {
      return this.refuse('INPUT_FORMAT', 'contains an unpaired surrogate', value, sink);
    }
    if (value === '' && rules.empty !== 'allowed') {
      return this.refuse('INPUT_EMPTY', 'must not be empty', value, sink, rules.remedy);
    }
    if (rules.maxLength !== undefined && Buffer.byteLength(value) > rules.maxLength) {
      return this.refuse('INPUT_FORMAT', `must have at most ${rules.maxLength} characters`, value, sink);
    }
    if (rules.form?.matches(value) === false) {
      return this.refuse('INPUT_FORMAT', rules.form.rule, value, sink, rules.form.remedy);
    }
    return value;
  }

  private readDuration(withoutHours: boolean, value: unknown, sink: ProblemSink): string | undefined {
    if (this.options.form === 'props' || (this.options.form === 'data' && typeof value !== 'string')) {
      const nanoseconds = toNanoseconds(value);
      if (nanoseconds === undefined) {
        return this.options.form === 'data'
          ? this.refuseType('must be a duration', value, sink, 'write it like 30s, 5m or 1h30m; in code, like Duration.minutes(5)')
          : this.refuseType('must be a Duration of cdk8s', value, sink, 'write one such as Duration.minutes(1)');
      }
      return nanoseconds > MAX_NANOSECONDS
        ? this.refuse('INPUT_FORMAT', 'must be at most 292 years', value, sink)
        : writeDuration(nanoseconds, withoutHours);
    }
    if (typeof value !== 'string') {
      return this.refuseType('must be a string', value, sink, 'write a duration such as 30s, 5m or 1h30m');
    }
    const nanoseconds = parseDuration(value);
    return nanoseconds === undefined
      ? this.refuse('INPUT_FORMAT', 'must be a duration of at most 292 years in h, m, s and ms', value, sink, 'write it like 30s, 5m or 1h30m')
      : writeDuration(nanoseconds, withoutHours);
  }

  private readEnum(values: readonly string[], value: unknown, sink: ProblemSink): string | undefined {
    if (typeof value === 'string' && values.includes(value)) {
      return value;
    }
    const remedy = this.isNullInManifest(value) ? NO_NULL : suggestRemedy(value, values);
    return sink.report({
      code: typeof value !== 'string' ? 'INPUT_TYPE' : value === '' ? 'INPUT_EMPTY' : 'INPUT_ENUM',
      rule: `must be one of ${values.join(', ')}`,
      ...this.show(value),
      allowed: values,
      ...remedy === undefined ? {} : { remedy },
    });
  }

  private readList(of: Shape, value: unknown, sink: ProblemSink): unknown {
    const entries = readEntries(value);
    return entries === undefined
      ? this.refuseType('must be a list', value, sink)
      : entries.map((entry, index) => this.read(of, entry, sink.at(index)));
  }

  private readMap(of: Shape, value: unknown, sink: ProblemSink): unknown {
    const members = readMembers(value);
    if (members === undefined) {
      return this.refuseType('must be an object', value, sink);
    }
    if (members.length > MAX_MAP_ENTRIES) {
      return this.refuseType(`must have at most ${MAX_MAP_ENTRIES} entries`, value, sink);
    }
    for (const [key] of members.filter(([name]) => !isUtf8(name))) {
      this.refuse('INPUT_FORMAT', 'has a key that contains an unpaired surrogate', key, sink);
    }
    // `fromEntries` makes a plain field of a key such as `__proto__`.
    return Object.fromEntries(members.flatMap(([key, member]) => (member === undefined ? [] : [[key, this.read(of, member, sink.at(key))]])));
  }

  private refuseBoolean(value: unknown, sink: ProblemSink): undefined {
    return this.refuseType('must be true or false', value, sink, value === 'true' || value === 'false' ? `write ${value} without quotes` : undefined);
  }

  private refuseType(rule: string, value: unknown, sink: ProblemSink, remedy?: string): undefined {
    return this.refuse('INPUT_TYPE', rule, value, sink, this.isNullInManifest(value) ? NO_NULL : remedy);
  }

  /** kubectl without server-side apply and Helm 3 drop such a null. */
  private isNullInManifest(value: unknown): boolean {
    return value === null && this.options.form === 'manifest';
  }

  private refuse(code: 'INPUT_TYPE' | 'INPUT_EMPTY' | 'INPUT_FORMAT', rule: string, value: unknown, sink: ProblemSink, remedy?: string): undefined {
    return sink.report({ code, rule, ...this.show(value), ...remedy === undefined ? {} : { remedy } });
  }

  private show(received: unknown): { received?: unknown } {
    return this.options.confidential === true ? {} : { received };
  }
}

/** `verify: {}` asks for the default provider, or lacks what is required; `ref: {}` says nothing. */
function saysNothingWhenEmpty({ fields }: StructShape): boolean {
  return [...fields.values()].every((field) => field.required !== true && field.default === undefined);
}

/** No map of a sync comes near this; a hostile one would exhaust the memory. */
const MAX_MAP_ENTRIES = 50_000;

/** More names than this do not help. */
const MAX_LISTED = 30;

const NO_NULL = 'leave the field out: server-side apply refuses null';

function reportUnknown(name: string, { fields }: StructShape, sink: ProblemSink, explained: string | undefined): void {
  const allowed = [...fields.keys()];
  const remedy = explained ?? suggestRemedy(name, allowed);
  const known = remedy !== undefined || allowed.length > MAX_LISTED ? '' : `; known fields are ${allowed.join(', ')}`;
  sink.at(name).report({ code: 'INPUT_UNKNOWN', rule: `is not a known field${known}`, allowed, ...remedy === undefined ? {} : { remedy } });
}

function remedyOf(shape: Shape): { remedy?: string } {
  return shape.type === 'enum' ? { remedy: `write one of ${shape.values.join(', ')}` }
    : shape.type === 'string' && shape.rules.remedy !== undefined ? { remedy: shape.rules.remedy } : {};
}

const NANOSECONDS_PER_MILLISECOND = 1_000_000;
/** Go holds no longer durations. */
const MAX_NANOSECONDS = 2n ** 63n - 1n;
const NANOSECONDS_PER_MINUTE = 60_000_000_000n;
const NANOSECONDS_PER_HOUR = 60n * NANOSECONDS_PER_MINUTE;

/** A Duration is known by what it does, not by its class: several copies of cdk8s may be loaded. */
function toNanoseconds(value: unknown): bigint | undefined {
  let milliseconds: unknown;
  try {
    milliseconds = (value as { toMilliseconds(options: object): unknown }).toMilliseconds({ integral: false });
  } catch {
    // It is not a Duration, whatever its members throw.
    return undefined;
  }
  if (typeof milliseconds !== 'number' || !Number.isFinite(milliseconds) || milliseconds < 0) {
    return undefined;
  }
  const whole = Math.floor(milliseconds);
  return BigInt(whole) * BigInt(NANOSECONDS_PER_MILLISECOND) + BigInt(Math.round((milliseconds - whole) * NANOSECONDS_PER_MILLISECOND));
}

/** Writes a duration as Go does. An hour and more is written in minutes where the CRD has no hours: `90m0s`. */
function writeDuration(nanoseconds: bigint, withoutHours: boolean): string {
  return withoutHours && nanoseconds >= NANOSECONDS_PER_HOUR
    ? `${nanoseconds / NANOSECONDS_PER_MINUTE}m${formatDuration(nanoseconds % NANOSECONDS_PER_MINUTE)}`
    : formatDuration(nanoseconds);
}
