import { suggestRemedy } from '../problems';
import type { PathStep, Problem, ProblemCode, ProblemSink } from '../problems';
import { isObject } from '../util';
import { checkAsJson, UNREADABLE } from './json';
import { checkFormat, findBrokenBounds, findRepeated } from './keywords';
import { matchesPattern } from './patterns';
import { checkRules } from './rules';
import { CRD_CODES, findField, findMember } from './schema';
import type { Schema, SchemaCodes } from './schema';

/**
 * Says of a field or value that the schema does not accept since when there is one that does, as a sentence without a subject.
 *
 * @param steps where the field is, below the value that is checked
 */
export type ExplainLater = (steps: readonly PathStep[], accepts: (later: Schema) => boolean) => string | undefined;

/**
 * Checks any value against a schema, as the API server does: unknown fields, defaults, one field after the other, then the rules over several
 * fields. Never throws because of the value, and changes nothing.
 *
 * @param codes the codes of the problems. Default: those of an object checked against its CRD
 */
export function checkValue(value: unknown, schema: Schema, sink: ProblemSink, codes: SchemaCodes = CRD_CODES): void {
  checkAsJson(value, sink, codes.type, (json, found) => new Validator(found, codes).check(json, schema));
}

/**
 * Checks one value. It looks at the value as it is, and treats it as the API server's copy would look: unknown fields count as absent, absent
 * fields as their defaults. The sink must be fresh: what is in it decides whether the rules are checked.
 */
export class Validator {
  private readonly steps: PathStep[] = [];
  private readonly unknown: Problem[] = [];
  private readonly broken: Problem[] = [];

  constructor(private readonly sink: ProblemSink, private readonly codes: SchemaCodes, private readonly explainLater?: ExplainLater) {}

  public check(json: unknown, schema: Schema): void {
    this.visit(json, schema);
    this.sink.add(this.unknown);
    this.sink.add(this.broken);
    // A rule would stumble over what is said already: the API server, too, leaves the rules out then.
    const { type, required, enum: values } = this.codes;
    if (!this.sink.problems.some(({ code }) => code === type || code === required || code === values)) {
      checkRules(json, schema, this.sink, this.codes.rule);
    }
  }

  private visit(value: unknown, schema: Schema): void {
    if (value === UNREADABLE || (value === null && (schema.nullable === true || schema.default !== undefined))) {
      return;
    }
    if (!hasType(value, schema)) {
      this.refuse('type', describeType(schema), { received: value, ...suggestForm(value, schema) });
      this.visitUntyped(value, schema);
      return;
    }
    if (schema.enum !== undefined && !schema.enum.includes(value)) {
      this.refuseEnum(value, schema.enum);
    }
    for (const rule of findBrokenBounds(value, schema)) {
      this.refuse('bounds', rule, { received: value });
    }
    if (typeof value === 'string') {
      this.visitString(value, schema);
    } else if (Array.isArray(value)) {
      this.visitList(value, schema);
    } else if (isObject(value)) {
      this.visitObject(value, schema);
    }
  }

  private visitString(value: string, schema: Schema): void {
    if (schema.pattern !== undefined && !matchesPattern(schema.pattern, value)) {
      this.refuse('pattern', `must match ${schema.pattern}`, { received: value });
    }
    const format = schema.format === undefined ? undefined : checkFormat(schema.format, value);
    if (format !== undefined) {
      this.refuse('format', format, { received: value });
    }
  }

  private visitList(list: readonly unknown[], schema: Schema): void {
    const { items } = schema;
    if (items === undefined) {
      this.visitUntyped(list, schema);
      return;
    }
    for (let index = 0; index < list.length; index++) {
      this.steps.push(index);
      this.visit(list[index], items);
      this.steps.pop();
    }
    for (const { index, rule } of findRepeated(list, schema)) {
      this.refuse('list', rule, { received: list[index] }, index);
    }
  }

  private visitObject(object: Readonly<Record<string, unknown>>, schema: Schema): void {
    for (const key of schema.required ?? []) {
      if (!isPresent(object, key) && findField(schema, key)?.default === undefined) {
        this.refuse('required', 'is required', {}, key);
      }
    }
    for (const key of Object.keys(object)) {
      const member = findMember(schema, key);
      if (object[key] === undefined) {
        continue;
      }
      if (member === undefined) {
        this.visitUnknown(object[key], schema, key);
      } else {
        this.steps.push(key);
        this.visit(object[key], member);
        this.steps.pop();
      }
    }
  }

  /** Looks for unknown fields only: in a value of a wrong type, and in a list of anything. No schema says what is in there. */
  private visitUntyped(value: unknown, schema?: Schema): void {
    if (schema?.['x-kubernetes-preserve-unknown-fields']) {
      return;
    }
    if (Array.isArray(value)) {
      value.forEach((item, index) => {
        this.steps.push(index);
        this.visitUntyped(item);
        this.steps.pop();
      });
    } else if (isObject(value)) {
      for (const key of Object.keys(value).filter((name) => isPresent(value, name))) {
        this.visitUnknown(value[key], schema, key);
      }
    }
  }

  private visitUnknown(value: unknown, schema: Schema | undefined, key: string): void {
    if (value === UNREADABLE || schema?.['x-kubernetes-preserve-unknown-fields']) {
      return;
    }
    const later = this.explainLater?.([...this.steps, key], () => true);
    if (later !== undefined) {
      this.unknown.push(this.describe('FIELD_NOT_YET', later, { received: value }, key));
      return;
    }
    const known = Object.keys(schema?.properties ?? {});
    // Nobody knows what the value of such a field is: it may be a secret that belongs elsewhere.
    this.unknown.push(this.describe(this.codes.unknown, 'is not a known field', {
      ...(known.length === 0 ? {} : { allowed: known }),
      remedy: suggestRemedy(key, known),
    }, key));
  }

  private refuseEnum(value: unknown, values: readonly unknown[]): void {
    const allowed = values.map(String);
    const later = typeof value === 'string' ? this.explainLater?.(this.steps, (schema) => schema.enum?.includes(value) === true) : undefined;
    if (later === undefined) {
      this.refuse('enum', `must be one of ${allowed.join(', ')}`, { received: value, allowed, remedy: suggestRemedy(value, allowed) });
    } else {
      this.broken.push(this.describe('FIELD_NOT_YET', later, { received: value, allowed }));
    }
  }

  private refuse(kind: keyof SchemaCodes, rule: string, more: Partial<Problem>, ...below: readonly PathStep[]): void {
    this.broken.push(this.describe(this.codes[kind], rule, more, ...below));
  }

  private describe(code: ProblemCode, rule: string, more: Partial<Problem>, ...below: readonly PathStep[]): Problem {
    return { code, path: this.sink.at(...this.steps, ...below).path, rule, ...more };
  }
}

function isPresent(object: Readonly<Record<string, unknown>>, key: string): boolean {
  return Object.hasOwn(object, key) && object[key] !== undefined;
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
      return isObject(value);
    case 'integer':
      return isInteger(value);
    default:
      return typeof value === schema.type;
  }
}

/** An integer that fits Go's int64: a larger one is a float there. */
function isInteger(value: unknown): boolean {
  return typeof value === 'number' && Number.isInteger(value) && Math.abs(value) < 2 ** 63;
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
    // What was written, such as 004 or NO, is not known here, and the value is not the same.
    return { remedy: 'put it in quotes in the patch or manifest' };
  }
  if (schema.type === 'boolean' && (value === 'true' || value === 'false')) {
    return { remedy: `write ${value} without quotes` };
  }
  if (schema.type === 'object' && typeof value === 'string' && findField(schema, 'name') !== undefined) {
    return { remedy: 'write an object with the field name' };
  }
  return {};
}
