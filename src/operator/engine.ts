// Temporary: the patch engine's coming interface over today's. It goes when src/kustomize reports to sinks itself.
import * as engine from '../kustomize';
import type { ParsedPatch, Patch } from '../kustomize';
import { ProblemsError } from '../problems';
import type { ProblemSink } from '../problems';
import type { KubeObject } from '../util';

export type { ParsedPatch, Patch, PatchTarget } from '../kustomize';

export interface PatchEntry { readonly patch: ParsedPatch; readonly sink: ProblemSink }

export interface PatchRun {
  readonly resources: readonly KubeObject[];
  readonly origins: readonly number[];
  readonly selected: readonly (readonly number[])[];
  readonly listStages: () => readonly (readonly KubeObject[])[];
}

function attempt<T>(step: () => T, report: (error: ProblemsError) => void): T | undefined {
  try {
    return step();
  } catch (error) {
    if (error instanceof ProblemsError) {
      report(error);
      return undefined;
    }
    throw error;
  }
}

export function parsePatch(patch: Patch, sink: ProblemSink): ParsedPatch | undefined {
  return attempt(() => engine.parsePatch(patch, sink.path), (error) => sink.add(error.problems));
}

export function parseResources(yaml: string, sink: ProblemSink): readonly KubeObject[] | undefined {
  return attempt(() => engine.parseResources(yaml) as KubeObject[], (error) => sink.add(error.problems));
}

export function selectTargets(resources: readonly KubeObject[], patch: ParsedPatch, sink: ProblemSink): readonly number[] | undefined {
  return attempt(() => engine.selectTargets(resources, patch), (error) => (
    sink.add(error.problems.map((problem) => ({ ...problem, path: problem.path.replace(/^patch/, sink.path) })))));
}

export function runPatches(resources: readonly KubeObject[], entries: readonly PatchEntry[], sink: ProblemSink): PatchRun | undefined {
  const patches = entries.map(({ patch }) => patch);
  const run = attempt(() => engine.runPatches(resources, patches), (error) => {
    for (const problem of error.problems) {
      const place = /^patches\[(\d+)\](.*)$/s.exec(problem.path);
      const at = place === null ? sink : entries[Number(place[1])].sink;
      at.add([{ ...problem, path: `${at.path}${place?.[2] ?? ''}` }]);
    }
  });
  return run === undefined ? undefined : {
    ...run,
    resources: run.resources as KubeObject[],
    listStages: () => patches.map((_, place) => engine.runPatches(resources, patches.slice(0, place + 1)).resources as KubeObject[]),
  };
}
