import { spawnSync } from 'node:child_process';
import { chmodSync, cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { minify } from 'uglify-js';
import { combineModules } from './combine-modules';
import { deferRequires, nameReexports } from './defer-requires';
import { pruneTypes } from './prune-types';
import { writeNotice } from './supply-chain';
import { ROOT } from './work-folder';

/** What no `require` of ours reaches: builds for browsers and bundlers, command lines, and pages to read. It would be a third of our package. */
const UNUSED: Readonly<Record<string, readonly string[]>> = {
  diff: [
    'dist', 'libesm', 'eslint.config.mjs', 'CONTRIBUTING.md', 'README.md', 'release-notes.md',
    'libcjs/index.js', 'libcjs/convert', ...['apply', 'parse', 'reverse'].map((part) => `libcjs/patch/${part}.js`),
    ...['array', 'character', 'css', 'json', 'sentence', 'word'].map((part) => `libcjs/diff/${part}.js`),
  ],
  re2js: ['build/index.js', 'build/index.umd.js', 'README.md'],
  yaml: ['browser', 'bin.mjs', 'dist/cli.mjs', 'README.md'],
};

/** Types, of which only those are packed that public types are made of, and their maps. */
const DECLARATIONS = /\.d\.[cm]?ts(?:\.map)?$/;

/** The translated code of the README, which jsii-pacmak reads and nobody else. */
const TABLET = '.jsii.tabl.json';

interface PackageManifest {
  readonly bin: Readonly<Record<string, string>>;
  readonly types: string;
  readonly bundledDependencies: readonly string[];
  readonly peerDependencies: Readonly<Record<string, string>>;
}

/** The files that npm would pack, as paths below the repository. */
export function listPackedFiles(types = pruneTypes(ROOT, readManifest().types)): string[] {
  const [{ files }] = JSON.parse(runNpm(['pack', '--dry-run', '--json'], ROOT)) as [{ files: readonly { path: string }[] }];
  return files.map(({ path }) => path).filter((path) => !isUnused(path) && (!DECLARATIONS.test(path) || types.has(path)));
}

/**
 * Copies what is published to the folder, without the unused parts of the bundled packages. npm packs a bundled package as it is in
 * `node_modules`, and the developer's own `node_modules` must stay as they are.
 */
export function stagePackage(folder: string): void {
  rmSync(folder, { recursive: true, force: true });
  const types = pruneTypes(ROOT, readManifest().types);
  for (const path of listPackedFiles(types)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    copyFile(path, folder, types.get(path));
  }
  // npm makes them executable when it installs a package, jsii does not.
  Object.values(readManifest().bin).forEach((path) => chmodSync(join(folder, path), 0o755));
  writeFileSync(join(folder, 'NOTICE'), writeNotice());
  // jsii-pacmak reads the assemblies of the packages that ours depends on.
  for (const name of Object.keys(readManifest().peerDependencies)) {
    symlinkSync(join(ROOT, 'node_modules', name), join(folder, 'node_modules', name));
  }
  combineModules(folder);
  if (existsSync(join(ROOT, TABLET))) {
    cpSync(join(ROOT, TABLET), join(folder, TABLET));
    writeFileSync(join(folder, '.npmignore'), `${TABLET}\n`);
  }
}

/** Packs a staged package for npm. Returns the path of the tarball. */
export function packStaged(staged: string, outdir: string): string {
  mkdirSync(outdir, { recursive: true });
  const [{ filename }] = JSON.parse(runNpm(['pack', '--json', '--pack-destination', outdir], staged)) as [{ filename: string }];
  return join(outdir, basename(filename));
}

function copyFile(path: string, folder: string, types: string | undefined): void {
  if (types !== undefined) {
    writeFileSync(join(folder, path), types);
  } else if (/^(?:lib|node_modules)\/.*\.c?js$/.test(path)) {
    writeFileSync(join(folder, path), packCode(path, readFileSync(join(ROOT, path), 'utf8')));
  } else {
    cpSync(join(ROOT, path), join(folder, path));
  }
}

/** The code of a file as it is published. Only of our own code we know that it does nothing when it is loaded. */
export function packCode(path: string, code: string): string {
  return path.startsWith('lib/') ? shortenCode(deferRequires(code)) + nameReexports(code) : shortenCode(code);
}

/**
 * The same code without what only its readers need: indentation, long names of variables, and comments. Comments that begin with an exclamation
 * mark stay: they state a license. Functions and classes keep their names, and statements their own lines, for stack traces.
 */
export function shortenCode(code: string): string {
  const result = minify(code, {
    module: false, compress: false, mangle: { toplevel: true, keep_fnames: true }, keep_fnames: true, output: { comments: /^!/, semicolons: false },
  });
  if (result.error !== undefined) {
    throw result.error;
  }
  return result.code;
}

function isUnused(path: string): boolean {
  return Object.entries(UNUSED).some(([name, parts]) => parts.some((part) => {
    const unused = `node_modules/${name}/${part}`;
    return path === unused || path.startsWith(`${unused}/`);
  }));
}

function readManifest(): PackageManifest {
  return JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as PackageManifest;
}

/** npm cannot start without a cache that it can write to, and a home may be read-only. */
function runNpm(args: readonly string[], cwd: string): string {
  const cache = mkdtempSync(join(tmpdir(), 'npm-cache-'));
  try {
    const { status, stdout, stderr } = spawnSync('npm', [...args, '--ignore-scripts', '--loglevel=error'], {
      cwd,
      encoding: 'utf8',
      maxBuffer: 64 * 1024 * 1024,
      env: { ...process.env, npm_config_cache: cache, npm_config_dry_run: args.includes('--dry-run') ? 'true' : 'false' },
    });
    if (status !== 0) {
      throw new Error(`npm ${args.join(' ')} ended with ${status}:\n${stdout}${stderr}`);
    }
    return stdout;
  } finally {
    rmSync(cache, { recursive: true, force: true });
  }
}
