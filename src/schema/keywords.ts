import { isObject } from '../util';
import { findMember } from './schema';
import type { Schema } from './schema';

const NOTHING: readonly never[] = [];

/**
 * The bounds that a number, or the size of a string, list or object, breaks: as sentences without a subject.
 */
export function findBrokenBounds(value: unknown, schema: Schema): readonly string[] {
  switch (typeof value) {
    case 'number':
      return checkNumber(value, schema);
    case 'string':
      return checkSize(value, countCharacters, 'character', schema, schema.minLength, schema.maxLength);
    case 'object':
      return Array.isArray(value)
        ? checkSize(value, countEntries, 'entry', schema, schema.minItems, schema.maxItems)
        : isObject(value) ? checkSize(value, countFields, 'field', schema, schema.minProperties, schema.maxProperties) : NOTHING;
    default:
      return NOTHING;
  }
}

function checkNumber(value: number, { minimum, maximum, format }: Schema): readonly string[] {
  if (minimum === undefined && maximum === undefined && format === undefined) {
    return NOTHING;
  }
  const broken: string[] = [];
  if (minimum !== undefined && value < minimum) {
    broken.push(`must be at least ${minimum}`);
  }
  if (maximum !== undefined && value > maximum) {
    broken.push(`must be at most ${maximum}`);
  }
  if (format === 'int32' && (value < -(2 ** 31) || value >= 2 ** 31)) {
    broken.push('must fit into 32 bits');
  }
  return broken;
}

function checkSize<T>(
  value: T, count: (value: T, schema: Schema) => number, unit: string, schema: Schema, min: number | undefined, max: number | undefined,
): readonly string[] {
  if (min === undefined && max === undefined) {
    return NOTHING;
  }
  const size = count(value, schema);
  if (min !== undefined && size < min) {
    return [min === 1 ? 'must not be empty' : `must have at least ${min} ${pluralize(unit)}`];
  }
  if (max !== undefined && size > max) {
    return [`must have at most ${max} ${max === 1 ? unit : pluralize(unit)}`];
  }
  return NOTHING;
}

/** Code points, as Go counts them, without making a list of them. */
function countCharacters(value: string): number {
  let count = 0;
  for (const _ of value) {
    count++;
  }
  return count;
}

function countEntries(list: readonly unknown[]): number {
  return list.length;
}

/** The fields that are known, and those that a default adds. */
function countFields(object: Readonly<Record<string, unknown>>, schema: Schema): number {
  const given = Object.keys(object).filter((key) => object[key] !== undefined
    && (schema['x-kubernetes-preserve-unknown-fields'] || findMember(schema, key) !== undefined));
  const added = Object.entries(schema.properties ?? {}).filter(([key, field]) => field.default !== undefined && !given.includes(key));
  return given.length + added.length;
}

function pluralize(unit: string): string {
  return unit === 'entry' ? 'entries' : `${unit}s`;
}

/**
 * What a string must be, if it does not have the format. The API server ignores formats that it does not know, and so do we.
 */
export function checkFormat(format: string, value: string): string | undefined {
  return format === 'date-time' && !isDateTime(value) ? 'must be a date and time like 2026-01-31T12:00:00Z' : undefined;
}

function isDateTime(value: string): boolean {
  const [date, time, ...rest] = value.toLowerCase().split('t');
  const clock = /^([0-9]{2}):([0-9]{2}):([0-9]{2})(?:.[0-9]+)?(?:z|[+-][0-9]{2}:[0-9]{2})$/.exec(time ?? '');
  return rest.length === 0 && isDate(date) && clock !== null && clock[1] <= '23' && clock[2] <= '59' && clock[3] <= '59';
}

function isDate(value: string): boolean {
  const parts = /^([0-9]{4})-([0-9]{2})-([0-9]{2})$/.exec(value);
  if (parts === null) {
    return false;
  }
  const [year, month, day] = parts.slice(1).map(Number);
  const date = new Date(0);
  date.setUTCFullYear(year, month - 1, day);
  return date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
}

export interface RepeatedEntry {
  readonly index: number;
  readonly rule: string;
}

/**
 * The entries of a set, or of a list with keys, that are there already. The API server names each repeated value once: where it comes again first.
 */
export function findRepeated(list: readonly unknown[], schema: Schema): readonly RepeatedEntry[] {
  switch (schema['x-kubernetes-list-type']) {
    case 'set':
      return findSecond(list.map(identify), 'must not repeat an earlier entry');
    case 'map': {
      const keys = schema['x-kubernetes-list-map-keys'] ?? [];
      return findSecond(list.map((item) => identifyByKeys(item, keys)), `must differ from every other entry in ${keys.join(', ')}`);
    }
    default:
      return NOTHING;
  }
}

function findSecond(identities: readonly string[], rule: string): RepeatedEntry[] {
  const times = new Map<string, number>();
  return identities.flatMap((identity, index) => {
    const before = times.get(identity) ?? 0;
    times.set(identity, before + 1);
    return before === 1 ? [{ index, rule }] : [];
  });
}

function identifyByKeys(item: unknown, keys: readonly string[]): string {
  return keys.map((key) => (isObject(item) && Object.hasOwn(item, key) ? identify(item[key]) : '')).join('\n');
}

/** One string per JSON value, whatever the order of its keys. */
function identify(value: unknown): string {
  if (Array.isArray(value)) {
    return `[${value.map(identify).join()}]`;
  }
  if (isObject(value)) {
    return `{${Object.keys(value).sort().map((key) => `${JSON.stringify(key)}:${identify(value[key])}`).join()}}`;
  }
  return JSON.stringify(value) ?? '';
}
