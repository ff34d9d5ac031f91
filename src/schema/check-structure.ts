import { type Problem, suggestRemedy } from '../problems';
import { checkBounds } from './check-bounds';
import { UNREADABLE } from './copy-json';
import { findRepeated } from './find-repeated';
import { matchFormat } from './match-format';
import { matchPattern } from './match-pattern';
import { formatPlace, type Place, stepInto } from './place';
import { findField } from './prune-unknown';
import type { Schema } from './schema';
import type { SchemaCodes } from './schema-codes';

/** What the checks of one value share. */
export interface StructureChecks {
  readonly codes: SchemaCodes;
  readonly problems: Problem[];
  /** Says of a value that an enum lacks, since when there is one that has it. */
  explainValue?(place: Place, value: string): Problem | undefined;
}

/**
 * Checks a copy, with defaults set and unknown fields taken out, against the structural part of its schema: one field at a time.
 */
export function checkStructure(value: any, schema: Schema, place: Place, checks: StructureChecks): void {
  if (value === UNREADABLE || (value === null && schema.nullable === true)) {
    return;
  }
  if (!hasType(value, schema)) {
    report(checks, 'type', place, describeType(schema), { received: value, ...suggestForm(value, schema) });
    return;
  }
  checkEnum(value, schema, place, checks);
  for (const rule of checkBounds(value, schema)) {
    report(checks, 'bounds', place, rule, { received: value });
  }
  if (typeof value === 'string') {
    checkText(value, schema, place, checks);
  } else if (Array.isArray(value)) {
    checkList(value, schema, place, checks);
  } else if (typeof value === 'object' && value !== null) {
    checkFields(value, schema, place, checks);
  }
}

function checkFields(value: Record<string, unknown>, schema: Schema, place: Place, checks: StructureChecks): void {
  for (const key of schema.required ?? []) {
    if (!Object.hasOwn(value, key)) {
      report(checks, 'required', stepInto(place, key), 'is required');
    }
  }
  for (const key of Object.keys(value)) {
    const field = findField(schema, key) ?? schema.additionalProperties;
    if (field !== undefined) {
      checkStructure(value[key], field, stepInto(place, key), checks);
    }
  }
}

function checkList(value: readonly unknown[], schema: Schema, place: Place, checks: StructureChecks): void {
  const { items } = schema;
  if (items !== undefined) {
    value.forEach((item, index) => checkStructure(item, items, stepInto(place, index), checks));
  }
  for (const { index, rule } of findRepeated(value, schema)) {
    report(checks, 'list', stepInto(place, index), rule, { received: value[index] });
  }
}

function checkText(value: string, schema: Schema, place: Place, checks: StructureChecks): void {
  if (schema.pattern !== undefined && !matchPattern(schema.pattern, value)) {
    report(checks, 'pattern', place, `must match ${schema.pattern}`, { received: value });
  }
  const format = schema.format === undefined ? undefined : matchFormat(schema.format, value);
  if (format !== undefined) {
    report(checks, 'format', place, format, { received: value });
  }
}

function checkEnum(value: unknown, schema: Schema, place: Place, checks: StructureChecks): void {
  if (schema.enum === undefined || schema.enum.includes(value)) {
    return;
  }
  const allowed = schema.enum.map(String);
  const later = typeof value === 'string' ? checks.explainValue?.(place, value) : undefined;
  if (later !== undefined) {
    checks.problems.push({ ...later, allowed });
    return;
  }
  report(checks, 'enum', place, `must be one of ${allowed.join(', ')}`, {
    received: value,
    allowed,
    remedy: suggestRemedy(value, allowed),
  });
}

function report(checks: StructureChecks, kind: keyof SchemaCodes, place: Place, rule: string, more: Partial<Problem> = {}): void {
  checks.problems.push({ code: checks.codes[kind], path: formatPlace(place), rule, ...more });
}

function hasType(value: unknown, schema: Schema): boolean {
  if (schema['x-kubernetes-int-or-string']) {
    return typeof value === 'string' || isInteger(value);
  }
  switch (schema.type) {
    case undefined:
      return true;
    case 'array':
      return Array.isArray(value);
    case 'object':
      return typeof value === 'object' && value !== null && !Array.isArray(value);
    case 'integer':
      return isInteger(value);
    default:
      return typeof value === schema.type;
  }
}

/** An integer that fits Go's int64: a larger one is a float there. */
function isInteger(value: unknown): boolean {
  return Number.isInteger(value) && Math.abs(value as number) < 2 ** 63;
}

const TYPES = {
  object: 'must be an object',
  array: 'must be a list',
  string: 'must be a string',
  integer: 'must be a whole number',
  number: 'must be a number',
  boolean: 'must be true or false',
};

function describeType(schema: Schema): string {
  return schema.type === undefined ? 'must be a string or a whole number' : TYPES[schema.type];
}

function suggestForm(value: unknown, schema: Schema): Partial<Problem> {
  if (schema.type === 'string' && (typeof value === 'number' || typeof value === 'boolean')) {
    return { remedy: `write it in quotes: "${value}"` };
  }
  if (schema.type === 'boolean' && (value === 'true' || value === 'false')) {
    return { remedy: `write ${value} without quotes` };
  }
  if (schema.type === 'object' && typeof value === 'string' && findField(schema, 'name') !== undefined) {
    return { remedy: 'write an object with the field name' };
  }
  return {};
}
