import { readdirSync } from 'fs';
import { join } from 'path';
import { describeFailure } from './describe-failure';
import { ProblemsError } from '../problems';

export interface InstanceFile {
  /** The file's name without its ending. */
  readonly cluster: string;
  readonly path: string;
}

/**
 * The FluxInstance files of a folder, in the order of their names. Files of another ending and hidden ones are not looked at.
 *
 * @throws ProblemsError when the folder cannot be read, or holds no such file
 */
export function listInstanceFiles(folder: string): InstanceFile[] {
  let names: string[];
  try {
    names = readdirSync(folder);
  } catch (error) {
    throw new ProblemsError(String(folder), [{ code: 'INPUT_FILE', path: '', rule: `cannot be read: ${describeFailure(error)}` }]);
  }
  const files = names.filter((name) => /^[^.].*\.(?:ya?ml|json)$/.test(name)).sort();
  if (files.length === 0) {
    throw new ProblemsError(folder, [{ code: 'INPUT_FILE', path: '', rule: 'holds no file named <cluster>.yaml, <cluster>.yml or <cluster>.json' }]);
  }
  return files.map((name) => ({ cluster: name.replace(/\.[a-z]+$/, ''), path: join(folder, name) }));
}
