import type { SyncSpec } from './sync-spec';

/**
 * Sets what the operator sets after all patches: its labels and annotations and the namespace, so that no patch can change them,
 * then the owner labels, then the common metadata, which has the last word.
 */
export function setMetadata(object: any, spec: SyncSpec): any {
  return {
    ...object,
    metadata: {
      ...object.metadata,
      namespace: spec.namespace,
      labels: overlay(object.metadata.labels, {
        'app.kubernetes.io/managed-by': 'flux-operator',
        'app.kubernetes.io/instance': spec.namespace,
        'app.kubernetes.io/version': spec.release,
        'app.kubernetes.io/part-of': 'flux',
        'fluxcd.controlplane.io/name': spec.instanceName,
        'fluxcd.controlplane.io/namespace': spec.namespace,
        ...spec.labels,
      }),
      annotations: overlay(object.metadata.annotations, {
        // They keep the Kustomization that later syncs this very directory from overwriting or pruning its own root.
        'kustomize.toolkit.fluxcd.io/ssa': 'Ignore',
        'kustomize.toolkit.fluxcd.io/prune': 'Disabled',
        ...spec.annotations,
      }),
    },
  };
}

/** What a patch has made something else than a map stays as it is: the API server, and so the check, refuses it. */
function overlay(texts: unknown, set: Record<string, string>): unknown {
  return texts === undefined || texts === null ? set : typeof texts === 'object' && !Array.isArray(texts) ? { ...texts, ...set } : texts;
}
