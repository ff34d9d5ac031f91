import { readFileSync } from 'fs';
import { describeFailure } from './describe-failure';
import { ProblemsError } from '../problems';

/**
 * Reads a file, and makes something of its text.
 *
 * @throws ProblemsError that names the file, when it cannot be read or `parse` has problems with it
 */
export function readTextFile<T>(path: string, parse: (text: string) => T): T {
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch (error) {
    throw new ProblemsError(String(path), [{ code: 'INPUT_FILE', path: '', rule: `cannot be read: ${describeFailure(error)}` }]);
  }
  try {
    return parse(text);
  } catch (error) {
    throw error instanceof ProblemsError
      ? new ProblemsError(path, error.problems.map((problem) => ({ ...problem, code: 'INPUT_YAML' as const })))
      : error;
  }
}
