import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Where the sums are kept: the one file of `imports/` that they do not cover. */
export const CHECKSUMS_FILE = 'imports/checksums.json';

/** Everything that decides what `imports/` holds: the pins and the task itself. */
const INPUTS = [
  'projenrc/compile-cel.ts',
  'projenrc/flux-modules.ts',
  'projenrc/generate-crds.ts',
  'projenrc/import-checksums.ts',
  'projenrc/import-crds.ts',
  'projenrc/pack-imports.ts',
  'projenrc/pack-schemas.ts',
  'projenrc/vendor-cel.ts',
];

/** Packages whose version decides what the typings and the schemas look like. */
const TOOLS = ['@marcbachmann/cel-js', 'cdk8s-cli'];

export interface ImportChecksums {
  readonly tools: Readonly<Record<string, string>>;
  readonly inputs: Readonly<Record<string, string>>;
  readonly outputs: Readonly<Record<string, string>>;
}

/**
 * Sums what `imports/` is made from and what is there now. Equal to the recorded sums, the committed files are what the task made.
 */
export function computeImportChecksums(): ImportChecksums {
  const outputs = readdirSync('imports', { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).replaceAll('\\', '/'))
    .filter((path) => path !== CHECKSUMS_FILE)
    .sort();
  return {
    tools: Object.fromEntries(TOOLS.map((name) => [name, readVersion(name)])),
    inputs: sumFiles(INPUTS),
    outputs: sumFiles(outputs),
  };
}

function readVersion(name: string): string {
  return (JSON.parse(readFileSync(`node_modules/${name}/package.json`, 'utf8')) as { version: string }).version;
}

function sumFiles(paths: readonly string[]): Record<string, string> {
  return Object.fromEntries(paths.map((path) => [path, createHash('sha256').update(readFileSync(path)).digest('hex')]));
}
