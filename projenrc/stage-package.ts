import { spawnSync } from 'node:child_process';
import { chmodSync, cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import * as ts from 'typescript';
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

/** Those that no public type is made of are left out, and all maps. */
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
export function listPackedFiles(): string[] {
  const [{ files }] = JSON.parse(runNpm(['pack', '--dry-run', '--json'], ROOT)) as [{ files: readonly { path: string }[] }];
  const declarations = listDeclarations(readManifest().types);
  return files.map(({ path }) => path).filter((path) => !isUnused(path) && (!DECLARATIONS.test(path) || declarations.has(path)));
}

/** The declarations that a file imports, and those that they import: no public type is made of any other. */
export function listDeclarations(file: string, found = new Set<string>()): ReadonlySet<string> {
  if (!found.has(file)) {
    found.add(file);
    for (const [, module] of readFileSync(join(ROOT, file), 'utf8').matchAll(/(?:from |import\()['"](\.[^'"]*)['"]/g)) {
      const path = join(dirname(file), module);
      listDeclarations(existsSync(join(ROOT, `${path}.d.ts`)) ? `${path}.d.ts` : join(path, 'index.d.ts'), found);
    }
  }
  return found;
}

/**
 * Copies what is published to the folder, without the unused parts of the bundled packages. npm packs a bundled package as it is in
 * `node_modules`, and the developer's own `node_modules` must stay as they are.
 */
export function stagePackage(folder: string): void {
  rmSync(folder, { recursive: true, force: true });
  for (const path of listPackedFiles()) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    copyFile(path, folder);
  }
  // npm makes them executable when it installs a package, jsii does not.
  Object.values(readManifest().bin).forEach((path) => chmodSync(join(folder, path), 0o755));
  writeFileSync(join(folder, 'NOTICE'), writeNotice());
  // jsii-pacmak reads the assemblies of the packages that ours depends on.
  for (const name of Object.keys(readManifest().peerDependencies)) {
    symlinkSync(join(ROOT, 'node_modules', name), join(folder, 'node_modules', name));
  }
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

/** Code goes without its comments: those of ours are in the repository, and in the types. What a license asks for is kept. */
function copyFile(path: string, folder: string): void {
  if (/^(?:lib|node_modules)\/.*\.c?js$/.test(path)) {
    writeFileSync(join(folder, path), removeComments(readFileSync(join(ROOT, path), 'utf8')));
  } else {
    cpSync(join(ROOT, path), join(folder, path));
  }
}

/** Code without its comments, and otherwise the same. Comments that begin with an exclamation mark stay: they state a license. */
export function removeComments(code: string): string {
  const file = ts.createSourceFile('code.js', code, ts.ScriptTarget.Latest, false, ts.ScriptKind.JS);
  const printed = ts.createPrinter({ removeComments: true, newLine: ts.NewLineKind.LineFeed }).printFile(file);
  // The printer leaves only those that stand right before a statement.
  const lost = [...code.matchAll(/^\/\*![\s\S]*?\*\/\n/gm)].map(([comment]) => comment).filter((comment) => !printed.includes(comment));
  return lost.join('') + printed;
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
