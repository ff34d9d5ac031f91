import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

const examples = resolve(__dirname, '../examples');

linkPackage();
for (const name of readdirSync(examples).filter((entry) => existsSync(join(examples, entry, 'manifests')))) {
  synthesize(name);
}

/** Lets the examples import the package by its name, as they would after an installation. Only what is below `examples/` sees the link. */
function linkPackage(): void {
  const modules = join(examples, 'node_modules');
  rmSync(modules, { recursive: true, force: true });
  mkdirSync(modules);
  symlinkSync('../..', join(modules, 'cdk8s-flux-instance-sync'));
}

/** `cdk8s synth` empties its output first: what is checked in changes only after it has succeeded. */
function synthesize(name: string): void {
  const folder = join(examples, name);
  const output = mkdtempSync(join(tmpdir(), 'synth-'));
  try {
    const { status } = spawnSync('npx', ['cdk8s', 'synth', '--check-upgrade=false', '--output', output], {
      cwd: folder,
      stdio: ['ignore', 'ignore', 'inherit'],
      // `npx projen test` checks the types.
      env: { ...process.env, CDK8S_CHECK_UPGRADE: 'false', TS_NODE_TRANSPILE_ONLY: 'true' },
    });
    if (status !== 0) {
      throw new Error(`cdk8s synth failed in examples/${name}`);
    }
    const written = readdirSync(output).filter((file) => !file.startsWith('.')).sort();
    const kept = keepManifests(folder, output, written);
    console.log([`examples/${name}`, ...kept.map((file) => `  manifests/${file}`)].join('\n'));
  } finally {
    rmSync(output, { recursive: true, force: true });
  }
}

/** Of a large example only some manifests are checked in, and the checksums of all. Returns which were written. */
function keepManifests(folder: string, output: string, written: readonly string[]): readonly string[] {
  const manifests = join(folder, 'manifests');
  const before = readdirSync(manifests);
  const checksums = join(folder, 'checksums.json');
  const kept = existsSync(checksums) ? written.filter((file) => before.includes(file)) : written;
  if (existsSync(checksums)) {
    const sums = written.map((file) => [file, createHash('sha256').update(readFileSync(join(output, file))).digest('hex')]);
    writeFileSync(checksums, `${JSON.stringify(Object.fromEntries(sums), undefined, 2)}\n`);
  }
  rmSync(manifests, { recursive: true });
  kept.forEach((file) => cpSync(join(output, file), join(manifests, file)));
  return kept;
}
