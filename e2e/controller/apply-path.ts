import { configMap, file } from './config-map';
import type { World } from './world';
import { expectEqual } from '../harness/expect-equal';

export async function applyPath(world: World): Promise<void> {
  const { source, kustomization } = await world.applySync({ name: 'path', path: 'clusters/mine' });
  const [mine, other] = [configMap('path-mine'), configMap('path-other')];
  await world.artifacts.publish(source, 'main@sha1:1', { 'clusters/mine/a.yaml': file(mine), 'clusters/other/a.yaml': file(other) });
  await world.waitReady(kustomization, 'main@sha1:1');

  expectEqual('data of what is in the path', (await world.api.mustGet(mine)).data, mine.data);
  expectEqual('status of what is elsewhere', (await world.api.get(other)).status, 404);
}
