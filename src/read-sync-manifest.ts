import type { SyncOptions } from './flux-instance-sync-props';
import { parseManifest } from './kustomize';
import { readFluxInstance } from './operator';
import { ProblemsError } from './problems';
import type { WrittenSync } from './written-sync';

/**
 * Reads a sync that is written as a FluxInstance manifest, in YAML or JSON.
 *
 * @throws ProblemsError when the text is no manifest
 */
export function readSyncManifest(text: string, options: SyncOptions = {}): WrittenSync {
  return {
    ...readFluxInstance(parseText(text)),
    options: { source: [], kustomization: [], describeOrigin: () => undefined },
    settings: options,
  };
}

function parseText(text: unknown): any {
  if (typeof text !== 'string') {
    throw new ProblemsError('FluxInstance', [{ code: 'INPUT_TYPE', path: '', rule: 'must be a text', received: text }]);
  }
  try {
    return parseManifest(text);
  } catch (error) {
    if (error instanceof ProblemsError) {
      const problems = error.problems.map((problem) => ({ ...problem, code: 'INPUT_YAML' as const }));
      throw new ProblemsError('FluxInstance', problems);
    }
    throw error;
  }
}
