import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { ROOT } from './work-folder';

/** What no `require` of ours reaches: builds for browsers and bundlers, command lines, and pages to read. It would be a third of our package. */
const UNUSED: Readonly<Record<string, readonly string[]>> = {
  diff: ['dist', 'libesm', 'eslint.config.mjs', 'CONTRIBUTING.md', 'README.md', 'release-notes.md'],
  re2js: ['build/index.js', 'build/index.umd.js', 'README.md'],
  yaml: ['browser', 'bin.mjs', 'dist/cli.mjs', 'README.md'],
};

/** No public type of ours is made of theirs. */
const DECLARATIONS = /^node_modules\/.*\.d\.[cm]?ts(?:\.map)?$/;

/** The translated code of the README, which jsii-pacmak reads and nobody else. */
const TABLET = '.jsii.tabl.json';

interface PackageManifest {
  readonly repository: { readonly url: string };
  readonly bundledDependencies: readonly string[];
  readonly peerDependencies: Readonly<Record<string, string>>;
}

/** The files that npm would pack, as paths below the repository. */
export function listPackedFiles(): string[] {
  const [{ files }] = JSON.parse(runNpm(['pack', '--dry-run', '--json'], ROOT)) as [{ files: readonly { path: string }[] }];
  return files.map(({ path }) => path).filter((path) => !isUnused(path));
}

/**
 * Copies what is published to the folder, without the unused parts of the bundled packages. npm packs a bundled package as it is in
 * `node_modules`, and the developer's own `node_modules` must stay as they are.
 */
export function stagePackage(folder: string): void {
  rmSync(folder, { recursive: true, force: true });
  for (const path of listPackedFiles()) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    cpSync(join(ROOT, path), join(folder, path));
  }
  rewriteReadme(folder);
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

/** The README is also the page of the package in registries that do not know the repository: its links must be whole. */
function rewriteReadme(folder: string): void {
  const base = `${readManifest().repository.url.replace(/\.git$/, '')}/blob/main/`;
  const readme = join(folder, 'README.md');
  writeFileSync(readme, completeLinks(readFileSync(readme, 'utf8'), base));
  const file = join(folder, '.jsii');
  const assembly = JSON.parse(readFileSync(file, 'utf8')) as { readme: { markdown: string } };
  assembly.readme.markdown = completeLinks(assembly.readme.markdown, base);
  writeFileSync(file, JSON.stringify(assembly, undefined, 2));
}

/** Makes links to files of the repository absolute, but in blocks of code. */
function completeLinks(markdown: string, base: string): string {
  return markdown.replace(/^```[\s\S]*?^```$|\]\((?![a-z]+:|#)([^)\s]+)\)/gm, (all, path: string | undefined) => (path === undefined ? all : `](${base}${path})`));
}

function isUnused(path: string): boolean {
  return DECLARATIONS.test(path) || Object.entries(UNUSED).some(([name, parts]) => parts.some((part) => {
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
