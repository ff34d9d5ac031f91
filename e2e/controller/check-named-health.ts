import { configMap, file } from './config-map';
import type { World } from './world';

/** `healthChecks` with an expression: the one named object has to say so itself. */
export async function checkNamedHealth(world: World): Promise<void> {
  const { source, kustomization } = await world.applySync({
    name: 'health',
    path: '.',
    kustomization: {
      healthChecks: [{ apiVersion: 'v1', kind: 'ConfigMap', name: 'health', namespace: 'default' }],
      healthCheckExprs: [{ apiVersion: 'v1', kind: 'ConfigMap', current: 'data.state == "done"', inProgress: 'data.state == "working"' }],
    },
  });
  const working = configMap('health', { state: 'working' });
  await world.artifacts.publish(source, 'main@sha1:1', { 'a.yaml': file(working) });
  await world.waitNotReady(kustomization, /Running health checks/);

  await world.api.merge(working, { data: { state: 'done' } });
  await world.waitReady(kustomization, 'main@sha1:1');
}
