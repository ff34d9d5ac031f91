import * as engine from '../../src/kustomize';
import type { ParsedPatch, Patch, PatchRun } from '../../src/kustomize';
import { ProblemsError, ProblemSink } from '../../src/problems';

/** The engine's functions as a test wants them: they throw what they would report. Objects are `any`, to look into them. */
function orThrow<T>(subject: string, step: (sink: ProblemSink) => T | undefined): T {
  const sink = new ProblemSink();
  const result = step(sink);
  if (sink.problems.length > 0) {
    throw new ProblemsError(subject, sink.problems);
  }
  return result as T;
}

export function parseResources(yaml: string): any[] {
  return orThrow('resources', (sink) => engine.parseResources(yaml, sink)) as any[];
}

export function parsePatch(patch: Patch): ParsedPatch {
  return orThrow('patches', (sink) => engine.parsePatch(patch, sink.at('patch')));
}

/** Reads the patches that are not read yet, and runs all. */
export function runPatches(resources: readonly unknown[], patches: readonly (Patch | ParsedPatch)[]): PatchRun & { readonly resources: any[] } {
  const parsed = orThrow('patches', (sink) => (
    patches.map((patch, i) => 'getMatcher' in patch ? patch : engine.parsePatch(patch, sink.at('patches', i)))
  )) as ParsedPatch[];
  return orThrow('patches', (sink) => (
    engine.runPatches(resources as any[], parsed.map((patch, i) => ({ patch, sink: sink.at('patches', i) })), sink.at('resources'))
  )) as any;
}

/** What there was after each patch of a run. */
export function listStages({ listStages: list }: Pick<PatchRun, 'listStages'>): any[][] {
  return list().map(({ listObjects }) => [...listObjects()]);
}

export function applyPatches(resources: readonly unknown[], patches: readonly (Patch | ParsedPatch)[]): any[] {
  return runPatches(resources, patches).resources;
}

export function selectTargets(resources: readonly unknown[], patch: Patch): readonly number[] {
  return orThrow('patches', (sink) => engine.selectTargets(resources as any[], parsePatch(patch), sink.at('patch')));
}
