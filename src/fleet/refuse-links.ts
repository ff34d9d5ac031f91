import { lstatSync } from 'fs';
import { join } from 'path';
import { ProblemsError } from '../problems';

/**
 * Refuses links below the output folder: whoever made them does not expect them to be replaced, nor that we write elsewhere.
 *
 * @throws ProblemsError when the file or a folder on the way is a link
 */
export function refuseLinks(folder: string, file: string): void {
  const parts = file.split('/');
  for (let length = 1; length <= parts.length; length++) {
    const path = join(folder, ...parts.slice(0, length));
    if (lstatSync(path, { throwIfNoEntry: false })?.isSymbolicLink()) {
      throw new ProblemsError('FluxFleet', [{
        code: 'OUTPUT_LINK', path, rule: 'is a symbolic link, which is not written through', remedy: 'remove it, or write to the folder that it leads to',
      }]);
    }
  }
}
