import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { ROOT } from '../../../projenrc/work-folder';
import { runCommand, runOrThrow } from '../../harness/run-command';
import { pack } from '../harness/pack';
import { PACKAGES, WORK } from '../harness/paths';
import { readManifest } from '../harness/read-manifest';
import type { Toolchain } from './toolchain';

const { version, devDependencies, jsii } = readManifest();
const { moduleName, packageName } = jsii.targets.go;
const built = join(PACKAGES, 'go');
const program = join(WORK, 'go', 'program');

/** A module proxy in a folder. cdk8s' own module is made here too: not every proxy serves it. */
const proxy = join(WORK, 'go', 'proxy');
const MODULES = [
  { path: `${moduleName}/${packageName}`, version: `v${version}`, folder: join(built, packageName) },
  { path: 'github.com/cdk8s-team/cdk8s-core-go/cdk8s/v2', version: `v${devDependencies.cdk8s}`, folder: join(built, 'cdk8s') },
];

export const go: Toolchain = {
  language: 'go',
  commands: ['go', 'gofmt'],

  build() {
    pack('go', '--code-only', 'node_modules/cdk8s');
    for (const module of MODULES) {
      runOrThrow('go', ['run', '.', module.path, module.version, module.folder, proxy], { cwd: join(ROOT, 'test/languages/go-proxy') });
    }
    return [join(proxy, MODULES[0].path, '@v', `${MODULES[0].version}.zip`)];
  },

  install() {
    runOrThrow('go', ['clean', '-modcache'], { cwd: WORK, env: environment() });
  },

  format(folder) {
    runOrThrow('gofmt', ['-w', '.'], { cwd: folder });
  },

  compile(folder) {
    const { stdout } = runOrThrow('gofmt', ['-l', '.'], { cwd: folder });
    if (stdout !== '') {
      throw new Error(`gofmt would change ${stdout}`);
    }
    runOrThrow('go', ['mod', 'tidy'], { cwd: folder, env: environment() });
    runOrThrow('go', ['vet', '.'], { cwd: folder, env: environment() });
    runOrThrow('go', ['build', '-o', program, '.'], { cwd: folder, env: environment() });
  },

  run(folder, output) {
    return runCommand(program, [], { cwd: folder, env: { CDK8S_OUTDIR: output } });
  },

  /** Making the zip has checked the module's path, version and files; what is left is whether it compiles by itself. */
  rehearse() {
    const { folder } = MODULES[0];
    runOrThrow('go', ['mod', 'tidy'], { cwd: folder, env: environment() });
    runOrThrow('go', ['vet', './...'], { cwd: folder, env: environment() });
  },
};

/** A cache of its own, because a version that the user's cache has would never be looked up again. */
function environment(): Record<string, string> {
  const others = runOrThrow('go', ['env', 'GOPROXY'], { cwd: ROOT }).stdout.trim();
  return {
    GOPROXY: `${pathToFileURL(proxy).href},${others}`,
    GONOSUMDB: MODULES.map(({ path }) => path).join(','),
    GOMODCACHE: join(WORK, 'go', 'modules'),
    GOFLAGS: '-modcacherw',
    // Go keeps an index of the files of each version, in its build cache. Here one version is built again and again, with other files.
    GODEBUG: 'goindex=0',
  };
}
