import { findRelease, listComponents, listUnpatched, renderDistribution } from '../distribution';
import type { DistributionSpec, RenderedDistribution } from '../distribution';
import type { InstanceInput, InstanceSpec } from '../instance';
import { parsePatches } from '../kustomize';
import type { PatchEntry } from '../kustomize';
import type { Problem, ProblemSink } from '../problems';
import type { KubeObject } from '../util';
import { explainFailure, explainNoMatch } from './explain-no-match';
import { hasNoEffect, patchSync } from './patch-sync';
import type { PatchedSync } from './patch-sync';
import { HANDOVER_ANNOTATIONS } from './set-metadata';

export interface InstanceRequest {
  readonly input: InstanceInput;
  readonly spec: InstanceSpec;
  /** Flux's manifests: a folder or a file. */
  readonly manifests: string;
  /** Labels that all objects have from the start. */
  readonly labels: Readonly<Record<string, string>>;
  /** The objects of the sync before the user's patches; empty where there is none. */
  readonly sync: readonly KubeObject[];
  /** Stands for the whole input. */
  readonly sink: ProblemSink;
  /** Collects what is accepted but does not do what the user may expect. */
  readonly warnings: ProblemSink;
}

/** The sync after the patches, and all objects; without those where something is wrong. */
export interface PatchedInstance {
  readonly patched: PatchedSync;
  readonly rendered?: RenderedDistribution;
}

const DEFAULT_REGISTRY = 'ghcr.io/fluxcd';

/**
 * Applies the user's patches to all objects of an instance in one run, as the operator does, with the objects of the controllers from Flux's own
 * manifests. A patch that selects nothing at all is a mistake.
 */
export function patchInstance(request: InstanceRequest): PatchedInstance | undefined {
  const { input, spec, manifests, sync, sink } = request;
  const patches = sink.at(...input.names.patches);
  const entries = parsePatches(spec.patches, patches);
  // Where a patch cannot be read, what is wrong with the rest is found all the same.
  const distribution = toDistribution(request, entries === undefined ? [] : spec.patches);
  const failed = patches.fork();
  const rendered = render(distribution, request, failed);
  if (entries === undefined) {
    return undefined;
  }
  const list = () => listUnpatched(distribution, manifests);
  sink.add(failed.problems.map((problem) => explain(problem, entries, spec, list)));
  if (rendered === undefined) {
    // The sync does not depend on the manifests: what else is wrong with it is found all the same.
    const { ignoreUnmatched } = input.settings;
    const patched = failed.problems.length > 0 ? undefined : patchSync({ spec, objects: sync, patchTargets: [], ignoreUnmatched, sink: patches });
    return patched && { patched };
  }
  if (!input.settings.ignoreUnmatched && rendered.selected.includes(0)) {
    const objects = list();
    entries.forEach((entry, index) => {
      if (rendered.selected[index] === 0 && hasNoEffect(entry, objects)) {
        explainNoMatch(spec.patches[index], entry.sink, objects, []);
      }
    });
  }
  return { patched: toPatchedSync(rendered, entries, sync), rendered };
}

function render(
  distribution: DistributionSpec, { input, manifests, sink, warnings }: InstanceRequest, patches: ProblemSink,
): RenderedDistribution | undefined {
  const { names } = input;
  const steps = names.fluxVersion.slice(0, -2);
  const ofManifests = sink.at(...input.settingsField, 'manifests');
  const ofSpec = sink.at(...steps).fork();
  const rendered = renderDistribution(distribution, manifests, { manifests: ofManifests, spec: ofSpec, patches, warnings: warnings.at(...steps) });
  // The props of a sync have no fields for the rest of the instance.
  const hasFields = names.fluxVersion.length > 1;
  sink.add(ofSpec.problems.map((problem) => ({ ...problem, path: hasFields ? problem.path : ofManifests.path })));
  return rendered;
}

function explain(problem: Problem, entries: readonly PatchEntry[], spec: InstanceSpec, list: () => readonly KubeObject[]): Problem {
  const index = entries.findIndex(({ sink: { path } }) => problem.path === path || problem.path.startsWith(`${path}.`));
  return index < 0 ? problem : explainFailure(problem, entries[index], spec.patches[index], spec, list);
}

function toDistribution({ input, spec, manifests, labels, sync }: InstanceRequest, patches: InstanceSpec['patches']): DistributionSpec {
  const release = findRelease(manifests, spec.fluxVersion) ?? spec.release;
  return {
    ...spec,
    release,
    distribution: { ...spec.distribution, registry: spec.distribution?.registry ?? DEFAULT_REGISTRY },
    // Where the input does not say which controllers there are, any may be.
    components: spec.components ?? listComponents(manifests, release),
    cluster: { ...spec.cluster, multitenant: spec.multitenant },
    commonMetadata: { labels: spec.labels, annotations: { ...input.settings.handover ? HANDOVER_ANNOTATIONS : {}, ...spec.annotations } },
    labels,
    patches,
    sync,
  };
}

function toPatchedSync(rendered: RenderedDistribution, entries: readonly PatchEntry[], sync: readonly KubeObject[]): PatchedSync {
  return {
    objects: rendered.sync.flatMap(({ object }) => object ?? []),
    patchTargets: [],
    unapplied: [],
    deleted: sync.flatMap((object, place) => {
      const { object: left, lastPatch } = rendered.sync[place];
      return left === undefined && lastPatch !== undefined ? [{ object, index: lastPatch }] : [];
    }),
    ignoredDocuments: entries.flatMap(({ patch: { ignoredDocuments: count } }, index) => (count > 0 ? [{ index, count }] : [])),
    listStages: () => rendered.listStages().map((stage, index) => ({ ...stage, field: entries[index].sink.path })),
  };
}
