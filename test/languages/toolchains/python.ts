import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Toolchain } from './toolchain';
import { pack } from '../harness/pack';
import { PACKAGES, PROGRAMS, WORK } from '../harness/paths';
import { runCommand, runOrThrow } from '../harness/run-command';

const built = join(PACKAGES, 'python');
const environment = join(WORK, 'python');
const python = join(environment, 'bin', 'python');

export const python3: Toolchain = {
  language: 'python',
  commands: ['python3'],

  build() {
    pack('python');
    return listBuilt();
  },

  install() {
    runOrThrow('python3', ['-m', 'venv', environment], { cwd: WORK });
    const requirements = readdirSync(PROGRAMS, { recursive: true, encoding: 'utf8' })
      .filter((path) => path.endsWith('requirements.txt') && !path.includes('node_modules'));
    const options = requirements.flatMap((path) => ['--requirement', path]);
    runOrThrow(python, ['-m', 'pip', 'install', '--quiet', '--disable-pip-version-check', '--find-links', built, ...options], { cwd: PROGRAMS });
  },

  run(folder, output) {
    return runCommand(python, ['main.py'], { cwd: folder, env: { CDK8S_OUTDIR: output } });
  },

  rehearse() {
    runOrThrow(python, ['-m', 'pip', 'install', '--quiet', '--disable-pip-version-check', 'twine'], { cwd: WORK });
    runOrThrow(python, ['-m', 'twine', 'check', '--strict', ...listBuilt()], { cwd: WORK });
  },
};

function listBuilt(): string[] {
  return readdirSync(built).map((file) => join(built, file));
}
