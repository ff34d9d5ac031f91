import { listOutline } from '../distribution';
import { COMPONENT_NAMES } from '../flux';
import type { InstanceSpec } from '../instance';
import { parsePatches, runPatches, selectByTarget, selectTargets } from '../kustomize';
import type { ParsedPatch, PatchEntry, PatchStage } from '../kustomize';
import type { ProblemSink } from '../problems';
import { extend, lazy } from '../util';
import type { KubeObject } from '../util';
import { SYNC_KINDS } from './build-sync';
import { explainFailure, explainNoMatch } from './explain-no-match';

export interface PatchRequest {
  readonly spec: InstanceSpec;
  /** The sync's own objects; none where there is no sync. */
  readonly objects: readonly KubeObject[];
  readonly patchTargets: readonly KubeObject[];
  readonly ignoreUnmatched: boolean;
  /** Stands for the list of patches. */
  readonly sink: ProblemSink;
}

export interface PatchedSync {
  readonly objects: readonly KubeObject[];
  readonly patchTargets: readonly PatchedTarget[];
  /** Which patches are for the controllers, in whole or in part, and were not applied to them, by index. */
  readonly unapplied: readonly number[];
  /** The objects of the sync that a patch deleted, and the index of the patch. */
  readonly deleted: readonly { readonly object: KubeObject; readonly index: number }[];
  /** The patches with documents that kustomize does not look at. */
  readonly ignoredDocuments: readonly { readonly index: number; readonly count: number }[];
  /** What there was after each patch, with the field of the patch. */
  readonly listStages: () => readonly (PatchStage & { readonly field: string })[];
  /** The stage in which a field of an object was written last, if it is known. */
  readonly findWriter?: (isWanted: (object: KubeObject) => boolean, path: string) => number | undefined;
}

/** A patch target as kustomize writes it, before and after the patches; a deleted one has no `after`. */
export interface PatchedTarget {
  readonly before: KubeObject;
  readonly after?: KubeObject;
}

interface IndexedPatch extends PatchEntry {
  /** Its place in the user's list. */
  readonly index: number;
}

/**
 * Applies the user's patches to the sync's objects and to the patch targets, in one run as the operator does, so that a patch may select an object
 * by the name that an earlier one took away. A patch that selects nothing is either meant for the controllers, or a mistake; the others are applied
 * all the same, so that what else is wrong shows up in the same run.
 */
export function patchSync(request: PatchRequest): PatchedSync | undefined {
  const { objects, spec, sink } = request;
  if (spec.patches.length === 0) {
    return { objects, patchTargets: [], unapplied: [], deleted: [], ignoredDocuments: [], listStages: () => [] };
  }
  const patches = parsePatches(spec.patches, sink)?.map((entry, index) => extend(entry, { index }));
  if (patches === undefined) {
    return undefined;
  }
  const targets = request.patchTargets.map((target) => leaveOutNamespace(target, spec.namespace));
  const others = lazy(() => (request.patchTargets.length > 0 ? [] : listOutline({ ...spec, components: spec.components ?? COMPONENT_NAMES })));
  const { applied, deferred } = routePatches(patches, others);
  const resources = [...targets, ...objects];
  const run = runExplained(resources, applied, request, others);
  if (run === undefined) {
    return undefined;
  }
  const reached = reachOthers(applied, others);
  const idle = applied.filter((entry, place) => run.selected[place].length === 0 && hasNoEffect(entry, resources));
  const unmatched = idle.filter(({ index }) => !reached.has(index));
  const shared = idle.filter(({ index }) => reached.has(index));
  if (unmatched.length > 0 && !request.ignoreUnmatched) {
    unmatched.forEach((entry) => explainNoMatch(spec.patches[entry.index], entry.sink, resources, others()));
  }
  const results = new Map(run.origins.map((origin, place) => [origin, run.resources[place]]));
  const written = targets.length === 0 ? [] : runPatches(targets, [], sink)?.resources ?? [];
  return {
    objects: objects.flatMap((_, place) => results.get(targets.length + place) ?? []),
    patchTargets: targets.map((_, place) => ({ before: written[place], after: results.get(place) })),
    unapplied: listUnapplied([...deferred, ...shared, ...findShared(applied, reached, others)]),
    deleted: objects.flatMap((object, place) => {
      const index = results.has(targets.length + place) ? undefined : findLastOf(applied, run.selected, targets.length + place);
      return index === undefined ? [] : [{ object, index }];
    }),
    ignoredDocuments: patches.flatMap(({ patch, index }) => (patch.ignoredDocuments > 0 ? [{ index, count: patch.ignoredDocuments }] : [])),
    listStages: () => run.listStages().map((stage, place) => ({ ...stage, field: applied[place].sink.path })),
    findWriter: (isWanted, path) => {
      // The sync's own objects come last.
      const place = run.resources.map(isWanted).lastIndexOf(true);
      return place < 0 ? undefined : run.findWriter(run.origins[place], path);
    },
  };
}

function listUnapplied(entries: readonly IndexedPatch[]): readonly number[] {
  return [...new Set(entries.map(({ index }) => index))].sort((a, b) => a - b);
}

/** The patches that were applied to the sync's objects, and are certain to be for the other objects, too. */
function findShared(applied: readonly IndexedPatch[], reached: ReadonlySet<number>, others: () => readonly KubeObject[]): readonly IndexedPatch[] {
  return applied.filter(({ patch, index, sink }) => reached.has(index) && patch.documents?.length !== 0
    && (selectTargets(others(), patch, sink.fork()) ?? []).length > 0);
}

/** The index of the last patch that selected a resource. */
function findLastOf(applied: readonly IndexedPatch[], selected: readonly (readonly number[])[], resource: number): number | undefined {
  return applied.filter((_, place) => selected[place].includes(resource)).at(-1)?.index;
}

/** The operator sets the namespace after the patches: to a patch, the objects of the instance have none yet. */
function leaveOutNamespace(object: KubeObject, instanceNamespace: string): KubeObject {
  if (object.metadata?.namespace !== instanceNamespace) {
    return object;
  }
  const { namespace, ...metadata } = object.metadata;
  return { ...object, metadata };
}

/**
 * Takes strategic merge patches without target that name other objects of the instance out of the list: kustomize fails on a document whose object
 * it does not find. Patches with a target stay, because one that selects nothing does nothing.
 */
function routePatches(patches: readonly IndexedPatch[], others: () => readonly KubeObject[]): {
  readonly applied: readonly IndexedPatch[];
  /** Those that are, in whole or in part, for the other objects. */
  readonly deferred: readonly IndexedPatch[];
} {
  const applied: IndexedPatch[] = [];
  const deferred: IndexedPatch[] = [];
  for (const entry of patches) {
    const { patch } = entry;
    if (patch.target !== undefined || patch.documents === undefined || patch.documents.length === 0) {
      applied.push(entry);
      continue;
    }
    const isForOthers = patch.documents.map((document) => (
      (selectTargets(others(), { ...patch, documents: [document] }, entry.sink.fork()) ?? []).length > 0));
    const documents = patch.documents.filter((_, place) => !isForOthers[place]);
    if (documents.length > 0) {
      applied.push({ ...entry, patch: { ...patch, documents } });
    }
    if (documents.length < patch.documents.length) {
      deferred.push(entry);
    }
  }
  return { applied, deferred };
}

/** Runs the patches, and says of one that does not find its object what there was to find. */
function runExplained(
  resources: readonly KubeObject[], applied: readonly IndexedPatch[], { spec, sink, patchTargets, objects }: PatchRequest,
  others: () => readonly KubeObject[],
): ReturnType<typeof runPatches> {
  const entries = applied.map(({ patch, index, sink: at }) => ({ patch, index, sink: at.fork() }));
  const run = runPatches(resources, entries, sink);
  for (const entry of entries) {
    const list = () => [...patchTargets, ...objects, ...others()];
    sink.add(entry.sink.problems.map((problem) => explainFailure(problem, entry, spec.patches[entry.index], spec, list)));
  }
  return run;
}

/**
 * Whether a patch that selected nothing does nothing. A patch without documents selects nothing when it is run, whatever its target is: there
 * the target decides.
 */
export function hasNoEffect({ patch, sink }: PatchEntry, resources: readonly KubeObject[]): boolean {
  const isEmpty = patch.documents?.length === 0;
  return !isEmpty || (patch.target !== undefined && (selectTargets(resources, patch, sink.fork()) ?? []).length === 0);
}

/**
 * The places of the patches with a target that are meant for the other objects too. What is certain to fail there is a problem.
 *
 * The labels and annotations of the other objects are not known: a selector on them is only read, and taken as matching.
 */
function reachOthers(applied: readonly IndexedPatch[], others: () => readonly KubeObject[]): ReadonlySet<number> {
  const reached = new Set<number>();
  for (const { patch, index, sink } of applied) {
    // None of the other objects is of a kind of the sync: most patches name one, and need no further look.
    if (patch.target === undefined || (patch.target.kind !== undefined && SYNC_KINDS.includes(patch.target.kind))) {
      continue;
    }
    const { labelSelector, annotationSelector, ...target } = patch.target;
    const isCertain = labelSelector === undefined && annotationSelector === undefined;
    const selected = selectTargets(others(), patch, sink);
    const places = isCertain || selected === undefined ? selected : selectByTarget(others(), target, sink);
    if (places === undefined || places.length > 0) {
      // A target that cannot be read has its problem already.
      reached.add(index);
    }
    if (isCertain && places !== undefined) {
      reportMissingParent(patch, places.map((place) => others()[place]), sink);
    }
  }
  return reached;
}

/** The fields of which it is known which kinds have them. */
const KNOWN_FIELDS: readonly string[] = ['spec', 'rules', 'roleRef', 'subjects'];

/** A JSON 6902 operation fails on the first object that lacks the top of its path, and with it the whole instance. */
function reportMissingParent({ operations = [] }: ParsedPatch, selected: readonly KubeObject[], sink: ProblemSink): void {
  for (const object of selected) {
    const present = new Set(Object.keys(object));
    for (const [index, { op, path: pointer = '' }] of operations.entries()) {
      const [, top, ...below] = pointer.split('/');
      if (below.length === 0 && op !== 'remove') {
        present.add(top);
      } else if (KNOWN_FIELDS.includes(top) && !present.has(top)) {
        sink.at('ops', index).report({
          code: 'PATCH_JSON_PATH',
          rule: `cannot apply ${op} ${pointer}: the ${object.kind} ${object.metadata.name} of the instance is selected too and has no ${top}`,
          remedy: 'select fewer objects',
        });
        return;
      }
    }
  }
}
