import { configMap, file } from './config-map';
import type { World } from './world';
import { expectEqual } from '../harness/expect-equal';

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
