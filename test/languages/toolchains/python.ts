import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { runCommand, runOrThrow } from '../../harness/run-command';
import { pack } from '../harness/pack';
import { INSTANCES, PACKAGES, PROGRAMS, WORK } from '../harness/paths';
import { readManifest } from '../harness/read-manifest';
import type { Toolchain } from './toolchain';

const { distName } = readManifest().jsii.targets.python;
const PRINT_DESCRIPTION = 'import importlib.metadata, sys; print(importlib.metadata.metadata(sys.argv[1]).get_payload())';

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
    checkCommand();
    const description = runOrThrow(python, ['-c', PRINT_DESCRIPTION, distName], { cwd: WORK }).stdout;
    if (!description.includes('```python')) {
      throw new Error('the code on the page of the package is not Python');
    }
    runOrThrow(python, ['-m', 'pip', 'install', '--quiet', '--disable-pip-version-check', 'twine'], { cwd: WORK });
    runOrThrow(python, ['-m', 'twine', 'check', '--strict', ...listBuilt()], { cwd: WORK });
  },
};

/** The package installs the command, too: it passes on the arguments, the results and the exit code. */
function checkCommand(): void {
  const command = join(environment, 'bin', 'flux-instance');
  const { stdout } = runOrThrow(command, ['build', 'git-options.yaml'], { cwd: INSTANCES });
  const { code } = runCommand(command, ['check', join(environment, 'pyvenv.cfg')], { cwd: WORK });
  if (!stdout.startsWith('apiVersion: source.toolkit.fluxcd.io/v1\nkind: GitRepository\n') || code !== 1) {
    throw new Error(`the command flux-instance ended with ${code}, and built ${stdout}`);
  }
}

function listBuilt(): string[] {
  return readdirSync(built).map((file) => join(built, file));
}
