import { hideCredentials } from './hide-credentials';
import type { Problem } from './problem';

/** A step on the way to a field: a key, or an index into a list. */
export type PathStep = string | number;

/**
 * Collects problems, and knows the field that is being looked at. `at` hands down a sink for a part of that field; all sinks made from one
 * collect into the same list.
 *
 * @example
 * const sink = new ProblemSink();
 * sink.at('patches', 2, 'target').report({ code: 'INPUT_TYPE', rule: 'must be an object', received: 5 });
 * sink.problems[0].path; // patches[2].target
 */
export class ProblemSink {
  private readonly list: Problem[];

  /** @param steps the field that this sink stands for; the whole input by default */
  constructor(private readonly steps: readonly PathStep[] = [], list?: Problem[]) {
    this.list = list ?? [];
  }

  /** The field that this sink stands for: `patches[2].target`. Empty for the whole input. */
  public get path(): string {
    return formatFieldPath(this.steps);
  }

  /** All problems that were reported to this sink and to those that it was made from. */
  public get problems(): readonly Problem[] {
    return this.list;
  }

  /** A sink for a part of the field. */
  public at(...steps: readonly PathStep[]): ProblemSink {
    return steps.length === 0 ? this : new ProblemSink([...this.steps, ...steps], this.list);
  }

  /** A sink for the same field with a list of its own, for what may have to be changed or dropped before it is reported. */
  public fork(): ProblemSink {
    return new ProblemSink(this.steps);
  }

  /** Reports a problem of the field. Returns `undefined`, so that a reader can end with it. */
  public report(problem: Omit<Problem, 'path'>): undefined {
    this.add([{ ...problem, path: this.path }]);
    return undefined;
  }

  /** Takes over problems that have their path already. */
  public add(problems: readonly Problem[]): void {
    for (const problem of problems) {
      const { received } = problem;
      this.list.push(typeof received === 'string' ? { ...problem, received: hideCredentials(received) } : problem);
    }
  }
}

/** Writes a field path as the API server does: `spec.include[0].repository.name`. */
export function formatFieldPath(steps: readonly PathStep[]): string {
  let path = '';
  for (const step of steps) {
    path += typeof step === 'number' ? `[${step}]` : path === '' ? step : step === '' ? '' : `.${step}`;
  }
  return path;
}
