import type { ApiClient, KubeObject } from './api-client';
import { ensureNamespaces } from './ensure-namespaces';
import { expectEqual } from './expect-equal';
import { playController } from './play-controller';

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
