import { readOrReport } from './input';
import { ProblemsError, ProblemSink } from './problems';
import { readRegularText } from './util';

/**
 * Reads a file that a user names. An error says why it cannot be read.
 *
 * @param subject the construct that is made of it
 */
export function readText(subject: string, path: unknown): string {
  const sink = new ProblemSink(['path']);
  // A number would be read as an open file: 0 waits for the terminal.
  const text = typeof path !== 'string'
    ? sink.report({ code: 'INPUT_TYPE', rule: 'must be a string', received: path })
    : readOrReport(() => readRegularText(path), sink, { received: path });
  if (text === undefined) {
    throw new ProblemsError(subject, sink.problems);
  }
  return text;
}
