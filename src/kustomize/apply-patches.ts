import type { Patch } from './patch';
import type { ParsedPatch } from './patch/read-patch';
import { runPatches } from './run-patches';

/**
 * The resources with all patches applied, as kustomize's `patches` field would.
 *
 * @throws ProblemsError as `runPatches` does
 */
export function applyPatches(resources: readonly any[], patches: readonly (Patch | ParsedPatch)[]): any[] {
  return runPatches(resources, patches).resources;
}
