import type { ApiClient, KubeObject } from './api-client';

/** Makes the namespaces that the objects stand in. */
export async function ensureNamespaces(api: ApiClient, objects: readonly KubeObject[]): Promise<void> {
  for (const name of new Set(objects.map((object) => object.metadata.namespace ?? 'default'))) {
    await api.mustApply({ apiVersion: 'v1', kind: 'Namespace', metadata: { name } });
  }
}
