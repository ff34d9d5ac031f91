import { configMap, file } from './config-map';
import type { World } from './world';
import type { KubeObject } from '../harness/api-client';
import { expectEqual } from '../harness/expect-equal';

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
