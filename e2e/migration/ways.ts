import { isDeepStrictEqual } from 'node:util';
import { configMap, file } from '../controller/config-map';
import type { World } from '../controller/world';
import type { KubeObject } from '../harness/api-client';
import { expectEqual } from '../harness/expect-equal';
import { waitFor } from '../harness/wait-for';
import { INSTANCE } from '../operator/stand-in';
import { describeContent, listOwners, readUids } from './describe-object';
import { HANDOVER, Migration } from './migration';
import type { Inputs } from './migration';

/** One way of docs/migrating.md: what is there at first, what the reader does, and what is there in the end. */
export type Way = (migration: Migration, world: World) => Promise<void>;

/** Every way of the guide, by the name of its row. */
export const WAYS: Readonly<Record<string, Way>> = {
  'from `flux bootstrap`': (migration, world) => fromBootstrap(migration, world, false),
  'from `flux bootstrap`, synced by itself': (migration, world) => fromBootstrap(migration, world, true),
  'from `flux bootstrap`, kept from pruning by `prune: Disabled` alone': withoutSsaIgnore,
  'from the operator, which stays': (migration, world) => keepOperator(migration, world),
  'from the operator with a patch, which stays': (migration, world) => keepOperator(migration, world, [
    { target: { kind: 'GitRepository' }, patch: '[{"op": "add", "path": "/spec/interval", "value": "7m0s"}]' },
    { target: { kind: 'Kustomization' }, patch: '[{"op": "add", "path": "/spec/timeout", "value": "3m0s"}]' },
  ]),
  'from the operator, which goes': dropOperator,
  'to the operator': toOperator,
  'to another name': (migration, world) => rename(migration, world, { name: 'fleet' }),
  'to another namespace': async (migration, world) => {
    await world.api.mustApply({ apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'fleet' } });
    await rename(migration, world, { namespace: 'fleet' });
  },
  'to another path': moveToPath,
};

/** Goes one way from the beginning to the end, and leaves an empty cluster. */
export async function goWay(world: World, name: string, inputs: Inputs): Promise<void> {
  const migration = await Migration.prepare(world, inputs, name.replace(/\W+/g, '-'));
  try {
    await WAYS[name](migration, world);
  } finally {
    await migration.end();
  }
}

async function fromBootstrap(migration: Migration, { api }: World, inRepository: boolean): Promise<void> {
  const { guide, source, kustomization } = migration;
  const fresh = await migration.describeFresh([source, kustomization]);
  const listFiles = (name: string, content: string) => (inRepository ? defineInRepository(name, content) : {});
  const bootstrapped = [source, kustomization].map(bootstrap);
  const applyAsFlux = async () => {
    for (const object of bootstrapped) {
      await api.mustApply(object, { fieldManager: 'flux', force: true });
    }
  };
  await applyAsFlux();
  await migration.deploy(listFiles('gotk-sync.yaml', file(...bootstrapped)));
  const owners = inRepository ? ['flux', 'kustomize-controller'] : ['flux'];
  expectEqual('who owns them at first', (await migration.read()).map(listOwners), [owners, owners]);

  expectEqual('exit code of kubectl diff', (await guide.run('diff')).code, 1);
  const unforced = await Promise.all([source, kustomization].map((object) => api.apply(object, { dryRun: true })));
  // The source has another field of `ref`, the Kustomization another value of `path`.
  expectEqual('answers to an apply without force', unforced.map(({ status }) => status), [200, 409]);
  await migration.follow('take');
  expectEqual('fields left before the former owners let go', isDeepStrictEqual((await migration.read()).map(describeContent), fresh), false);
  await migration.follow('let-go');
  await migration.expectContent(fresh, 'kubectl');

  await migration.publish(listFiles('flux-system.yaml', file(source, kustomization)));
  await migration.follow('apply');
  await migration.expectContent(fresh, 'kubectl');
  await migration.publish({});
  await migration.expectNothingLost('with no definition in the repository');
  await migration.expectContent(fresh, 'kubectl');

  // Somebody runs `flux bootstrap` once more.
  await applyAsFlux();
  await migration.expectNothingLost('after a second bootstrap');
  expectEqual('a second bootstrap changes the objects', isDeepStrictEqual((await migration.read()).map(describeContent), fresh), false);
  await migration.follow('take', 'let-go');
  await migration.expectContent(fresh, 'kubectl');
}

/**
 * The sync goes from the repository before kustomize-controller looks again: its inventory still has the objects, and they still have its
 * labels. This kustomize-controller prunes no object with `ssa: Ignore` either, so that annotation is left out, to see what the other one does.
 */
async function withoutSsaIgnore(migration: Migration, world: World): Promise<void> {
  await migration.rewrite((yaml) => yaml.replace(/^ *kustomize.toolkit.fluxcd.io\/ssa: Ignore\n/gm, ''));
  const { guide, source, kustomization } = migration;
  const fresh = await migration.describeFresh([source, kustomization]);
  const bootstrapped = [source, kustomization].map(bootstrap);
  for (const object of bootstrapped) {
    await world.api.mustApply(object, { fieldManager: 'flux', force: true });
  }
  await migration.deploy(defineInRepository('gotk-sync.yaml', file(...bootstrapped)));
  let revision = '';
  await world.whileStopped(async () => {
    await guide.mustRun('take');
    revision = await migration.announce({});
  });
  await migration.expectNothingLost('after a revision without the sync');
  await world.waitReady(kustomization, revision);
  await migration.follow('let-go');
  await migration.expectContent(fresh, 'kubectl');
}

async function keepOperator(migration: Migration, { api }: World, patches: readonly KubeObject[] = []): Promise<void> {
  const { source, kustomization } = migration;
  const fresh = await migration.describeFresh([source, kustomization]);
  await migration.startOperator(patches);
  await migration.deploy();
  expectEqual('who owns them at first', (await migration.read()).map(listOwners), [['flux-operator'], ['flux-operator']]);

  await migration.follow('disable-operator');
  await migration.synthesize(HANDOVER);
  await migration.follow('take', 'let-go', 'remove-sync', 'enable-operator', 'wait-for-operator');
  expectEqual('status of the FluxInstance', (await api.get(INSTANCE)).status, 200);
  await migration.synthesize({});
  await migration.follow('drop-handover');
  await migration.expectContent(fresh, 'kubectl');
}

async function dropOperator(migration: Migration, { api }: World): Promise<void> {
  const { source, kustomization } = migration;
  const fresh = await migration.describeFresh([source, kustomization]);
  await migration.startOperator();
  await migration.deploy();

  await migration.follow('disable-operator', 'take', 'let-go', 'delete-instance');
  expectEqual('status of the FluxInstance', (await api.get(INSTANCE)).status, 404);
  await migration.expectContent(fresh, 'kubectl');
}

async function toOperator(migration: Migration, { api }: World): Promise<void> {
  const objects = await migration.synthesize({ kustomization: { wait: true } });
  const fresh = await migration.describeFresh(objects);
  for (const object of objects) {
    await api.mustApply(object);
    await api.mustApply(object, { fieldManager: 'pipeline' });
  }
  await migration.deploy();
  migration.watch();

  await migration.follow('apply-instance', 'let-pipeline-go');
  await migration.expectContent(fresh, 'flux-operator');
}

async function rename(migration: Migration, { api }: World, props: { readonly name: string } | { readonly namespace: string }): Promise<void> {
  const { guide, source, kustomization } = migration;
  for (const object of [source, kustomization]) {
    await api.mustApply(object);
  }
  await migration.deploy();

  await guide.mustRun('suspend-old');
  await migration.expectSameUids('after suspend-old');
  const [newSource, newKustomization] = await migration.synthesize(props, 'fleet.yaml');
  await guide.mustRun('apply-new');
  await migration.publish({}, newSource, newKustomization);
  const { name, namespace } = newKustomization.metadata;
  await guide.mustRun('wait-for-new', (code) => (
    code.replace('-n flux-system wait kustomization/fleet', `-n ${namespace} wait kustomization/${name}`)
  ));
  await migration.expectSameUids('after wait-for-new');
  const renamed = await readUids(api, [newSource, newKustomization]);
  await guide.mustRun('delete-old');
  await waitFor('the old sync to be gone', 30, async () => {
    expectEqual('the old objects', Object.values(await readUids(api, [source, kustomization])), ['not there (404)', 'not there (404)']);
  });
  await migration.expectSameApp('after delete-old');
  await migration.publish({ 'clusters/my-cluster/fleet.yaml': file(newSource, newKustomization) }, newSource, newKustomization);
  await migration.expectSameApp('after another revision');
  expectEqual('the new objects', await readUids(api, [newSource, newKustomization]), renamed);
}

async function moveToPath(migration: Migration, { api }: World): Promise<void> {
  for (const object of [migration.source, migration.kustomization]) {
    await api.mustApply(object);
  }
  await migration.deploy();

  // The workload is not in the new path.
  const moved = configMap('moved-app');
  await migration.publish({ 'clusters/moved/app.yaml': file(moved) });
  await migration.synthesize({ path: 'clusters/moved', kustomization: { prune: false } });
  await migration.follow('apply-new-path');
  expectEqual('status of what the new path has', (await api.get(moved)).status, 200);
  await migration.synthesize({ path: 'clusters/moved' });
  await migration.follow('apply-prune');
  await migration.publish({ 'clusters/moved/other.yaml': file(configMap('another-app')) });
  await migration.expectNothingLost('after another revision');
  expectEqual('status of what is no longer in the new path', (await api.get(moved)).status, 404);
  await api.delete(configMap('another-app'));
}

/** The sync as one file of the repository that it reads. */
function defineInRepository(name: string, content: string): Record<string, string> {
  return {
    [`clusters/my-cluster/flux-system/${name}`]: content,
    'clusters/my-cluster/flux-system/kustomization.yaml': `resources: [${name}]\n`,
  };
}

/** As `flux bootstrap` writes them into gotk-sync.yaml. */
function bootstrap({ apiVersion, kind, metadata, spec }: KubeObject): KubeObject {
  const bare = { apiVersion, kind, metadata: { name: metadata.name, namespace: metadata.namespace } };
  return kind === 'Kustomization'
    ? { ...bare, spec: { ...spec, path: `./${spec.path}` } }
    : { ...bare, spec: { ...spec, ref: { branch: 'main' } } };
}
