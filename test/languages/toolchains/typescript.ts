import { readdirSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { packStaged } from '../../../projenrc/stage-package';
import { ROOT } from '../../../projenrc/work-folder';
import { runCommand, runOrThrow } from '../../harness/run-command';
import { PACKAGES, PROGRAMS, STAGED } from '../harness/paths';
import { readManifest } from '../harness/read-manifest';
import type { Toolchain } from './toolchain';

const { devDependencies } = readManifest();
const MODULES = join(ROOT, 'node_modules');
let tarball: string;

/** Every package holds this one, and jsii unpacks it on the user's machine. */
const MOST_KILOBYTES = 500;

export const typescript: Toolchain = {
  language: 'typescript',
  commands: ['node', 'npm'],

  build() {
    tarball = packStaged(STAGED, join(PACKAGES, 'js'));
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
    const kilobytes = statSync(tarball).size / 1024;
    if (kilobytes > MOST_KILOBYTES) {
      throw new Error(`the package has ${Math.round(kilobytes)} KB, which is more than ${MOST_KILOBYTES}`);
    }
    runOrThrow('npm', ['publish', '--dry-run', tarball], { cwd: PACKAGES });
  },
};

/** All programs at once, which takes little longer than one of them. */
function compile(programs: readonly string[]): void {
  const options = ['--ignoreConfig', '--strict', '--target', 'es2022', '--module', 'node16', '--types', 'node', '--typeRoots', `${MODULES}/@types`];
  runOrThrow(join(MODULES, '.bin', 'tsc'), [...options, ...programs], { cwd: PROGRAMS });
}
