import { runPatches } from '../kustomize';
import type { Patch } from '../kustomize';
import { ProblemsError } from '../problems';
import type { ProblemSink } from '../problems';
import type { KubeObject } from '../util';
import { isShardClaim } from './resources';
import type { EarlierId, Resource } from './resources';

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
}

/**
 * Applies the user's patches to all objects at once, as the operator's one kustomization does.
 *
 * CRDs take part as little more than their metadata first: hardly any patch selects one, and they are most of what there is to read.
 */
export function runBuild(resources: readonly Resource[], patches: readonly Patch[], sink: ProblemSink): Build | undefined {
  const whole = resources.map(toPatchView);
  const isCrd = (place: number) => whole[place].kind === 'CustomResourceDefinition';
  const quick = run(whole.map((object, i) => isCrd(i) ? { ...object, spec: {} } : object), patches);
  if (!(quick instanceof ProblemsError) && !quick.selected.some((places) => places.some(isCrd))) {
    return { ...quick, patched: quick.patched.map(({ object, origin }) => ({ origin, object: isCrd(origin) ? whole[origin] : object })) };
  }
  const slow = run(whole, patches);
  if (slow instanceof ProblemsError) {
    sink.add(slow.problems);
    return undefined;
  }
  return slow;
}

/** The one place that uses the patch engine. */
function run(objects: readonly KubeObject[], patches: readonly Patch[]): Build | ProblemsError {
  try {
    const { resources, origins, selected } = runPatches(objects, patches);
    return { patched: resources.map((object: KubeObject, i) => ({ object, origin: origins[i] })), selected };
  } catch (error) {
    // The engine throws what is wrong with the user's patches; anything else is a defect.
    if (error instanceof ProblemsError) {
      return error;
    }
    throw error;
  }
}

/** An object as patches see it: kustomize keeps the ids of earlier builds in annotations, and its targets match them too. */
export function toPatchView(resource: Resource): KubeObject {
  const { object, earlier = [] } = resource;
  if (earlier.length === 0) {
    return object;
  }
  // Targets match these ids whatever their kind, references do not: a claim named `source-controller` must not be taken for that of a shard.
  return noteIds(object, earlier, isShardClaim(resource) ? 'shard' : object.kind);
}

/** An object with the ids that it had. */
export function noteIds(object: KubeObject, ids: readonly EarlierId[], kind = object.kind): KubeObject {
  const notes = {
    [`${NOTES}/previousNames`]: ids.map(({ name }) => name).join(','),
    [`${NOTES}/previousNamespaces`]: ids.map(({ namespace }) => namespace).join(','),
    [`${NOTES}/previousKinds`]: ids.map(() => kind).join(','),
  };
  return { ...object, metadata: { ...object.metadata, annotations: { ...object.metadata.annotations, ...notes } } };
}

/** Corrects references to objects that a patch renamed, once they are in their namespace. */
export function followNames(objects: readonly KubeObject[], sink: ProblemSink): readonly KubeObject[] | undefined {
  const followed = run(objects, []);
  if (followed instanceof ProblemsError) {
    sink.add(followed.problems);
    return undefined;
  }
  return followed.patched.map(({ object }) => object);
}
