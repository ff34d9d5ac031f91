import { file } from './config-map';
import type { World } from './world';

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
