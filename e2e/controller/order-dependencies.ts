import { configMap, file } from './config-map';
import type { World } from './world';
import { expectEqual } from '../harness/expect-equal';

export async function orderDependencies(world: World): Promise<void> {
  const apps = await world.applySync({ name: 'order-apps', path: '.', kustomization: { dependsOn: [{ name: 'order-base' }] } });
  const base = await world.applySync({ name: 'order-base', path: '.' });
  const app = configMap('order-app');
  await world.artifacts.publish(apps.source, 'main@sha1:1', { 'a.yaml': file(app) });
  await world.waitNotReady(apps.kustomization, /dependency 'flux-system\/order-base' is not ready/);
  expectEqual('status of the app before its base', (await world.api.get(app)).status, 404);

  await world.artifacts.publish(base.source, 'main@sha1:1', { 'a.yaml': file(configMap('order-base')) });
  await world.waitReady(base.kustomization, 'main@sha1:1');
  await world.waitReady(apps.kustomization, 'main@sha1:1');

  expectEqual('the app after its base', (await world.api.mustGet(app)).data, app.data);
}
