import type { Patch } from './patch';
import { readPatch } from './patch/read-patch';
import type { ParsedPatch } from './patch/read-patch';
import { reportFailures } from './patch-failure';

/**
 * Reads a patch once, for use with many sets of resources.
 *
 * @param path where the patch stands, for error messages
 * @throws ProblemsError when the text is no patch
 */
export function parsePatch(patch: Patch, path = 'patch'): ParsedPatch {
  return reportFailures('patches', path, () => readPatch(patch));
}
