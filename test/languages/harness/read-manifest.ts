import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from '../../../projenrc/work-folder';

export interface PackageManifest {
  readonly name: string;
  readonly version: string;
  readonly devDependencies: Readonly<Record<string, string>>;
  readonly jsii: {
    readonly targets: {
      readonly python: { readonly distName: string; readonly module: string };
      readonly go: { readonly moduleName: string; readonly packageName: string };
      readonly java: { readonly package: string; readonly maven: { readonly groupId: string; readonly artifactId: string } };
    };
  };
}

/** Reads what our package.json says about the packages. */
export function readManifest(): PackageManifest {
  return JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as PackageManifest;
}
