import { existsSync, rmSync } from 'node:fs';
import { join, resolve } from 'node:path';

const modules = resolve(__dirname, '../node_modules');

/** What no `require` of ours reaches: builds for browsers and bundlers, command lines, and pages to read. It would be a third of our package. */
const UNUSED: Readonly<Record<string, readonly string[]>> = {
  re2js: ['build/index.js', 'build/index.umd.js', 'build/index.d.ts', 'README.md'],
  yaml: ['browser', 'bin.mjs', 'dist/cli.mjs', 'README.md'],
};

// npm packs a bundled package as it is in node_modules, and has no way to leave files out; `npm ci` brings them back.
for (const [name, paths] of Object.entries(UNUSED)) {
  if (!existsSync(join(modules, name, 'package.json'))) {
    throw new Error(`${name} is not installed`);
  }
  paths.forEach((path) => rmSync(join(modules, name, path), { recursive: true, force: true }));
}
