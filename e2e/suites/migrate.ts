import { mkdirSync, writeFileSync } from 'node:fs';
import * as path from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { stringify } from 'yaml';
import type { ApiClient, KubeObject } from '../harness/api-client';
import { Kubectl } from '../harness/kubectl';
import { readGuide } from '../harness/read-guide';
import type { Report, Tally } from '../harness/report';
import type { ApiServer } from '../harness/start-api-server';
import { synthesise } from '../synthesise';

const GUIDE = readGuide('migrating.md');

/** Who made the objects that are there, and how they differ from ours. */
interface Former {
  readonly name: string;
  /** Field managers, in the order in which they applied. */
  readonly managers: readonly string[];
  readonly change: (object: KubeObject) => KubeObject;
  /** Whether a value of theirs differs from ours, so that the API server refuses an apply without force. */
  readonly conflicts: boolean;
  /** Whether they set something that we leave out. */
  readonly leaves: boolean;
}

const FORMERS: readonly Former[] = [
  { name: '`flux bootstrap`', managers: ['flux'], change: bootstrap, conflicts: true, leaves: true },
  {
    name: '`flux bootstrap`, synced by itself', managers: ['flux', 'kustomize-controller'], change: object => label(bootstrap(object)),
    conflicts: true, leaves: true,
  },
  { name: 'the operator', managers: ['flux-operator'], change: object => object, conflicts: false, leaves: false },
  { name: 'the operator with a patch', managers: ['flux-operator'], change: patch, conflicts: true, leaves: true },
];

/** Applies ours over theirs with the commands of the guide, and compares with what a new cluster gets. */
export async function migrate(server: ApiServer, folder: string, flux: string, report: Report): Promise<void> {
  const objects = synthesise({ pullSecret: 'flux-system' });
  mkdirSync(folder, { recursive: true });
  writeFileSync(path.join(folder, 'flux-system.yaml'), objects.map(object => stringify(object)).join('---\n'));
  writeFileSync(path.join(folder, 'let-go.yaml'), guide('let-go.yaml'));
  const expected = await applyToNewCluster(server.api, objects);

  for (const former of FORMERS) {
    await report.step(`migration from ${former.name} ends in the same objects`, flux, async tally => {
      for (const object of objects) {
        for (const fieldManager of former.managers) {
          await server.api.mustApply(former.change(object), { fieldManager, force: true });
        }
      }
      await followGuide(server, folder, objects, expected, former, tally);
      await Promise.all(objects.map(object => server.api.delete(object)));
    });
  }
}

async function followGuide(
  { api, kubeconfig }: ApiServer, folder: string, objects: readonly KubeObject[], expected: readonly KubeObject[], former: Former, tally: Tally,
): Promise<void> {
  const kubectl = new Kubectl(kubeconfig);
  const read = () => Promise.all(objects.map(object => api.mustGet(object)));

  const diff = await kubectl.runScript(guide('diff'), folder);
  expectEqual(tally, 'exit code of kubectl diff', diff.code, former.conflicts ? 1 : 0);
  const unforced = await kubectl.runScript(guide('take').replace(' --force-conflicts', ''), folder);
  expectEqual(tally, 'refused without --force-conflicts', unforced.stderr.includes('conflict'), former.conflicts);

  const take = await kubectl.runScript(guide('take'), folder);
  expectEqual(tally, `exit code of the apply (${take.stderr})`, take.code, 0);
  expectEqual(tally, 'fields left before the former owners let go', !isDeepStrictEqual((await read()).map(content), expected), former.leaves);

  const letGo = await kubectl.runScript(guide('let-go'), folder);
  expectEqual(tally, `exit code of letting go (${letGo.stderr})`, letGo.code, 0);
  const ended = await read();
  expectEqual(tally, 'the objects', ended.map(content), expected);
  for (const { kind, metadata } of ended) {
    const owners = metadata.managedFields.filter((entry: KubeObject) => entry.operation === 'Apply').map((entry: KubeObject) => entry.manager);
    expectEqual(tally, `owners of the ${kind}`, owners, ['kubectl']);
  }
  tally.accepted += ended.length;
}

async function applyToNewCluster(api: ApiClient, objects: readonly KubeObject[]): Promise<KubeObject[]> {
  const made = await Promise.all(objects.map(object => api.mustApply(object)));
  await Promise.all(objects.map(object => api.delete(object)));
  return made.map(content);
}

/** What the user and the defaults of the CRD say, without what the server notes. */
function content({ apiVersion, kind, metadata, spec }: KubeObject): KubeObject {
  const { name, namespace, labels, annotations } = metadata;
  return { apiVersion, kind, metadata: { name, namespace, labels, annotations }, spec };
}

/** As `flux bootstrap` writes them into gotk-sync.yaml. */
function bootstrap({ apiVersion, kind, metadata, spec }: KubeObject): KubeObject {
  const bare = { apiVersion, kind, metadata: { name: metadata.name, namespace: metadata.namespace } };
  return kind === 'Kustomization'
    ? { ...bare, spec: { ...spec, path: './clusters/old' } }
    : { ...bare, spec: { ...spec, ref: { branch: 'main' } } };
}

/** kustomize-controller's mark on everything it applies. */
function label(object: KubeObject): KubeObject {
  const { name, namespace } = object.metadata;
  const labels = { 'kustomize.toolkit.fluxcd.io/name': name, 'kustomize.toolkit.fluxcd.io/namespace': namespace };
  return { ...object, metadata: { ...object.metadata, labels } };
}

/** A user's patch under the operator that did not come along, and one that did with another value. */
function patch(object: KubeObject): KubeObject {
  return { ...object, spec: { ...object.spec, interval: '7m0s', suspend: true } };
}

function guide(name: string): string {
  const code = GUIDE.get(name);
  if (code === undefined) {
    throw new Error(`docs/migrating.md has no block named ${name}`);
  }
  return code;
}

function expectEqual(tally: Tally, what: string, received: unknown, expected: unknown): void {
  if (!isDeepStrictEqual(received, expected)) {
    tally.fail(`${what}:\n  expected ${JSON.stringify(expected)}\n  received ${JSON.stringify(received)}`);
  }
}
