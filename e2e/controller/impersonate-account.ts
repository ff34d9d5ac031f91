import { configMap, file } from './config-map';
import type { World } from './world';

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
