import type { ApiClient, KubeObject } from './api-client';
import { expectEqual } from './expect-equal';

/** Applies objects twice, where the second time may change nothing, and takes them away again. */
export async function applyTwice(api: ApiClient, objects: readonly KubeObject[]): Promise<void> {
  await ensureNamespaces(api, objects);
  try {
    for (const object of objects) {
      await api.mustApply(object);
      const first = await playController(api, object);
      const second = await api.mustApply(object);
      expectEqual(`resourceVersion of ${object.kind} after a second apply`, second.metadata.resourceVersion, first.metadata.resourceVersion);
    }
  } finally {
    await Promise.all(objects.map((object) => api.delete(object)));
  }
}

/** Makes the namespaces of the objects. */
export async function ensureNamespaces(api: ApiClient, objects: readonly KubeObject[]): Promise<void> {
  for (const name of new Set(objects.map((object) => object.metadata.namespace ?? 'default'))) {
    await api.mustApply({ apiVersion: 'v1', kind: 'Namespace', metadata: { name } });
  }
}

/**
 * Writes a status, as the object's controller does at once. Flux's CRDs have a default for it, which the server shows but does not store: it
 * would store it with the next apply, whatever that brings, and count one resourceVersion more.
 */
export async function playController(api: ApiClient, object: KubeObject): Promise<KubeObject> {
  return object.apiVersion.includes('.toolkit.fluxcd.io/')
    ? api.merge(object, { status: { observedGeneration: 1 } }, 'status')
    : api.mustGet(object);
}
