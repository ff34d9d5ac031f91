import { expectEqual } from '../harness/expect-equal';
import { configMap, file } from './config-map';
import type { World } from './world';

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

/** `wait`: everything applied has to become healthy. There is no controller for Deployments here, so the test plays it. */
export async function waitForHealth(world: World): Promise<void> {
  const { source, kustomization } = await world.applySync({ name: 'wait', path: '.', kustomization: { wait: true } });
  const labels = { app: 'wait' };
  const deployment = {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name: 'wait', namespace: 'default' },
    spec: { replicas: 1, selector: { matchLabels: labels }, template: { metadata: { labels }, spec: { containers: [{ name: 'a', image: 'a' }] } } },
  };
  await world.artifacts.publish(source, 'main@sha1:1', { 'a.yaml': file(deployment) });
  await world.waitNotReady(kustomization, /Running health checks/);

  await world.api.merge(deployment, {
    status: {
      observedGeneration: 1,
      replicas: 1,
      updatedReplicas: 1,
      readyReplicas: 1,
      availableReplicas: 1,
      conditions: [
        { type: 'Available', status: 'True', reason: 'MinimumReplicasAvailable' },
        { type: 'Progressing', status: 'True', reason: 'NewReplicaSetAvailable' },
      ],
    },
  }, 'status');
  await world.waitReady(kustomization, 'main@sha1:1');
}

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
