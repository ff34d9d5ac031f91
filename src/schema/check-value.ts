import { type Problem, suggestNearest } from '../problems';
import { checkRules } from './check-rules';
import { checkStructure } from './check-structure';
import { copyJson } from './copy-json';
import { formatPlace, startAt } from './place';
import { pruneUnknown, type UnknownField } from './prune-unknown';
import type { Schema } from './schema';
import { CRD_CODES, type SchemaCodes } from './schema-codes';
import { setDefaults } from './set-defaults';

/**
 * Checks any value against a schema, as the API server does: unknown fields, defaults, one field after the other, then the rules over several
 * fields. Never throws, whatever comes in, and changes nothing.
 *
 * @param path what the value is called in problems: `spec`, or empty for a whole object
 * @param codes the codes of the problems. Default: those of an object checked against its CRD
 */
export function checkValue(value: unknown, schema: Schema, path: string, codes: SchemaCodes = CRD_CODES): Problem[] {
  const problems: Problem[] = [];
  const place = startAt(path);
  const copy = copyJson(value, place, codes, problems);
  const unknown: UnknownField[] = [];
  pruneUnknown(copy, schema, place, unknown);
  problems.push(...unknown.map((field) => describeUnknown(field, codes)));
  setDefaults(copy, schema);
  checkStructure(copy, schema, place, { codes, problems });
  if (!isBlocked(problems, codes)) {
    checkRules(copy, schema, place, codes, problems);
  }
  return problems;
}

/** Says of a field that the schema does not have it, and which one may be meant. */
export function describeUnknown(field: UnknownField, codes: SchemaCodes): Problem {
  const nearest = suggestNearest(String(field.place.step), field.known);
  return {
    code: codes.unknown,
    path: formatPlace(field.place),
    rule: 'is not a known field',
    received: field.received,
    ...(field.known.length === 0 ? {} : { allowed: field.known }),
    ...(nearest === undefined ? {} : { remedy: `did you mean ${nearest}?` }),
  };
}

/** Whether a rule would stumble over something that is said already: the API server too leaves the rules out then. */
export function isBlocked(problems: readonly Problem[], codes: SchemaCodes): boolean {
  return problems.some(({ code }) => code === codes.type || code === codes.required || code === codes.enum);
}
