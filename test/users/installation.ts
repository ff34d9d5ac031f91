import { cpSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { packStaged, stagePackage } from '../../projenrc/stage-package';
import { ROOT, WORK_ROOT } from '../../projenrc/work-folder';
import { runOrThrow } from '../harness/run-command';

export const WORK = join(WORK_ROOT, 'users');

/** Most projects are below this folder and share what is installed in it. */
export const SHARED = join(WORK, 'shared');

const { name: packageName, peerDependencies, devDependencies } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as {
  name: string;
  peerDependencies: { cdk8s: string; constructs: string };
  devDependencies: Record<string, string>;
};

/** The lowest peers that package.json allows, and the newest that there are. */
export const PEERS = {
  lowest: { cdk8s: peerDependencies.cdk8s.replace('^', ''), constructs: peerDependencies.constructs.replace('^', '') },
  newest: peerDependencies,
};

/** What the shared installation has beside the package and its newest peers. */
export const TOOLS: Readonly<Record<string, string>> = {
  '@types/jest': '^30',
  '@types/node': '^20',
  'cdk8s-cli': devDependencies['cdk8s-cli'],
  'esbuild': '^0.28',
  'jest': '^30',
  'pnpm': '^10',
  'ts-jest': '^29.4',
  'ts-node': '^10.9',
  'tsx': '^4',
  'typescript': devDependencies.typescript,
  'typescript-5.4': 'npm:typescript@~5.4.0',
  'typescript-5.9': 'npm:typescript@~5.9.0',
  'typescript-7': 'npm:typescript@^7',
  'vitest': '^4',
};

/** Packs the package as it would be published. Returns the tarball. */
export function packPackage(): string {
  const staged = join(WORK, 'staged');
  stagePackage(staged);
  return packStaged(staged, join(WORK, 'packed'));
}

/** Makes a folder with these packages and ours. `other` members of its package.json may be given. */
export function install(folder: string, tarball: string, packages: Readonly<Record<string, string>>, other: object = {}): void {
  const manifest = { name: 'project', version: '1.0.0', private: true, ...other, dependencies: { [packageName]: `file:${tarball}`, ...packages } };
  writeProject(folder, { 'package.json': JSON.stringify(manifest, undefined, 2) });
  runOrThrow('npm', ['install', '--no-audit', '--no-fund', '--prefer-offline', '--loglevel=error'], { cwd: folder });
}

/** Makes a folder with the files, beside `main.ts`, the app that all projects have. */
export function writeProject(folder: string, files: Readonly<Record<string, string>>): void {
  mkdirSync(folder, { recursive: true });
  cpSync(join(ROOT, 'test/users/project/main.ts'), join(folder, 'main.ts'));
  Object.entries(files).forEach(([name, content]) => writeFileSync(join(folder, name), content));
}
