import { type Problem, type ProblemCode } from '../problems';
import { copyJson } from './copy-json';
import { isPlainlyValid } from './is-plainly-valid';
import { startAt, stepInto, formatPlace } from './place';
import type { Schema } from './schema';
import { CRD_CODES } from './schema-codes';

const TEXTS: Schema = { type: 'object', additionalProperties: { type: 'string' } };

/**
 * The entries of a map of texts, and what is wrong with the others. A missing map has no entries; null stands for an empty text, as in Go.
 */
export function listTexts(map: unknown, path: string, code: ProblemCode): { readonly texts: [string, string][]; readonly problems: Problem[] } {
  if (isPlainlyValid(map, TEXTS)) {
    return { texts: Object.entries(map as Record<string, string>), problems: [] };
  }
  const problems: Problem[] = [];
  const place = startAt(path);
  const copy = map === undefined ? null : copyJson(map, place, { ...CRD_CODES, type: code }, problems);
  const texts: [string, string][] = [];
  if (typeof copy !== 'object' || Array.isArray(copy)) {
    if (problems.length === 0) {
      problems.push({ code, path, rule: 'must be an object whose values are strings', received: copy });
    }
    return { texts, problems };
  }
  for (const [key, value] of Object.entries(copy ?? {})) {
    if (value === null || typeof value === 'string') {
      texts.push([key, value ?? '']);
    } else if (typeof value !== 'symbol') {
      problems.push({ code, path: formatPlace(stepInto(place, key)), rule: 'must be a string', received: value, ...suggestQuotes(value) });
    }
  }
  return { texts, problems };
}

function suggestQuotes(value: unknown): Partial<Problem> {
  return typeof value === 'object' ? {} : { remedy: `write it in quotes: "${value}"` };
}
