import { readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Toolchain } from './toolchain';
import { pack } from '../harness/pack';
import { PACKAGES, PROGRAMS, ROOT } from '../harness/paths';
import { readManifest } from '../harness/read-manifest';
import { runCommand, runOrThrow } from '../harness/run-command';

const { name, version, devDependencies } = readManifest();
const MODULES = join(ROOT, 'node_modules');
const tarball = join(PACKAGES, 'js', `${name}@${version}.jsii.tgz`);

export const typescript: Toolchain = {
  language: 'typescript',
  commands: ['node', 'npm'],

  build() {
    pack('js');
    return [tarball];
  },

  install() {
    writeFileSync(join(PROGRAMS, 'package.json'), JSON.stringify({ name: 'programs', version: '1.0.0', private: true }));
    const packages = [tarball, `cdk8s@${devDependencies.cdk8s}`, `constructs@${devDependencies.constructs}`];
    runOrThrow('npm', ['install', '--no-audit', '--no-fund', '--prefer-offline', ...packages], { cwd: PROGRAMS });
    compile(readdirSync(PROGRAMS, { recursive: true, encoding: 'utf8' }).filter((path) => /^[^/]+\/(?:typescript\/)?main\.ts$/.test(path)));
  },

  run(folder, output) {
    return runCommand('node', ['main.js'], { cwd: folder, env: { CDK8S_OUTDIR: output } });
  },

  rehearse() {
    runOrThrow('npm', ['publish', '--dry-run', tarball], { cwd: PACKAGES });
  },
};

/** All programs at once, which takes little longer than one of them. */
function compile(programs: readonly string[]): void {
  const options = ['--ignoreConfig', '--strict', '--target', 'es2022', '--module', 'node16', '--types', 'node', '--typeRoots', `${MODULES}/@types`];
  runOrThrow(join(MODULES, '.bin', 'tsc'), [...options, ...programs], { cwd: PROGRAMS });
}
