import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import * as path from 'node:path';
import { runOrThrow } from './run-command';

const GO_MODULE = path.join(__dirname, '..', 'go');
const CACHE = path.join(__dirname, '..', '.cache');

/** kubectl refuses to talk to a server that has no version. */
const KUBERNETES = 'k8s.io/component-base/version';
const KUBERNETES_VERSION = [`-X ${KUBERNETES}.gitVersion=v1.36.3`, `-X ${KUBERNETES}.gitMajor=1`, `-X ${KUBERNETES}.gitMinor=36`].join(' ');

const PACKAGES = {
  'tether': './tether',
  'sopsfile': './sopsfile',
  'readsecret': './readsecret',
  'kustomize': './kustomize',
  'apiserver': './apiserver',
  'kustomize-controller': 'github.com/fluxcd/kustomize-controller',
};

export type Binary = keyof typeof PACKAGES;
export type Binaries = Readonly<Record<Binary, string>>;

/** Builds what is missing into a folder named after everything that goes into it, so that a change of go.sum builds anew. */
export async function buildBinaries(): Promise<Binaries> {
  return buildSome(Object.keys(PACKAGES) as Binary[]);
}

/** The same for some of them: the API server takes minutes. */
export async function buildSome<B extends Binary>(names: readonly B[]): Promise<Readonly<Record<B, string>>> {
  const go = (await runOrThrow('go', ['env', 'GOVERSION', 'GOOS', 'GOARCH'], { cwd: GO_MODULE, seconds: 30 })).trim();
  const folder = path.join(CACHE, hashModule(go));
  mkdirSync(folder, { recursive: true });

  for (const name of names) {
    const binary = path.join(folder, name);
    if (!existsSync(binary)) {
      await build(PACKAGES[name], binary);
    }
  }
  removeOthers(folder);
  return Object.fromEntries(names.map((name) => [name, path.join(folder, name)])) as Record<B, string>;
}

async function build(source: string, binary: string): Promise<void> {
  const started = Date.now();
  console.log(`building ${source} …`);
  const unfinished = `${binary}.unfinished`;
  await runOrThrow('go', ['build', '-trimpath', '-ldflags', `-s -w ${KUBERNETES_VERSION}`, '-o', unfinished, source], {
    cwd: GO_MODULE,
    env: { CGO_ENABLED: '0' },
    seconds: 3600,
  });
  renameSync(unfinished, binary);
  console.log(`  built in ${Math.round((Date.now() - started) / 1000)} s`);
}

function hashModule(go: string): string {
  const hash = createHash('sha256').update(go);
  const files = readdirSync(GO_MODULE, { recursive: true, encoding: 'utf8' }).filter((file) => /\.(go|mod|sum)$/.test(file)).sort();
  for (const file of files) {
    hash.update(file).update(readFileSync(path.join(GO_MODULE, file)));
  }
  return hash.digest('hex').slice(0, 16);
}

/** Each set is some 250 MB. */
function removeOthers(folder: string): void {
  for (const name of readdirSync(CACHE)) {
    if (name !== path.basename(folder)) {
      rmSync(path.join(CACHE, name), { recursive: true, force: true });
    }
  }
}
