import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findCommand } from './find-command';
import { packStaged, stagePackage } from './stage-package';
import { addLicenseToJars, writeSbom } from './supply-chain';
import { cacheEnvironment, ROOT } from './work-folder';

const DIST = join(ROOT, 'dist');

/** What must be on the PATH to build the package of a language. Go code is not compiled here: `test:languages` does that. */
const COMMANDS: Readonly<Record<string, readonly string[]>> = {
  js: [],
  python: ['python3'],
  java: ['java', 'javac', 'jar', 'mvn'],
  go: [],
};

const targets = process.argv.slice(2);
const work = mkdtempSync(join(tmpdir(), 'package-'));
try {
  const staged = join(work, 'staged');
  stagePackage(staged);
  // All that can be built is built, whatever the others lack.
  const missing = targets.flatMap((target) => buildPackage(target, staged));
  missing.forEach((message) => console.error(message));
  process.exitCode = missing.length === 0 ? 0 : 1;
} finally {
  rmSync(work, { recursive: true, force: true });
}

/** Returns what is missing, if anything is. */
function buildPackage(target: string, staged: string): string[] {
  const missing = COMMANDS[target].filter((command) => !findCommand(command));
  if (missing.length > 0) {
    return [`package:${target} needs ${missing.join(' and ')}, not found on the PATH; the package was not built`];
  }
  const built = join(work, 'dist');
  if (target === 'js') {
    packStaged(staged, join(built, 'js'));
    writeFileSync(join(built, 'js', 'cdk8s-flux-instance-sync.cdx.json'), writeSbom());
  } else {
    runPacmak(target, staged, built);
  }
  if (target === 'java') {
    addLicenseToJars(join(built, 'java'), staged);
  }
  rmSync(join(DIST, target), { recursive: true, force: true });
  cpSync(join(built, target), join(DIST, target), { recursive: true });
  readdirSync(join(DIST, target)).forEach((entry) => console.log(`dist/${target}/${entry}`));
  return [];
}

function runPacmak(target: string, staged: string, outdir: string): void {
  const options = ['--target', target, '--outdir', outdir, '--no-npmignore', ...target === 'go' ? ['--code-only'] : []];
  const { status } = spawnSync(process.execPath, [join(ROOT, 'node_modules/jsii-pacmak/bin/jsii-pacmak'), ...options, staged], {
    cwd: staged,
    stdio: 'inherit',
    env: { ...process.env, JSII_SILENCE_WARNING_END_OF_LIFE_NODE_VERSION: process.versions.node.split('.')[0], ...cacheEnvironment(), npm_config_cache: join(work, 'npm') },
  });
  if (status !== 0) {
    throw new Error(`jsii-pacmak ended with ${status} for ${target}`);
  }
}
