import { cpSync, mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { DOWNLOADS, ROOT } from '../../projenrc/work-folder';
import { runOrThrow } from '../harness/run-command';
import { install, PEERS, SHARED, WORK, writeProject } from './installation';
import { readOutput, SNAPSHOT_TEST } from './projects';

/** A project as `cdk8s init typescript-app` makes it, with the versions that it asks for. */
export function tryTemplate(tarball: string, expected: string): void {
  const folder = join(WORK, 'template');
  const template = join(SHARED, 'node_modules/cdk8s-cli/templates/typescript-app');
  mkdirSync(folder, { recursive: true });
  ['jest.config.js', 'tsconfig.json'].forEach((file) => cpSync(join(template, file), join(folder, file)));
  const filled = readFileSync(join(template, 'package.json'), 'utf8')
    .replace('{{ $base }}', 'template')
    .replace('{{ cdk8s_core_version }}', PEERS.lowest.cdk8s)
    .replace('{{ constructs_version }}', PEERS.lowest.constructs)
    .replace('{{ cdk8s_plus_version }}', '2')
    .replace('{{ cdk8s_cli_spec }}', '^2');
  const { dependencies, ...others } = JSON.parse(filled) as { dependencies: Record<string, string> };
  install(folder, tarball, dependencies, others);
  writeProject(folder, { 'main.test.ts': SNAPSHOT_TEST, 'cdk8s.yaml': 'language: typescript\napp: npx ts-node main.ts\n' });
  for (const script of [['compile'], ['test', '--', '--ci=false'], ['test', '--', '--ci'], ['synth']]) {
    runOrThrow('npm', ['run', ...script], { cwd: folder, env: { CDK8S_CHECK_UPGRADE: 'false' } });
  }
  expectOutput(folder, expected);
}

/** pnpm gives a package only what its own package.json names. */
export function tryPnpm(tarball: string, compiled: string, expected: string): void {
  const folder = join(WORK, 'pnpm');
  writeProject(folder, {
    'package.json': JSON.stringify({
      name: 'project', version: '1.0.0', private: true, dependencies: { 'cdk8s-flux-instance-sync': `file:${tarball}`, ...PEERS.newest },
    }),
  });
  const store = ['--store-dir', join(DOWNLOADS, 'pnpm')];
  runOrThrow(join(SHARED, 'node_modules/.bin/pnpm'), ['install', '--no-frozen-lockfile', '--prefer-offline', ...store], { cwd: folder });
  if (readdirSync(join(folder, 'node_modules')).includes('yaml')) {
    throw new Error('pnpm has hoisted the packages, so this shows nothing');
  }
  tryCompiled(folder, compiled, expected);
}

/** Runs the app of another project, which is compiled already, with what is installed in the folder. */
export function tryCompiled(folder: string, compiled: string, expected: string): void {
  cpSync(join(compiled, 'main.js'), join(folder, 'main.js'));
  runOrThrow('node', ['main.js'], { cwd: folder });
  expectOutput(folder, expected);
}

/** The recorded cases and the examples, with the sources of this repository and other peers. */
export function tryPeers(installation: string): void {
  const modules = join(installation, 'node_modules');
  const mapper = {
    '^cdk8s-flux-instance-sync$': '<rootDir>/src',
    '^(cdk8s|constructs)$': join(modules, '$1'),
    '^(cdk8s|constructs)/(.*)$': join(modules, '$1/$2'),
  };
  runOrThrow('npx', ['jest', '--ci', 'test/golden', 'test/examples', `--moduleNameMapper=${JSON.stringify(mapper)}`], { cwd: ROOT });
}

function expectOutput(folder: string, expected: string): void {
  const written = readOutput(folder);
  if (written !== expected) {
    throw new Error(`wrote something else than the first project:\n${written}`);
  }
}
