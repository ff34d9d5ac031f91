import { findRelease } from '../distribution';
import { RuntimeChecks, toSyncInput } from '../instance';
import type { InstanceInput } from '../instance';
import { ProblemSink } from '../problems';
import type { Problem } from '../problems';
import type { KubeObject } from '../util';
import { patchInstance } from './patch-instance';
import type { InstanceRequest, PatchedInstance } from './patch-instance';
import { hasFaults, listSettingWarnings, renderPatched } from './render-sync';
import type { RenderContext, RenderedSync } from './render-sync';
import { warnOfPatches } from './warn-patches';

/** What the objects of a whole instance depend on beside its own input. */
export interface InstanceContext extends Pick<RenderContext, 'labels' | 'secrets'> {
  /** Flux's manifests: a folder with the unpacked artifact, or a file. */
  readonly manifests: string;
}

/** What a whole instance emits. With problems, nothing. */
export interface RenderedInstance {
  readonly problems: readonly Problem[];
  /** All objects that the operator would apply, in its order. */
  readonly objects: readonly KubeObject[];
  /** The source and the Kustomization, as `renderSync` sees them; absent where the instance has no sync. */
  readonly sync?: RenderedSync;
  readonly warnings: readonly Problem[];
}

/**
 * Turns an instance into all objects that the operator would apply. The sync's own objects are built first, and its typed options come before the
 * user's patches, which run once over all objects. The sync is checked as `renderSync` checks it.
 */
export function renderInstance(given: InstanceInput, { manifests, labels, secrets }: InstanceContext): RenderedInstance {
  if (given.spec === undefined || hasFaults(given)) {
    return fail(given.sink.problems);
  }
  // A range means the highest release that the manifests have.
  const spec = { ...given.spec, release: findRelease(manifests, given.spec.fluxVersion) ?? given.spec.release };
  const input: InstanceInput = { ...given, spec };
  const { settings } = input;
  const warnings = new ProblemSink();
  let result: PatchedInstance | undefined;
  const patch = (sync: readonly KubeObject[], sink: InstanceRequest['sink']) => {
    result = patchInstance({ input, spec, manifests, labels, sync, sink, warnings });
    return result?.patched;
  };
  const syncInput = toSyncInput(input);
  const sync = syncInput && renderPatched(syncInput, { labels, patchTargets: [], secrets }, {
    hasControllers: true, patch: (objects, _, sink) => patch(objects, sink),
  });
  const rest = sync ?? renderRest(input, (sink) => patch([], sink));
  if (rest.problems.length > 0 || result?.rendered === undefined) {
    return fail(rest.problems);
  }
  return {
    problems: [],
    objects: result.rendered.objects,
    sync,
    warnings: settings.acknowledgements.filter([
      ...rest.warnings,
      ...settings.runtimeChecks === RuntimeChecks.OFF ? [] : warnings.problems,
    ]),
  };
}

/** An instance without a sync. */
function renderRest(input: InstanceInput, patch: (sink: ProblemSink) => PatchedInstance['patched'] | undefined): Pick<RenderedSync, 'problems' | 'warnings'> {
  const sink = input.sink.fork();
  sink.add(input.sink.problems);
  const patched = patch(sink);
  const ofPatches = new ProblemSink();
  if (patched !== undefined && input.settings.runtimeChecks !== RuntimeChecks.OFF) {
    warnOfPatches(input, patched, ofPatches);
  }
  return { problems: sink.problems, warnings: [...input.warnings.problems, ...listSettingWarnings(input), ...ofPatches.problems] };
}

function fail(problems: readonly Problem[]): RenderedInstance {
  return { problems, objects: [], warnings: [] };
}
