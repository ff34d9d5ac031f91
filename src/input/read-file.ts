import type { Problem, ProblemSink } from '../problems';
import { describeFileError } from '../util';

/**
 * Reads a file or folder that the user names, or reports why it cannot be read. Errors that do not come from Node's file functions pass: they are
 * defects of ours.
 *
 * @param shown what else the problem says: the path as it was received, where it is certainly one
 */
export function readOrReport<T>(read: () => T, sink: ProblemSink, shown: Pick<Problem, 'received' | 'remedy'> = {}): T | undefined {
  try {
    return read();
  } catch (error) {
    const reason = describeFileError(error);
    if (reason === undefined) {
      throw error;
    }
    return sink.report({ code: 'INPUT_FILE', rule: `cannot be read: ${reason}`, ...shown });
  }
}
