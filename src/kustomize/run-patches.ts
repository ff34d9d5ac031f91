import type { ProblemSink } from '../problems';
import { lazy } from '../util';
import type { KubeObject } from '../util';
import { FieldWriters, listDifferences } from './field-writers';
import { JsonPatcher } from './json6902/json-patcher';
import { applyStrategicPatch, preparePatch } from './merge/strategic-merge';
import { updateNameReferences } from './nameref';
import type { ParsedPatch, PatchEntry } from './patch';
import { attempt, inContext, PatchFailure, reportFailure } from './patch-failure';
import { checkUnique } from './resource';
import type { Resource } from './resource';
import { describeId } from './resource-id';
import { keepResource, readResource } from './resources';
import { compileTarget, matchDocument } from './selector';
import type { Matcher, PatchTarget } from './selector';
import type { MapNode } from './yaml/node';

/** The result of a run. Its objects may be shared between stages and runs, so they must not be changed. */
export interface PatchRun {
  /** The patched objects in their order, without deleted ones. */
  readonly resources: readonly KubeObject[];
  /** For each of them the index of the resource that it comes from. */
  readonly origins: readonly number[];
  /** For each patch the indexes of the resources that it selected when its turn came. */
  readonly selected: readonly (readonly number[])[];
  /** What there was after each patch. */
  readonly listStages: () => readonly PatchStage[];
  /** The last patch that wrote a field of a resource, something in it, or something that it is in: the index of the patch. */
  readonly findWriter: (origin: number, path: string) => number | undefined;
}

export interface PatchStage {
  /**
   * The objects after the patch, as if it had been the last one. They are written from what the run kept when they are asked for. A state that
   * cannot be a result (a later patch repairs it) is given as far as it can be written.
   */
  readonly listObjects: () => readonly KubeObject[];
}

/** The objects of a run by the index of the resource that each comes from; `undefined` where one was deleted. */
type Objects = readonly (Resource | undefined)[];

/** What a patch does to the objects. */
interface Changes {
  readonly selected: readonly number[];
  /** The new object at each index that changes; `undefined` deletes it. */
  readonly objects: ReadonlyMap<number, Resource | undefined>;
}

/**
 * Applies patches in their order, as one kustomization would, and says which resources each of them selected. Nothing that is given is changed.
 *
 * @param sink takes the problems of the resources and of the result; those of a patch go to the patch's own sink
 */
export function runPatches(resources: readonly KubeObject[], patches: readonly PatchEntry[], sink: ProblemSink): PatchRun | undefined {
  const given = recallUnique(resources, sink);
  if (given === undefined) {
    return undefined;
  }
  const objects: (Resource | undefined)[] = [...given];
  const steps: Changes[] = [];
  const patcher = new JsonPatcher();
  for (const { patch, sink: patchSink } of patches) {
    const changes = reportFailure(patchSink, () => applyPatch(objects, patch, patcher));
    if (changes === undefined) {
      return undefined;
    }
    changes.objects.forEach((resource, index) => objects[index] = resource);
    steps.push(changes);
  }
  const finished = reportFailure(sink, () => finish(objects));
  return finished === undefined ? undefined : {
    resources: finished.map(({ object }) => object),
    origins: finished.map(({ origin }) => origin),
    selected: steps.map(({ selected }) => selected),
    listStages: () => steps.map((_, place) => ({ listObjects: lazy(() => listStage(given, steps.slice(0, place + 1))) })),
    findWriter: makeFindWriter(given, steps, patcher),
  };
}

/** What patches select in frozen lists. */
const SELECTED = new WeakMap<readonly KubeObject[], WeakMap<ParsedPatch, readonly number[]>>();

/**
 * The indexes of the resources that a patch selects: by its target, or for a strategic merge patch without one, those that its documents name.
 *
 * Whoever freezes a list promises that its objects do not change either: what a patch selects there is found once.
 */
export function selectTargets(resources: readonly KubeObject[], patch: ParsedPatch, sink: ProblemSink): readonly number[] | undefined {
  const known = SELECTED.get(resources)?.get(patch);
  if (known !== undefined) {
    return known;
  }
  const found = findTargets(resources, patch, sink);
  if (found !== undefined && Object.isFrozen(resources)) {
    const ofList = SELECTED.get(resources) ?? new WeakMap<ParsedPatch, readonly number[]>();
    SELECTED.set(resources, ofList.set(patch, found));
  }
  return found;
}

function findTargets(resources: readonly KubeObject[], patch: ParsedPatch, sink: ProblemSink): readonly number[] | undefined {
  return select(resources, (objects) => (patch.target === undefined
    ? (patch.documents ?? []).flatMap((document) => findMatches(objects, matchDocument(document)))
    : findMatches(objects, patch.getMatcher())), sink);
}

/** The indexes of the resources that a target selects, whatever the patch says. */
export function selectByTarget(resources: readonly KubeObject[], target: PatchTarget, sink: ProblemSink): readonly number[] | undefined {
  return select(resources, (objects) => findMatches(objects, compileTarget(target)), sink);
}

function select(
  resources: readonly KubeObject[], find: (objects: readonly Resource[]) => readonly { readonly index: number }[], sink: ProblemSink,
): readonly number[] | undefined {
  const objects = recallNodes(resources, sink);
  return objects && reportFailure(sink, () => [...new Set(find(objects).map(({ index }) => index))].sort((a, b) => a - b));
}

function recallNodes(resources: readonly KubeObject[], sink: ProblemSink): readonly Resource[] | undefined {
  const read = resources.map((resource, index) => (
    reportFailure(sink, () => inContext(() => `cannot read the object at index ${index}`, () => readResource(resource)))
  ));
  return read.every((resource) => resource !== undefined) ? read : undefined;
}

function recallUnique(resources: readonly KubeObject[], sink: ProblemSink): readonly Resource[] | undefined {
  const read = recallNodes(resources, sink);
  return read && reportFailure(sink, () => {
    checkUnique(read);
    return read;
  });
}

function listPresent(objects: Objects): Resource[] {
  return objects.filter((resource) => resource !== undefined);
}

function findMatches(objects: Objects, matches: Matcher): { readonly resource: Resource; readonly index: number }[] {
  const found: { readonly resource: Resource; readonly index: number }[] = [];
  objects.forEach((resource, index) => {
    if (resource !== undefined && matches(resource)) {
      found.push({ resource, index });
    }
  });
  return found;
}

function applyPatch(objects: Objects, patch: ParsedPatch, patcher: JsonPatcher): Changes {
  const { operations, documents = [], target } = patch;
  if (operations !== undefined) {
    if (target === undefined) {
      throw new PatchFailure('PATCH_TARGET_MISSING', 'must have a target, because a list of JSON 6902 operations does not name an object');
    }
    return applyToTargets(objects, patch, (resource) => patcher.apply(resource, operations));
  }
  if (documents.length === 0) {
    return { selected: [], objects: new Map() };
  }
  if (target === undefined) {
    return applyDocuments(objects, documents);
  }
  if (documents.length > 1) {
    throw new PatchFailure('PATCH_MANY_DOCUMENTS', `must be one document to have a target, has ${documents.length}`);
  }
  const changes = applyToTargets(objects, patch, (resource) => merge(resource, preparePatch(documents[0], resource.currentId)));
  checkUnique(listPresent(objects.map((resource, index) => changes.objects.has(index) ? changes.objects.get(index) : resource)));
  return changes;
}

function applyToTargets(objects: Objects, patch: ParsedPatch, change: (resource: Resource) => Resource | undefined): Changes {
  const found = findMatches(objects, patch.getMatcher());
  return {
    selected: found.map(({ index }) => index),
    objects: new Map(found.map(({ resource, index }) => [index, change(resource)])),
  };
}

/** Each document of a patch without target names its object. */
function applyDocuments(objects: Objects, documents: readonly Resource[]): Changes {
  const selected: number[] = [];
  const current = [...objects];
  for (const document of documents) {
    const found = findMatches(current, matchDocument(document));
    if (found.length !== 1) {
      const id = describeId(document.currentId);
      throw new PatchFailure('PATCH_NO_MATCH', found.length === 0
        ? `finds no ${id} (apiVersion, kind, name and namespace must be the object's)`
        : `finds ${found.length} objects that are or were ${id}, must find one`);
    }
    const [{ resource, index }] = found;
    selected.push(index);
    current[index] = merge(resource, document.node);
  }
  return { selected, objects: new Map(selected.map((index) => [index, current[index]])) };
}

function merge(resource: Resource, document: MapNode): Resource | undefined {
  return inContext(() => `cannot merge into ${describeId(resource.currentId)}`, () => applyStrategicPatch(resource, document));
}

const WRITTEN = new WeakMap<Resource, KubeObject>();

/** Writes an object, once: stages have objects that did not change between them, and runs those that all instances share. */
function write(resource: Resource): KubeObject {
  const known = WRITTEN.get(resource);
  if (known !== undefined) {
    return known;
  }
  const object = keepResource(inContext(() => `cannot write ${describeId(resource.currentId)}`, () => resource.write()), resource);
  WRITTEN.set(resource, object);
  return object;
}

const LOCAL_CONFIG = 'config.kubernetes.io/local-config';

/** What kustomize does after all patches: it updates name references, checks the objects, drops those for local use, and writes. */
function finish(objects: Objects): { readonly object: KubeObject; readonly origin: number }[] {
  const origins = objects.flatMap((resource, index) => resource === undefined ? [] : [index]);
  const updated = updateNameReferences(listPresent(objects));
  updated.forEach((resource) => resource.checkIdentity());
  const kept = updated.map((resource, i) => ({ resource, origin: origins[i] }))
    .filter(({ resource }) => (resource.getStrings('annotations').get(LOCAL_CONFIG) ?? 'false') === 'false');
  checkUnique(kept.map(({ resource }) => resource));
  return kept.map(({ resource, origin }) => ({ object: write(resource), origin }));
}

function listStage(given: Objects, steps: readonly Changes[]): readonly KubeObject[] {
  const objects = [...given];
  steps.forEach((changes) => changes.objects.forEach((resource, index) => objects[index] = resource));
  const finished = attempt(() => finish(objects));
  return finished instanceof PatchFailure ? listWritable(objects) : finished.map(({ object }) => object);
}

function listWritable(objects: Objects): KubeObject[] {
  return listPresent(objects).flatMap((resource) => {
    const object = attempt(() => resource.write('lenient'));
    return object instanceof PatchFailure ? [] : [object];
  });
}

function makeFindWriter(given: Objects, steps: readonly Changes[], patcher: JsonPatcher): PatchRun['findWriter'] {
  const found = new Map<number, FieldWriters>();
  return (origin, path) => {
    const writers = found.get(origin) ?? findWriters(given, steps, patcher, origin);
    found.set(origin, writers);
    return writers.find(path);
  };
}

function findWriters(given: Objects, steps: readonly Changes[], patcher: JsonPatcher, origin: number): FieldWriters {
  const writers = new FieldWriters();
  let before = given[origin];
  steps.forEach(({ objects }, place) => {
    const after = objects.get(origin);
    if (after !== undefined && before !== undefined) {
      writers.add(place, patcher.listWritten(after) ?? compareWritten(before, after));
    }
    before = objects.has(origin) ? after : before;
  });
  return writers;
}

function compareWritten(before: Resource, after: Resource): readonly string[] {
  const written = attempt(() => listDifferences(before.write('lenient'), after.write('lenient')));
  return written instanceof PatchFailure ? [] : written;
}
