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
      labels: {
        ...object.metadata.labels,
        'app.kubernetes.io/managed-by': 'flux-operator',
        'app.kubernetes.io/instance': spec.namespace,
        'app.kubernetes.io/version': spec.release,
        'app.kubernetes.io/part-of': 'flux',
        'fluxcd.controlplane.io/name': spec.instanceName,
        'fluxcd.controlplane.io/namespace': spec.namespace,
        ...spec.labels,
      },
      annotations: {
        ...object.metadata.annotations,
        // They keep the Kustomization that later syncs this very directory from overwriting or pruning its own root.
        'kustomize.toolkit.fluxcd.io/ssa': 'Ignore',
        'kustomize.toolkit.fluxcd.io/prune': 'Disabled',
        ...spec.annotations,
      },
    },
  };
}
