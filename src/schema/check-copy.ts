import { type Problem, suggestRemedy } from '../problems';
import { checkRules } from './check-rules';
import { checkStructure, type StructureChecks } from './check-structure';
import { formatPlace, type Place } from './place';
import { pruneUnknown, type UnknownField } from './prune-unknown';
import type { Schema } from './schema';
import type { SchemaCodes } from './schema-codes';
import { setDefaults } from './set-defaults';

/** What the checks of one value share. */
export interface CopyChecks extends StructureChecks {
  /** Says of an unknown field since when there is one. */
  explainField?(field: UnknownField): Problem | undefined;
}

/**
 * Checks a copy, which it changes, in the API server's order: unknown fields, defaults, one field after the other, rules over several fields.
 */
export function checkCopy(copy: unknown, schema: Schema, place: Place, checks: CopyChecks): void {
  const { codes, problems } = checks;
  const unknown: UnknownField[] = [];
  pruneUnknown(copy, schema, place, unknown);
  problems.push(...unknown.map((field) => checks.explainField?.(field) ?? describeUnknown(field, codes)));
  setDefaults(copy, schema);
  checkStructure(copy, schema, place, checks);
  if (!isBlocked(problems, codes)) {
    checkRules(copy, schema, place, codes, problems);
  }
}

function describeUnknown(field: UnknownField, codes: SchemaCodes): Problem {
  return {
    code: codes.unknown,
    path: formatPlace(field.place),
    rule: 'is not a known field',
    received: field.received,
    ...(field.known.length === 0 ? {} : { allowed: field.known }),
    remedy: suggestRemedy(String(field.place.step), field.known),
  };
}

/** Whether a rule would stumble over something that is said already: the API server too leaves the rules out then. */
function isBlocked(problems: readonly Problem[], codes: SchemaCodes): boolean {
  return problems.some(({ code }) => code === codes.type || code === codes.required || code === codes.enum);
}
