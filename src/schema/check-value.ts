import type { Problem } from '../problems';
import { checkCopy } from './check-copy';
import { copyJson } from './copy-json';
import { isPlainlyValid } from './is-plainly-valid';
import { startAt } from './place';
import type { Schema } from './schema';
import { CRD_CODES, type SchemaCodes } from './schema-codes';

/**
 * Checks any value against a schema, as the API server does: unknown fields, defaults, one field after the other, then the rules over several
 * fields. Never throws, whatever comes in, and changes nothing.
 *
 * @param path what the value is called in problems: `spec`, or empty for a whole object
 * @param codes the codes of the problems. Default: those of an object checked against its CRD
 */
export function checkValue(value: unknown, schema: Schema, path: string, codes: SchemaCodes = CRD_CODES): Problem[] {
  if (isPlainlyValid(value, schema)) {
    return [];
  }
  const problems: Problem[] = [];
  const place = startAt(path);
  checkCopy(copyJson(value, place, codes, problems), schema, place, { codes, problems });
  return problems;
}
