import { ProblemsError } from '../problems';
import type { Problem } from '../problems';
import { applyPatch } from './apply-patch';
import { finishObjects } from './finish-objects';
import type { Patch } from './patch';
import { isParsedPatch, readPatch } from './patch/read-patch';
import type { ParsedPatch } from './patch/read-patch';
import { reportFailures, toProblem } from './patch-failure';
import { checkUnique } from './select/check-unique';
import type { TrackedObject } from './tracked-object';
import { recallNodes } from './write/remember-nodes';

const SUBJECT = 'patches';

export interface PatchRun {
  /** The patched objects, in their order; deleted ones are missing. */
  readonly resources: any[];
  /** For each of them the place of the resource that it comes from. */
  readonly origins: readonly number[];
  /** For each patch the places of the resources that it selected when its turn came. */
  readonly selected: readonly (readonly number[])[];
}

/**
 * Applies patches in their order, as one kustomization would, and says which resources each of them selected. Nothing that is given is changed.
 *
 * @throws ProblemsError when a patch or a result is not valid; all patches are read before the first one is applied
 */
export function runPatches(resources: readonly any[], patches: readonly (Patch | ParsedPatch)[]): PatchRun {
  const parsed = readAll(patches);
  let objects: readonly TrackedObject[] = resources.map((resource, i) => (
    { node: reportFailures(SUBJECT, `resources[${i}]`, () => recallNodes(resource)), origin: i }
  ));
  reportFailures(SUBJECT, 'resources', () => checkUnique(objects.map(({ node }) => node)));
  const selected = parsed.map((patch, i) => {
    const step = reportFailures(SUBJECT, `patches[${i}]`, () => applyPatch(objects, patch));
    objects = step.objects;
    return step.selected;
  });
  return { ...reportFailures(SUBJECT, 'patches', () => finishObjects(objects)), selected };
}

function readAll(patches: readonly (Patch | ParsedPatch)[]): ParsedPatch[] {
  const problems: Problem[] = [];
  const parsed: ParsedPatch[] = [];
  patches.forEach((patch, i) => {
    try {
      parsed.push(isParsedPatch(patch) ? patch : readPatch(patch));
    } catch (error) {
      problems.push(toProblem(error, `patches[${i}]`));
    }
  });
  if (problems.length > 0) {
    throw new ProblemsError(SUBJECT, problems);
  }
  return parsed;
}
