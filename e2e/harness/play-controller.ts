import type { ApiClient, KubeObject } from './api-client';

/**
 * Writes a status, as the object's controller does at once. Flux's CRDs have a default for it, which the server shows but does not store: it
 * would store it with the next apply, whatever that brings, and count one resourceVersion more.
 */
export async function playController(api: ApiClient, object: KubeObject): Promise<KubeObject> {
  return object.apiVersion.includes('.toolkit.fluxcd.io/')
    ? api.merge(object, { status: { observedGeneration: 1 } }, 'status')
    : api.mustGet(object);
}
