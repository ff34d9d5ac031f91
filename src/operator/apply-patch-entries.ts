import { runPatches, selectTargets } from '../kustomize';
import type { ParsedPatch, Patch } from '../kustomize';
import { ProblemSink } from '../problems';
import type { Problem } from '../problems';
import { lazy } from '../util';
import { explainNoMatch } from './explain-no-match';
import { listOtherObjects } from './list-other-objects';
import type { InstanceShape } from './list-other-objects';
import { parsePatches } from './parse-patches';
import { reachOthers, routePatches } from './route-patches';
import type { Stage } from './stage';
import type { SyncSpec } from './sync-spec';

export interface PatchRequest {
  readonly spec: SyncSpec;
  readonly shape: Partial<InstanceShape>;
  /** The sync's own objects. */
  readonly objects: readonly any[];
  readonly patches: readonly Patch[];
  /** Where the patches were written. */
  readonly path: string;
  readonly patchTargets: readonly any[];
  readonly ignoreUnmatched: boolean;
}

export interface PatchedObjects {
  readonly problems: readonly Problem[];
  readonly objects: readonly any[];
  readonly patchTargets: readonly PatchedTarget[];
  readonly unapplied: readonly number[];
  /** The objects after each patch, made only when somebody asks. */
  readonly listStages: () => Stage[];
}

/** A patch target as kustomize writes it, before and after the patches; deleted ones have no `after`. */
export interface PatchedTarget {
  readonly before: any;
  readonly after?: any;
}

/**
 * Applies the user's patches to the sync's objects and to the patch targets, in one run as the operator does, so that a patch may select an object
 * by the name that an earlier one took away. Patches that select nothing are told apart: meant for the controllers, or a mistake.
 */
export function applyPatchEntries(request: PatchRequest): PatchedObjects {
  const { objects, patches, path, spec } = request;
  if (patches.length === 0) {
    return { problems: [], objects, patchTargets: [], unapplied: [], listStages: () => [] };
  }
  const { parsed, problems } = parsePatches(patches, path);
  if (problems.length > 0) {
    return fail(problems);
  }
  const targets = request.patchTargets.map((target) => leaveNamespaceOut(target, spec.namespace));
  const others = lazy(() => (
    request.patchTargets.length > 0 ? [] : listOtherObjects({ ...request.shape, namespace: spec.namespace, release: spec.release })
  ));
  const { here, elsewhere } = routePatches(parsed, others);
  const resources = [...targets, ...objects];
  const sink = new ProblemSink([path]);
  const entries = here.map(({ patch, index }) => ({ patch, index, sink: new ProblemSink([path, index]) }));
  const run = runPatches(resources, entries, sink);
  if (run === undefined) {
    const failures = entries.flatMap(({ index, sink: { problems: found } }) => found.map((problem) => addRemedy(problem, index, request, others())));
    return fail([...sink.problems, ...failures]);
  }
  const reach = new Map(here.filter(({ patch }) => patch.target !== undefined)
    .map(({ patch, index }) => [index, reachOthers(patch, `${path}[${index}]`, others)]));
  const elsewhereFailures = [...reach.values()].flatMap(({ problems: certain }) => certain);
  if (elsewhereFailures.length > 0) {
    return fail(elsewhereFailures);
  }
  const idle = here.filter(({ patch }, place) => run.selected[place].length === 0 && selectsNothing(patch, resources));
  const unmatched = idle.filter(({ index }) => reach.get(index)?.reached !== true);
  if (unmatched.length > 0 && !request.ignoreUnmatched) {
    return fail(unmatched.map(({ index }) => explainNoMatch(patches[index], `${path}[${index}]`, resources, others())));
  }
  const results = new Map(run.origins.map((origin, place) => [origin, run.resources[place]]));
  const normal = runPatches(targets, [], sink)?.resources;
  if (normal === undefined) {
    return fail(sink.problems);
  }
  const stages = lazy(run.listStages);
  return {
    problems: [],
    objects: objects.map((_, place) => results.get(targets.length + place)).filter((object) => object !== undefined),
    patchTargets: targets.map((_, place) => ({ before: normal[place], after: results.get(place) })),
    unapplied: [...elsewhere, ...idle.filter((entry) => !unmatched.includes(entry)).map(({ index }) => index)].sort((a, b) => a - b),
    listStages: () => here.map(({ index }, place) => ({
      objects: stages()[place],
      describeOrigin: () => `${path}[${index}]`,
    })),
  };
}

function fail(problems: readonly Problem[]): PatchedObjects {
  return { problems, objects: [], patchTargets: [], unapplied: [], listStages: () => [] };
}

/** The operator sets the namespace after the patches: to a patch, the objects of the instance have none yet. */
function leaveNamespaceOut(object: any, instance: string): any {
  if (object?.metadata?.namespace !== instance) {
    return object;
  }
  const { namespace, ...metadata } = object.metadata;
  return { ...object, metadata };
}

/** A patch that says nothing selects nothing when it is run, be its target no target at all; what that would select counts. */
function selectsNothing(patch: ParsedPatch, resources: readonly any[]): boolean {
  const empty = patch.documents?.length === 0;
  return !empty || (patch.target !== undefined && (selectTargets(resources, patch, new ProblemSink()) ?? []).length === 0);
}

/** Says of a patch that finds no object what the near miss is. */
function addRemedy(problem: Problem, index: number, request: PatchRequest, others: readonly any[]): Problem {
  if (problem.code !== 'PATCH_NO_MATCH') {
    return problem;
  }
  const { remedy } = explainNoMatch(request.patches[index], problem.path, [...request.patchTargets, ...request.objects], others);
  return { ...problem, remedy: remedy ?? problem.remedy };
}
