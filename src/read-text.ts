import { ProblemsError } from './problems';
import { describeFileError, readRegularText } from './util';

/**
 * Reads a file that a user names. An error says why it cannot be read.
 *
 * @param subject the construct that is made of it
 */
export function readText(subject: string, path: unknown): string {
  if (typeof path !== 'string') {
    // A number would be read as an open file: 0 waits for the terminal.
    throw new ProblemsError(subject, [{ code: 'INPUT_TYPE', path: 'path', rule: 'must be a string', received: path }]);
  }
  try {
    return readRegularText(path);
  } catch (error) {
    const reason = describeFileError(error);
    if (reason === undefined) {
      throw error;
    }
    throw new ProblemsError(subject, [{ code: 'INPUT_FILE', path: 'path', rule: `cannot be read: ${reason}`, received: path }]);
  }
}
