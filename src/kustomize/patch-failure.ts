import type { PathStep, ProblemCode, ProblemSink } from '../problems';

/**
 * Why a patch or an object cannot be worked on. The engine walks deeply nested data, and one failure ends the whole patch, so inside the engine
 * it is thrown. No entry point lets it out: `reportFailure` makes a problem of it.
 */
export class PatchFailure extends Error {
  /** The steps from the patch to the part that is wrong: `['ops', 2]`. */
  public readonly steps: readonly PathStep[];
  /** What to write instead. */
  public readonly remedy?: string;

  constructor(
    public readonly code: ProblemCode, public readonly rule: string,
    { steps = [], remedy }: { readonly steps?: readonly PathStep[]; readonly remedy?: string | undefined } = {},
  ) {
    super(rule);
    this.steps = steps;
    this.remedy = remedy;
  }
}

/** Runs a step and returns its failure, if it has one. Any other error is a defect of this package, and is thrown on. */
export function attempt<T>(step: () => T): T | PatchFailure {
  try {
    return step();
  } catch (error) {
    if (error instanceof PatchFailure) {
      return error;
    }
    throw error;
  }
}

/** Runs a step; where it fails, the failure becomes a problem of the sink and there is no result. */
export function reportFailure<T>(sink: ProblemSink, step: () => T): T | undefined {
  const result = attempt(step);
  if (!(result instanceof PatchFailure)) {
    return result;
  }
  const { code, rule, steps, remedy } = result;
  return sink.at(...steps).report({ code, rule, ...remedy === undefined ? {} : { remedy } });
}

/** Runs a step; where it fails, the failure also says what was being done. */
export function inContext<T>(describe: () => string, step: () => T, steps: readonly PathStep[] = []): T {
  const result = attempt(step);
  if (result instanceof PatchFailure) {
    throw new PatchFailure(result.code, `${describe()}: ${result.rule}`, { steps: [...steps, ...result.steps], remedy: result.remedy });
  }
  return result;
}

/**
 * The deepest nesting that the engine reads or makes: deeper than any object of a cluster, and shallow enough to be walked by recursion. It is
 * checked wherever data comes in, so a `RangeError` of the engine is a defect, and is never taken for bad input. The YAML parser reports its own
 * stack overflow as an error of the text.
 */
export const MAX_DEPTH = 1000;

export function checkDepth(depth: number): void {
  if (depth > MAX_DEPTH) {
    throw new PatchFailure('PATCH_YAML', `must not be nested deeper than ${MAX_DEPTH} levels`);
  }
}
