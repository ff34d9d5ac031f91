import type { ProblemCode } from '../problems';

/** The code that each kind of broken rule gets: a CRD's field and a user's prop are checked alike, but named differently. */
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

/** For what a user wrote: props and FluxInstance manifests. */
export const INPUT_CODES: SchemaCodes = {
  type: 'INPUT_TYPE',
  required: 'INPUT_REQUIRED',
  enum: 'INPUT_ENUM',
  pattern: 'INPUT_FORMAT',
  bounds: 'INPUT_FORMAT',
  format: 'INPUT_FORMAT',
  list: 'INPUT_CONFLICT',
  rule: 'INPUT_CONFLICT',
  unknown: 'INPUT_UNKNOWN',
};
