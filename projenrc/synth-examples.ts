import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, rmSync, symlinkSync } from 'node:fs';
import { join, resolve } from 'node:path';

const root = resolve(__dirname, '..');
const examples = join(root, 'examples');

linkPackage();
for (const name of readdirSync(examples).filter((entry) => existsSync(join(examples, entry, 'cdk8s.yaml')))) {
  synthesize(name);
}

/** Lets the examples import the package by its name, as they would after an installation. */
function linkPackage(): void {
  const link = join(root, 'node_modules', 'cdk8s-flux-instance-sync');
  rmSync(link, { recursive: true, force: true });
  symlinkSync('..', link);
}

function synthesize(name: string): void {
  const folder = join(examples, name);
  const { status } = spawnSync('npx', ['cdk8s', 'synth', '--check-upgrade=false'], {
    cwd: folder,
    stdio: ['ignore', 'ignore', 'inherit'],
    env: { ...process.env, CDK8S_CHECK_UPGRADE: 'false' },
  });
  if (status !== 0) {
    throw new Error(`cdk8s synth failed in examples/${name}`);
  }
  const written = readdirSync(join(folder, 'manifests')).sort();
  console.log([`examples/${name}`, ...written.map((file) => `  manifests/${file}`)].join('\n'));
}
