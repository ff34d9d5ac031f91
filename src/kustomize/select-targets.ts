import type { MapNode } from './nodes/node';
import type { Patch } from './patch';
import { isParsedPatch, readPatch } from './patch/read-patch';
import type { ParsedPatch } from './patch/read-patch';
import { reportFailures } from './patch-failure';
import { findTargets } from './select/find-targets';
import { recallNodes } from './write/remember-nodes';

/**
 * The places of the resources that a patch selects: by its target, or for a strategic merge patch without one, those that its documents name.
 *
 * @throws ProblemsError when the patch or an expression of its target is not valid
 */
export function selectTargets(resources: readonly any[], patch: Patch | ParsedPatch): number[] {
  return reportFailures('patches', 'patch', () => {
    const parsed = isParsedPatch(patch) ? patch : readPatch(patch);
    return select(resources.map(recallNodes), parsed);
  });
}

/** How many resources a patch selects. */
export function countMatches(resources: readonly any[], patch: Patch | ParsedPatch): number {
  return selectTargets(resources, patch).length;
}

function select(objects: readonly MapNode[], patch: ParsedPatch): number[] {
  if (patch.target !== undefined) {
    return objects.flatMap((object, i) => patch.matches()(object) ? [i] : []);
  }
  const found = (patch.documents ?? []).flatMap((document) => findTargets(objects, document));
  return [...new Set(found)].sort((a, b) => a - b);
}
