import type { KubeObject } from '../harness/api-client';
import { expectEqual } from '../harness/expect-equal';
import { configMap, file } from './config-map';
import type { World } from './world';

export async function applyPath(world: World): Promise<void> {
  const { source, kustomization } = await world.applySync({ name: 'path', path: 'clusters/mine' });
  const [mine, other] = [configMap('path-mine'), configMap('path-other')];
  await world.artifacts.publish(source, 'main@sha1:1', { 'clusters/mine/a.yaml': file(mine), 'clusters/other/a.yaml': file(other) });
  await world.waitReady(kustomization, 'main@sha1:1');

  expectEqual('data of what is in the path', (await world.api.mustGet(mine)).data, mine.data);
  expectEqual('status of what is elsewhere', (await world.api.get(other)).status, 404);
}

export async function correctDrift(world: World): Promise<void> {
  const { source, kustomization } = await world.applySync({ name: 'drift', path: '.' });
  const [changed, deleted] = [configMap('drift-changed'), configMap('drift-deleted')];
  await world.artifacts.publish(source, 'main@sha1:1', { 'a.yaml': file(changed, deleted) });
  await world.waitReady(kustomization, 'main@sha1:1');

  await world.api.merge(changed, { data: { from: 'somebody' } });
  await world.api.delete(deleted);
  await world.reconcile(kustomization);

  expectEqual('what somebody changed', (await world.api.mustGet(changed)).data, changed.data);
  expectEqual('what somebody deleted', (await world.api.mustGet(deleted)).data, deleted.data);
}

export async function pruneRevision(world: World): Promise<void> {
  const { source, kustomization } = await world.applySync({ name: 'prune', path: '.' });
  const [kept, dropped] = [configMap('prune-kept'), configMap('prune-dropped')];
  await world.artifacts.publish(source, 'main@sha1:1', { 'a.yaml': file(kept), 'b.yaml': file(dropped) });
  await world.waitReady(kustomization, 'main@sha1:1');
  expectEqual('data before', (await world.api.mustGet(dropped)).data, dropped.data);

  await world.artifacts.publish(source, 'main@sha1:2', { 'a.yaml': file(kept) });
  await world.waitReady(kustomization, 'main@sha1:2');

  expectEqual('what the new revision kept', (await world.api.mustGet(kept)).data, kept.data);
  expectEqual('status of what it dropped', (await world.api.get(dropped)).status, 404);
}

/** The root's `ssa: Ignore` and `prune: Disabled`: a Kustomization that syncs a directory with itself in it leaves itself alone. */
export async function syncItself(world: World): Promise<void> {
  const { source, kustomization } = await world.applySync({ name: 'itself', path: 'clusters/mine' });
  const before = await read(world, [source, kustomization]);
  const overwritten = [source, kustomization].map((object) => ({ ...object, spec: { ...object.spec, interval: '7m0s' } }));
  const witness = configMap('itself-witness');
  await world.artifacts.publish(source, 'main@sha1:1', { 'clusters/mine/flux-system.yaml': file(...overwritten), 'clusters/mine/a.yaml': file(witness) });
  await world.waitReady(kustomization, 'main@sha1:1');
  expectEqual('the witness, applied from the same directory', (await world.api.mustGet(witness)).data, witness.data);
  expectEqual('the sync, with another interval in the directory', await read(world, [source, kustomization]), before);

  await world.artifacts.publish(source, 'main@sha1:2', { 'clusters/mine/b.yaml': file(configMap('itself-other')) });
  await world.waitReady(kustomization, 'main@sha1:2');
  expectEqual('status of the witness, pruned', (await world.api.get(witness)).status, 404);
  expectEqual('the sync, gone from the directory', await read(world, [source, kustomization]), before);
}

async function read(world: World, objects: readonly KubeObject[]): Promise<KubeObject[]> {
  const found = await Promise.all(objects.map((object) => world.api.mustGet(object)));
  return found.map(({ metadata, spec }) => ({ uid: metadata.uid, deleted: metadata.deletionTimestamp, labels: metadata.labels, spec }));
}

/** `multitenant`: the sync runs as the ServiceAccount kustomize-controller, and can do what that one may. */
export async function impersonateAccount(world: World): Promise<void> {
  const { source, kustomization } = await world.applySync({ name: 'tenant', path: '.', multitenant: true });
  await world.artifacts.publish(source, 'main@sha1:1', { 'a.yaml': file(configMap('tenant')) });
  await world.waitNotReady(kustomization, /"system:serviceaccount:flux-system:kustomize-controller" cannot/);

  await world.api.mustApply({
    apiVersion: 'rbac.authorization.k8s.io/v1',
    kind: 'ClusterRoleBinding',
    metadata: { name: 'kustomize-controller' },
    roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'ClusterRole', name: 'cluster-admin' },
    subjects: [{ kind: 'ServiceAccount', name: 'kustomize-controller', namespace: 'flux-system' }],
  });
  await world.reconcile(kustomization);
  await world.waitReady(kustomization, 'main@sha1:1');
}
