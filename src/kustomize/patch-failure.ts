import { ProblemsError } from '../problems';
import type { Problem, ProblemCode } from '../problems';

/** What the engine throws inside; `runPatches` and the readers turn it into a ProblemsError. */
export class PatchFailure extends Error {
  constructor(public readonly code: ProblemCode, public readonly rule: string, public readonly place: string = '') {
    super(rule);
  }
}

/** Runs one step and reports what goes wrong in it as a problem at `path`. */
export function reportFailures<T>(subject: string, path: string, step: () => T): T {
  try {
    return step();
  } catch (error) {
    throw new ProblemsError(subject, [toProblem(error, path)]);
  }
}

/** The problem that a failure is; any other error is a defect and passes, except for a stack that ran out. */
export function toProblem(error: unknown, path: string): Problem {
  if (error instanceof PatchFailure) {
    return { code: error.code, path: `${path}${error.place}`, rule: error.rule };
  }
  if (error instanceof RangeError) {
    return { code: 'PATCH_YAML', path, rule: 'must not be nested that deep' };
  }
  throw error;
}
