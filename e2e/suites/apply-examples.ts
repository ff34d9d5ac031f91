import { readdirSync, readFileSync } from 'node:fs';
import * as path from 'node:path';
import type { KubeObject } from '../harness/api-client';
import { ensureNamespaces, playController } from '../harness/apply-objects';
import { expectEqual } from '../harness/expect-equal';
import { Kubectl } from '../harness/kubectl';
import type { Tally } from '../harness/report';
import { runOrThrow } from '../harness/run-command';
import type { ApiServer } from '../harness/start-api-server';
import { minorOf } from '../recorded';
import { readObjects } from '../synthesize';

const ROOT = path.join(__dirname, '..', '..');
const PROGRAM = path.join(__dirname, '..', 'harness', 'run-examples.ts');

/** Runs every example with the sources of this repository, and returns the files that they wrote. */
export async function synthesizeExamples(folder: string): Promise<string[]> {
  await runOrThrow(process.execPath, ['--require', 'ts-node/register/transpile-only', PROGRAM, folder], {
    cwd: ROOT,
    env: { TS_NODE_PROJECT: path.join(ROOT, 'tsconfig.dev.json') },
    seconds: 600,
  });
  // The CRDs of `whole-cluster` are reduced, and everything else here needs the real ones. It has a suite of its own.
  return readdirSync(folder).filter((name) => name !== 'whole-cluster').sort().flatMap((name) => {
    const written = readdirSync(path.join(folder, name)).filter((file) => file.endsWith('.k8s.yaml')).sort();
    if (written.length === 0) {
      throw new Error(`examples/${name} wrote no manifest`);
    }
    return written.map((file) => path.join(folder, name, file));
  });
}

/** The files by the Flux minor that their objects are made for. One that names no version is for the newest. */
export function groupByMinor(files: readonly string[], newest: string): Map<string, string[]> {
  const groups = new Map<string, string[]>();
  for (const file of files) {
    const minor = findMinor(readObjects(readFileSync(file, 'utf8')), newest);
    groups.set(minor, [...groups.get(minor) ?? [], file]);
  }
  return groups;
}

/** Applies manifests with the real kubectl, twice. */
export async function applyExamples(server: ApiServer, files: readonly string[], tally: Tally): Promise<void> {
  for (const file of files) {
    try {
      const objects = readObjects(readFileSync(file, 'utf8'));
      await applyFile(server, file, objects);
      tally.accepted += objects.length;
    } catch (error) {
      tally.fail(`${file}: ${(error as Error).message}`);
    }
  }
}

async function applyFile({ api, kubeconfig }: ApiServer, file: string, objects: readonly KubeObject[]): Promise<void> {
  const kubectl = new Kubectl(kubeconfig);
  const apply = () => kubectl.runOrThrow(['apply', '--server-side', '--validate=strict', '-f', file]);
  await ensureNamespaces(api, objects);
  await apply();
  const first = await Promise.all(objects.map((object) => playController(api, object)));
  await apply();
  const second = await Promise.all(objects.map((object) => api.mustGet(object)));
  expectEqual('resourceVersions after a second apply', second.map(readVersion), first.map(readVersion));
  // The next example may have objects of the same names. The CRDs stay: everything else here needs them.
  for (const object of objects.filter(({ kind }) => kind !== 'CustomResourceDefinition' && kind !== 'Namespace')) {
    await api.delete(object);
  }
}

function readVersion({ metadata }: KubeObject): string {
  return metadata.resourceVersion;
}

function findMinor(objects: readonly KubeObject[], newest: string): string {
  const release = objects.map(({ metadata }) => metadata.labels?.['app.kubernetes.io/version']).find((version) => /^v2\./.test(version));
  return release === undefined ? newest : minorOf(release);
}
