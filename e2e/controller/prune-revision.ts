import { configMap, file } from './config-map';
import type { World } from './world';
import { expectEqual } from '../harness/expect-equal';

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
