import type { PatchStage } from '../kustomize';
import { ProblemSink } from '../problems';
import type { KubeObject } from '../util';
import { checkPatched } from './check-patched';
import { checkSpec } from './check-spec';
import { hasComponent } from './components';
import { addMetadata, setManagedMetadata, setNamespace } from './finish';
import { findVariant, planImages, setImages } from './images';
import type { Manifests } from './manifests';
import { normalizeObject } from './normalize';
import { readManifests } from './read-manifests';
import { followRenamed, followShardClaims } from './references';
import { collectResources } from './resources';
import { runBuild, toPatchView } from './run-build';
import type { Build } from './run-build';
import { sortObjects } from './sort-objects';
import { completeSpec } from './spec';
import type { CompleteSpec, DistributionSpec } from './spec';
import { warnAboutObjects, warnAboutSpec } from './warnings';

/** Where what is wrong with an input is reported. */
export interface DistributionSinks {
  /** Stands for the path of the manifests. */
  readonly manifests: ProblemSink;
  /** Stands for the spec: `distribution.registry`, `components[0]` and the like are under it. */
  readonly spec: ProblemSink;
  /** Stands for the list of patches. */
  readonly patches: ProblemSink;
  /** Collects what is accepted but does not do what the user may expect; stands for the spec too. */
  readonly warnings: ProblemSink;
}

export interface RenderedDistribution {
  /** All objects that the operator would apply, in its order. */
  readonly objects: readonly KubeObject[];
  /** For each patch how many objects it selected. */
  readonly selected: readonly number[];
  /** What the patches left of each object of the sync, in the order given. */
  readonly sync: readonly PatchedObject[];
  /** The objects after each patch. Those that no patch selects may have only their metadata, but for the sync. */
  readonly listStages: () => readonly PatchStage[];
}

/** An object after the patches, and before anything that the operator sets later. */
export interface PatchedObject {
  /** Absent where a patch deleted it. */
  readonly object?: KubeObject;
  /** The index of the last patch that selected it. */
  readonly lastPatch?: number;
}

/**
 * The objects that the operator would apply for an instance, in its order of work: build with its own patches, the user's patches, namespace,
 * images, managed labels and annotations, references to renamed objects, normalization, common metadata, order.
 *
 * Nothing that is given is changed. The result shares parts with the manifests, which are frozen.
 *
 * @param path a folder with an unpacked artifact, or a file with the output of `flux install --export`
 */
export function renderDistribution(input: DistributionSpec, path: string, sinks: DistributionSinks): RenderedDistribution | undefined {
  const spec = completeSpec(input);
  const count = () => sinks.manifests.problems.length + sinks.spec.problems.length + sinks.patches.problems.length;
  const before = count();
  checkSpec(spec, sinks.spec);
  const manifests = readFor(spec, path, sinks.manifests);
  if (manifests === undefined) {
    return undefined;
  }
  checkPolicies(spec, manifests, sinks.spec);
  return count() > before ? undefined : buildObjects(spec, manifests, sinks);
}

/** The objects as patches find them; none where the manifests cannot be read. */
export function listUnpatched(input: DistributionSpec, path: string): readonly KubeObject[] {
  const spec = completeSpec(input);
  const manifests = readFor(spec, path, new ProblemSink());
  return manifests === undefined ? [] : collectResources(spec, manifests).map(toPatchView);
}

function readFor(spec: CompleteSpec, path: string, sink: ProblemSink): Manifests | undefined {
  return readManifests({
    path,
    release: spec.release,
    components: spec.components.filter((component) => hasComponent(component, spec.release)),
    variant: findVariant(spec.distribution),
  }, sink);
}

function checkPolicies({ cluster }: CompleteSpec, { policies }: Manifests, sink: ProblemSink): void {
  if (cluster.networkPolicy && policies.length === 0) {
    sink.at('cluster', 'networkPolicy').report({
      code: 'INPUT_CONFLICT',
      rule: 'needs the network policies of Flux, which the manifests do not have',
      remedy: 'make the manifests without --network-policy=false, or set it to false',
    });
  }
}

function buildObjects(spec: CompleteSpec, manifests: Manifests, sinks: DistributionSinks): RenderedDistribution | undefined {
  const resources = collectResources(spec, manifests);
  const build = runBuild(resources, spec, sinks.patches);
  if (build === undefined) {
    return undefined;
  }
  const plan = planImages(spec, manifests);
  const placed = build.patched.map(({ object, origin }) => ({ object: setImages(setNamespace(object, spec.namespace), plan), origin }));
  if (!checkPatched(placed, build.selected, spec, sinks.patches)) {
    return undefined;
  }
  const claimed = followShardClaims(placed, resources);
  const followed = followRenamed(claimed, resources, build.selected, sinks.patches);
  if (followed === undefined) {
    return undefined;
  }
  const objects = followed.map((object) => addMetadata(normalizeObject(setManagedMetadata(object, spec)), spec.commonMetadata ?? {}));
  warnAboutSpec(spec, plan, sinks.warnings);
  warnAboutObjects(objects, spec, sinks.warnings);
  return {
    objects: sortObjects(objects),
    selected: build.selected.map((places) => places.length),
    sync: listPatchedSync(build, resources.length, spec.sync.length),
    listStages: build.listStages,
  };
}

/** The sync comes last among the resources. */
function listPatchedSync({ patched, selected }: Build, resources: number, count: number): readonly PatchedObject[] {
  return Array.from({ length: count }, (_, i) => resources - count + i).map((place) => {
    const lastPatch = selected.flatMap((places, index) => places.includes(place) ? [index] : []).at(-1);
    return { object: patched.find(({ origin }) => origin === place)?.object, lastPatch };
  });
}
