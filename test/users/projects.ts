import { cpSync, existsSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from '../../projenrc/work-folder';
import { checkOutput } from '../harness/check-output';
import { runOrThrow } from '../harness/run-command';
import { SHARED, WORK, writeProject } from './installation';

const BIN = join(SHARED, 'node_modules/.bin');

/** A project below the shared installation, and what its user types. */
export interface Project {
  readonly name: string;
  readonly files: Readonly<Record<string, string>>;
  /** One command a line. */
  readonly commands: readonly (readonly string[])[];
  /** Where the bundle of the app is, if it must run without any `node_modules`. */
  readonly bundle?: string;
}

const COMMONJS = tsconfig({ module: 'commonjs', target: 'ES2022', ignoreDeprecations: '6.0' });
const WITH_JEST = tsconfig({ module: 'commonjs', target: 'ES2022', ignoreDeprecations: '6.0', types: ['jest', 'node'] });
const PACKAGE = JSON.stringify({ name: 'project', version: '1.0.0', private: true });
const MODULE = JSON.stringify({ name: 'project', version: '1.0.0', private: true, type: 'module' });
const JEST = `module.exports = {
  roots: ['<rootDir>'],
  moduleFileExtensions: ['ts', 'tsx', 'js', 'mjs', 'cjs', 'jsx', 'json', 'node'],
  testMatch: ['**/*.test.ts'],
  transform: { '^.+\\\\.tsx?$': 'ts-jest' },
};
`;

/** The test of `cdk8s init`, and the number of objects, which a snapshot that was never reviewed does not show. */
export const SNAPSHOT_TEST = `import { Testing } from 'cdk8s';
import { MyChart } from './main';

describe('Placeholder', () => {
  test('Empty', () => {
    const app = Testing.app();
    const chart = new MyChart(app, 'test-chart');
    const results = Testing.synth(chart);
    expect(results).toHaveLength(14);
    expect(results).toMatchSnapshot();
  });
});
`;

/** The first is the one that the others are compared with: it is closest to how the package is run by Python, Go and Java. */
export const PROJECTS: readonly Project[] = [
  {
    name: 'CommonJS, compiled, run by node',
    files: { 'package.json': PACKAGE, 'tsconfig.json': COMMONJS },
    commands: [['tsc', '--build'], ['node', 'main.js']],
  },
  {
    name: 'ES modules, compiled, run by node',
    files: { 'package.json': MODULE, 'tsconfig.json': tsconfig({ module: 'nodenext', target: 'ES2022' }) },
    commands: [['tsc', '--build'], ['node', 'main.js']],
  },
  {
    name: 'ts-node, as cdk8s init has it',
    files: { 'package.json': PACKAGE, 'tsconfig.json': COMMONJS, 'cdk8s.yaml': 'language: typescript\napp: npx ts-node main.ts\n' },
    commands: [['cdk8s', 'synth', '--check-upgrade=false']],
  },
  {
    name: 'tsx, CommonJS',
    files: { 'package.json': PACKAGE, 'tsconfig.json': COMMONJS },
    commands: [['tsx', 'main.ts']],
  },
  {
    name: 'tsx, ES modules',
    files: { 'package.json': MODULE, 'tsconfig.json': tsconfig({ module: 'nodenext', target: 'ES2022' }) },
    commands: [['tsx', 'main.ts']],
  },
  {
    name: 'esbuild, one file without node_modules',
    files: { 'package.json': PACKAGE, 'tsconfig.json': tsconfig({ module: 'esnext', moduleResolution: 'bundler', target: 'ES2022' }) },
    commands: [['esbuild', 'main.ts', '--bundle', '--platform=node', '--log-level=warning', `--outfile=${join(WORK, 'bundle/app.js')}`]],
    bundle: join(WORK, 'bundle'),
  },
  {
    name: 'jest 30',
    files: { 'package.json': PACKAGE, 'tsconfig.json': WITH_JEST, 'jest.config.js': JEST, 'main.test.ts': SNAPSHOT_TEST },
    commands: [['jest', '--ci=false'], ['jest', '--ci']],
  },
  {
    name: 'vitest',
    files: {
      'package.json': PACKAGE,
      'tsconfig.json': COMMONJS,
      'vitest.config.mts': 'export default { test: { globals: true } };\n',
      'main.test.ts': SNAPSHOT_TEST,
    },
    commands: [['vitest', 'run', '--update'], ['vitest', 'run']],
  },
];

export function folderOf({ name }: Project): string {
  return join(SHARED, name.toLowerCase().replace(/[^a-z0-9]+/g, '-'));
}

/** Runs the project, and throws unless it writes what is expected, if that is given. Returns what it writes. */
export function tryProject(project: Project, expected?: string): string {
  const folder = folderOf(project);
  writeProject(folder, project.files);
  for (const [command, ...args] of project.commands) {
    runOrThrow(existsSync(join(BIN, command)) ? join(BIN, command) : command, args, { cwd: folder });
  }
  if (project.bundle !== undefined) {
    runOrThrow('node', ['app.js'], { cwd: project.bundle });
  }
  const written = readOutput(project.bundle ?? folder);
  if (expected !== undefined && written !== expected) {
    throw new Error(`wrote something else than ${PROJECTS[0].name}:\n${written}`);
  }
  return written;
}

export function readOutput(folder: string): string {
  return readFileSync(join(folder, 'dist/users.k8s.yaml'), 'utf8');
}

/** An example, copied out of this repository, writes what is checked in. */
export function tryExample(name: string): void {
  const folder = join(SHARED, 'examples', name);
  copyExample(name, folder);
  runOrThrow(join(BIN, 'cdk8s'), ['synth', '--check-upgrade=false'], { cwd: folder });
  checkOutput(join(ROOT, 'examples', name), join(folder, 'dist'));
}

/** The command of the installed package, where npx looks for it. */
export function tryCommand(): void {
  const manifest = join(ROOT, 'test/languages/converted/git-options.yaml');
  const { stdout } = runOrThrow(join(BIN, 'flux-instance'), ['build', manifest], { cwd: SHARED });
  if (!stdout.startsWith('apiVersion: source.toolkit.fluxcd.io/v1\nkind: GitRepository\n')) {
    throw new Error(`wrote ${stdout}`);
  }
}

/** The starter compiles, passes its own tests and synthesizes. */
export function tryStarter(): void {
  const folder = join(SHARED, 'starter');
  copyExample('starter', folder);
  runOrThrow('npm', ['run', 'build'], { cwd: folder, env: { CI: 'true' } });
  const written = readdirSync(join(folder, 'dist')).sort().join();
  if (written !== 'production.k8s.yaml,staging.k8s.yaml') {
    throw new Error(`wrote ${written}`);
  }
}

function copyExample(name: string, folder: string): void {
  rmSync(folder, { recursive: true, force: true });
  cpSync(join(ROOT, 'examples', name), folder, { recursive: true });
  ['node_modules', 'dist'].forEach((made) => rmSync(join(folder, made), { recursive: true, force: true }));
}

function tsconfig(compilerOptions: object): string {
  return JSON.stringify({ compilerOptions: { strict: true, esModuleInterop: true, types: [], ...compilerOptions }, files: ['main.ts'] }, undefined, 2);
}
