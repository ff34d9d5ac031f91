import type { SyncSpec } from './sync-spec';
import { Kustomization } from '../../imports/kustomize.toolkit.fluxcd.io';
import type { KustomizationSpecSourceRefKind } from '../../imports/kustomize.toolkit.fluxcd.io';

/** Builds the Kustomization as the operator does, before any patch but its own: the multi-tenancy profile adds the service account. */
export function buildKustomization(spec: SyncSpec): any {
  return Kustomization.manifest({
    metadata: { name: spec.name, namespace: spec.namespace },
    spec: {
      interval: '10m0s',
      path: spec.path,
      prune: true,
      serviceAccountName: spec.multitenant ? 'kustomize-controller' : undefined,
      sourceRef: { kind: spec.kind as KustomizationSpecSourceRefKind, name: spec.name },
    },
  });
}
