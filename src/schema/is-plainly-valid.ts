import { isUtf8 } from '../util';
import { matchPattern } from './match-pattern';
import { findField } from './prune-unknown';
import type { Schema } from './schema';

/** What hides from a glance: such a schema is looked at closely. */
const CLOSE_LOOK: readonly (keyof Schema)[] = [
  'minProperties', 'maxProperties', 'minItems', 'maxItems', 'minLength', 'maxLength', 'format', 'minimum', 'maximum', 'rules',
  'x-kubernetes-int-or-string', 'x-kubernetes-preserve-unknown-fields', 'x-kubernetes-list-type',
];
const closeLooks = new WeakMap<Schema, boolean>();

/** Deeper than any schema that we have; a cycle ends here, too. */
const DEEPEST = 20;
/** A list or map with more entries is worth a close look. */
const LONGEST = 1000;

/**
 * Whether a value is certain to have no problem, at a glance: nothing is copied and no place is noted. Most values are right, so mostly this
 * is the answer; `false` only means that somebody has to look closely.
 *
 * @param except a field of the value that somebody else looks at
 */
export function isPlainlyValid(value: unknown, schema: Schema, except?: string): boolean {
  try {
    return passes(value, schema, 0, except);
  } catch {
    return false;
  }
}

function passes(value: unknown, schema: Schema, depth: number, except?: string): boolean {
  if (depth > DEEPEST || needsCloseLook(schema)) {
    return false;
  }
  switch (typeof value) {
    case 'string':
      return schema.type === 'string' && (schema.enum === undefined || schema.enum.includes(value))
        && (schema.pattern === undefined || matchPattern(schema.pattern, value)) && isUtf8(value);
    case 'boolean':
      return schema.type === 'boolean' && schema.enum === undefined;
    case 'number':
      return schema.type === 'integer' && schema.enum === undefined && Number.isSafeInteger(value);
    case 'object':
      return Array.isArray(value)
        ? passesList(value, schema, depth)
        : value !== null && passesFields(value as Record<string, unknown>, schema, depth, except);
    default:
      return false;
  }
}

function passesList(list: readonly unknown[], schema: Schema, depth: number): boolean {
  const { items } = schema;
  if (schema.type !== 'array' || items === undefined || list.length > LONGEST) {
    return false;
  }
  // A hole is an entry, too: `every` would leave it out.
  for (let index = 0; index < list.length; index++) {
    if (!passes(list[index], items, depth + 1)) {
      return false;
    }
  }
  return true;
}

function passesFields(value: Record<string, unknown>, schema: Schema, depth: number, except?: string): boolean {
  const prototype: unknown = Object.getPrototypeOf(value);
  if (schema.type !== 'object' || (prototype !== Object.prototype && prototype !== null)) {
    return false;
  }
  for (const key of schema.required ?? []) {
    if (!Object.hasOwn(value, key) || value[key] === undefined) {
      return false;
    }
  }
  for (const { needs } of schema['x-kubernetes-validations'] ?? []) {
    if (needs === undefined || Object.hasOwn(value, needs) || findField(schema, needs)?.default !== undefined) {
      return false;
    }
  }
  const keys = Object.keys(value);
  if (keys.length > LONGEST) {
    return false;
  }
  for (const key of keys) {
    const field = findField(schema, key) ?? schema.additionalProperties;
    const child = value[key];
    if (child !== undefined && key !== except && (field === undefined || !isUtf8(key) || !passes(child, field, depth + 1))) {
      return false;
    }
  }
  return true;
}

function needsCloseLook(schema: Schema): boolean {
  let answer = closeLooks.get(schema);
  if (answer === undefined) {
    answer = CLOSE_LOOK.some((keyword) => schema[keyword] !== undefined);
    closeLooks.set(schema, answer);
  }
  return answer;
}
