import { parsePatches, runPatches } from '../kustomize';
import type { Patch, PatchEntry, PatchStage } from '../kustomize';
import type { ProblemSink } from '../problems';
import { isShared, share } from '../util';
import type { KubeObject } from '../util';
import { listIds } from './resource';
import type { EarlierId, Resource } from './resource';
import type { CompleteSpec } from './spec';

/** What kustomize keeps its notes in while it builds. */
const NOTES = 'internal.config.kubernetes.io';

/** What the patches left of a resource. */
export interface PatchedResource {
  readonly object: KubeObject;
  /** The place of the resource that it comes from. */
  readonly origin: number;
}

export interface Build {
  readonly patched: readonly PatchedResource[];
  /** For each patch the places of the resources that it selected. */
  readonly selected: readonly (readonly number[])[];
  /** The objects after each patch. Those that no patch selects may have only their metadata, but for the sync. */
  readonly listStages: () => readonly PatchStage[];
}

/** The kinds with fields in which kustomize looks for names. */
const REFERRERS: readonly string[] = ['Deployment', 'ClusterRoleBinding', 'ClusterRole', 'ServiceAccount', 'PersistentVolumeClaim'];

/** No kind at all. */
const UNKNOWN_KIND = 'Unknown';

/**
 * Applies the user's patches to all objects at once, as the operator's one kustomization does. References are left as they are: they are followed
 * later, by `followNames`.
 *
 * Objects that no patch seems to be meant for take part with little more than their metadata first: they are most of what there is to read.
 */
export function runBuild(
  resources: readonly Resource[], { patches, sync }: Pick<CompleteSpec, 'patches' | 'sync'>, sink: ProblemSink,
): Build | undefined {
  if (patches.length === 0) {
    return { patched: resources.map(({ object }, origin) => ({ object, origin })), selected: [], listStages: () => [] };
  }
  const entries = parsePatches(patches, sink);
  if (entries === undefined) {
    return undefined;
  }
  // The sync comes last, and is checked after each patch.
  const isWhole = resources.map(({ object }, i) => i >= resources.length - sync.length || patches.some((patch) => isMeantFor(patch, object)));
  // What fails here may be right on the whole objects: only the second run reports it.
  const quick = run(
    resources.map((resource, i) => isWhole[i] ? hideReferences(resource) : outline(resource)),
    entries.map(({ patch, sink: at }) => ({ patch, sink: at.fork() })),
    sink.fork(),
  );
  if (quick !== undefined && quick.selected.every((places) => places.every((place) => isWhole[place]))) {
    const patched = quick.patched.map(({ object, origin }) => ({ origin, object: isWhole[origin] ? object : resources[origin].object }));
    return { ...quick, patched };
  }
  return run(resources.map(hideReferences), entries, sink);
}

/** A guess, which the run confirms: a target may also use patterns and labels, and a patch may give an object another name. */
function isMeantFor({ patch, target }: Patch, { kind, metadata: { name } }: KubeObject): boolean {
  return target === undefined ? patch.includes(kind) : (target.kind ?? kind) === kind && (target.name ?? name) === name;
}

const OUTLINES = new WeakMap<KubeObject, KubeObject>();

/** What targets look at. */
function outline(resource: Resource): KubeObject {
  const known = OUTLINES.get(resource.object);
  if (known !== undefined) {
    return known;
  }
  const { apiVersion, kind, metadata } = toPatchView(resource);
  const object = { apiVersion, kind, metadata };
  if (isShared(resource.object)) {
    OUTLINES.set(resource.object, share(object));
  }
  return object;
}

function run(objects: readonly KubeObject[], entries: readonly PatchEntry[], sink: ProblemSink): Build | undefined {
  const result = runPatches(objects, entries, sink);
  return result === undefined ? undefined : {
    patched: result.resources.map((object, i) => ({ object, origin: result.origins[i] })),
    selected: result.selected,
    listStages: result.listStages,
  };
}

/**
 * The engine follows references at the end of a run, when the operator has yet to set the namespace. An object that was of no known kind at first
 * has none that are followed, and can be selected all the same: targets look at its present kind.
 */
function hideReferences(resource: Resource): KubeObject {
  const { object } = resource;
  const ids = toNotes(listIds(resource), object.kind);
  return REFERRERS.includes(object.kind)
    ? writeNotes(object, [{ ...ids[0], kind: UNKNOWN_KIND }, ...ids])
    : toPatchView(resource);
}

/** An object as patches see it: kustomize keeps the ids of earlier builds in annotations, and its targets match them too. */
export function toPatchView({ object, earlier = [] }: Resource): KubeObject {
  return earlier.length === 0 ? object : writeNotes(object, toNotes(earlier, object.kind));
}

/**
 * Corrects references to objects that a patch or a suffix renamed. The objects are in their namespace.
 *
 * @param listEarlierIds what each object was called before
 */
export function followNames(
  objects: readonly KubeObject[], listEarlierIds: (place: number) => { readonly ids: readonly EarlierId[]; readonly kind: string }, sink: ProblemSink,
): readonly PatchedResource[] | undefined {
  return run(objects.map((object, i) => {
    const { ids, kind } = listEarlierIds(i);
    return writeNotes(object, toNotes(ids, kind));
  }), [], sink)?.patched;
}

interface Note extends EarlierId {
  readonly kind: string;
}

function toNotes(ids: readonly EarlierId[], kind: string): Note[] {
  return ids.map((id) => ({ ...id, kind }));
}

function writeNotes(object: KubeObject, notes: readonly Note[]): KubeObject {
  const annotations = {
    [`${NOTES}/previousNames`]: notes.map(({ name }) => name).join(','),
    [`${NOTES}/previousNamespaces`]: notes.map(({ namespace }) => namespace).join(','),
    [`${NOTES}/previousKinds`]: notes.map(({ kind }) => kind).join(','),
  };
  return { ...object, metadata: { ...object.metadata, annotations: { ...object.metadata.annotations, ...annotations } } };
}
