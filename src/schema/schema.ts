import type { ProblemCode } from '../problems';

/**
 * The part of a CRD's structural schema that the API server acts on, with the CRD's own names.
 */
export interface Schema extends SchemaExtensions {
  readonly type?: 'object' | 'array' | 'string' | 'integer' | 'number' | 'boolean';
  readonly properties?: Readonly<Record<string, Schema>>;
  /** The schema of every value whose key is not among the properties. */
  readonly additionalProperties?: Schema;
  readonly required?: readonly string[];
  readonly minProperties?: number;
  readonly maxProperties?: number;
  readonly items?: Schema;
  readonly minItems?: number;
  readonly maxItems?: number;
  readonly enum?: readonly unknown[];
  readonly pattern?: string;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly format?: string;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly nullable?: boolean;
  readonly default?: unknown;
}

/** What Kubernetes adds to JSON Schema. */
interface SchemaExtensions {
  readonly 'x-kubernetes-int-or-string'?: boolean;
  readonly 'x-kubernetes-preserve-unknown-fields'?: boolean;
  readonly 'x-kubernetes-list-type'?: 'atomic' | 'set' | 'map';
  readonly 'x-kubernetes-list-map-keys'?: readonly string[];
  readonly 'x-kubernetes-validations'?: readonly CelRule[];
}

/** A rule over several fields, as a CRD states it. `imports/cel-rules.ts` has each of them as a function. */
export interface CelRule {
  readonly rule: string;
  readonly message?: string;
}

/** The schema of a declared field. */
export function findField(schema: Schema | undefined, key: string): Schema | undefined {
  const fields = schema?.properties;
  return fields !== undefined && Object.hasOwn(fields, key) ? fields[key] : undefined;
}

/** The schema of a key: that of the declared field, or that of all other keys. */
export function findMember(schema: Schema | undefined, key: string): Schema | undefined {
  return findField(schema, key) ?? schema?.additionalProperties;
}

/** The code that each kind of broken rule gets: a CRD's fields and metadata are checked alike, but named differently. */
export interface SchemaCodes {
  readonly type: ProblemCode;
  readonly required: ProblemCode;
  readonly enum: ProblemCode;
  readonly pattern: ProblemCode;
  readonly bounds: ProblemCode;
  readonly format: ProblemCode;
  readonly list: ProblemCode;
  readonly rule: ProblemCode;
  readonly unknown: ProblemCode;
}

/** For objects that are checked against their CRD. */
export const CRD_CODES: SchemaCodes = {
  type: 'SCHEMA_TYPE',
  required: 'SCHEMA_REQUIRED',
  enum: 'SCHEMA_ENUM',
  pattern: 'SCHEMA_PATTERN',
  bounds: 'SCHEMA_BOUNDS',
  format: 'SCHEMA_FORMAT',
  list: 'SCHEMA_LIST',
  rule: 'SCHEMA_RULE',
  unknown: 'FIELD_UNKNOWN',
};
