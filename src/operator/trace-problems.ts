import type { Problem } from '../problems';
import type { Stage } from './stage';

/** A problem of an object of that kind; its path is the field in the object. */
export interface ObjectProblem {
  readonly kind: string;
  readonly problem: Problem;
}

/**
 * Names in each problem the input that caused it (the field, the option or the patch): that of the first stage at which the problem is there.
 * What is wrong with an input that goes into both objects becomes one problem.
 */
export function traceProblems(
  found: readonly ObjectProblem[], listStages: () => readonly Stage[], check: (objects: readonly any[]) => readonly ObjectProblem[],
): Problem[] {
  if (found.length === 0) {
    return [];
  }
  const stages = listStages().map((stage) => ({ ...stage, found: new Set(check(stage.objects).map(toKey)) }));
  const traced = new Map<string, Problem>();
  for (const each of found) {
    const { kind, problem } = each;
    const origin = stages.find((stage) => stage.found.has(toKey(each)))?.describeOrigin(kind, problem.path);
    const place = `${kind} ${problem.path}`.trim();
    const key = JSON.stringify([origin ?? place, problem.code, problem.rule]);
    if (!traced.has(key)) {
      traced.set(key, { ...problem, path: origin === undefined ? place : `${origin} (${place})` });
    }
  }
  return [...traced.values()];
}

function toKey({ kind, problem }: ObjectProblem): string {
  return JSON.stringify([kind, problem.code, problem.path]);
}
