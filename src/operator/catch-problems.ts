import { ProblemsError } from '../problems';
import type { Problem } from '../problems';

/** Runs a step that throws its problems. Any other error is a defect of ours and passes. */
export function catchProblems<T>(step: () => T): { value?: T; problems: readonly Problem[] } {
  try {
    return { value: step(), problems: [] };
  } catch (error) {
    if (error instanceof ProblemsError) {
      return { problems: error.problems };
    }
    throw error;
  }
}
