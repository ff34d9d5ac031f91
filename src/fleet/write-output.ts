import { describeFailure } from './describe-failure';
import { ProblemsError } from '../problems';

/** Does something with a file of the output folder. A failure becomes an error that names the file and the reason. */
export function writeOutput<T>(path: string, write: () => T): T {
  try {
    return write();
  } catch (error) {
    if (error instanceof ProblemsError) {
      throw error;
    }
    throw new ProblemsError('FluxFleet', [{
      code: 'OUTPUT_WRITE',
      path,
      rule: `cannot be written: ${describeFailure(error)}`,
      remedy: 'no file is half-written; make it possible and run again',
    }]);
  }
}
