import { toSyncInput } from '../instance';
import type { InstanceInput } from '../instance';
import { patchSync } from './patch-sync';
import { renderInstance } from './render-instance';
import { renderSync } from './render-sync';
import type { RenderContext, RenderedSync } from './render-sync';

/**
 * Does what the operator will do with an instance, as far as it can be known here: the sync is rendered and checked. Patches for the controllers
 * are checked against what is known of every installation.
 */
export function checkInstance(input: InstanceInput, { secrets }: Pick<RenderContext, 'secrets'>): RenderedSync {
  const syncInput = toSyncInput(input);
  if (syncInput !== undefined) {
    return renderSync(syncInput, { labels: {}, patchTargets: [], secrets, isOperated: true });
  }
  const { manifests } = input.settings;
  if (manifests !== undefined) {
    const { problems, warnings } = renderInstance(input, { labels: {}, manifests });
    return { problems, warnings, objects: [], patchTargets: [], unapplied: [] };
  }
  const sink = input.sink.fork();
  sink.add(input.sink.problems);
  const { names, settings, spec } = input;
  if (spec !== undefined) {
    patchSync({ spec, objects: [], patchTargets: [], ignoreUnmatched: settings.ignoreUnmatched, sink: sink.at(...names.patches) });
  }
  const isRefused = sink.problems.length > 0;
  return {
    problems: sink.problems,
    objects: [],
    patchTargets: [],
    unapplied: [],
    warnings: isRefused ? [] : settings.acknowledgements.filter(input.warnings.problems),
  };
}
