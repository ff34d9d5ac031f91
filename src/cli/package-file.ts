import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/**
 * The path of a file at the root of this package. The compiled code is deeper in it than the sources are, so the root is looked for.
 *
 * @param name such as `package.json` or `.jsii`
 */
export function findPackageFile(name: string): string {
  let folder = __dirname;
  while (!existsSync(join(folder, 'package.json')) && folder !== dirname(folder)) {
    folder = dirname(folder);
  }
  return join(folder, name);
}

/** The version of this package. */
export function readVersion(): string {
  return (JSON.parse(readFileSync(findPackageFile('package.json'), 'utf8')) as { readonly version: string }).version;
}
