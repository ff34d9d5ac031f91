import type { InstanceSpec } from '../instance';
import { escapePointer, extend, isObject } from '../util';
import type { KubeObject } from '../util';

/** They keep the Kustomization that later syncs this very directory from overwriting or pruning its own root. */
const MANAGED_ANNOTATIONS: Readonly<Record<string, string>> = {
  'kustomize.toolkit.fluxcd.io/ssa': 'Ignore',
  'kustomize.toolkit.fluxcd.io/prune': 'Disabled',
};

/** The operator reads it: it does not delete the object when it is gone from its spec. */
export const HANDOVER_ANNOTATIONS: Readonly<Record<string, string>> = { 'fluxcd.controlplane.io/prune': 'disabled' };

/** The managed labels, then the owner labels. */
function listManagedLabels(spec: InstanceSpec): Readonly<Record<string, string>> {
  return {
    'app.kubernetes.io/managed-by': 'flux-operator',
    'app.kubernetes.io/instance': spec.namespace,
    'app.kubernetes.io/version': spec.release,
    'app.kubernetes.io/part-of': 'flux',
    'fluxcd.controlplane.io/name': spec.instanceName,
    'fluxcd.controlplane.io/namespace': spec.namespace,
  };
}

/** Whether the operator sets the field that a JSON pointer names on every object, after the patches. */
export function isManagedField(pointer: string, spec: InstanceSpec): boolean {
  const managed = { labels: listManagedLabels(spec), annotations: MANAGED_ANNOTATIONS };
  return Object.entries(managed).some(([map, values]) => Object.keys(values).some((key) => pointer === `/metadata/${map}/${escapePointer(key)}`));
}

/**
 * Sets what the operator sets after all patches: its labels and annotations and the namespace, so that no patch can change them,
 * then the owner labels, then the common metadata, which wins over all of them.
 */
export function setMetadata(object: KubeObject, spec: InstanceSpec, handover: boolean): KubeObject {
  return extend(object, {
    metadata: extend(object.metadata, {
      namespace: spec.namespace,
      labels: overlay(object.metadata.labels, extend(listManagedLabels(spec), spec.labels)),
      annotations: overlay(object.metadata.annotations, extend(extend(MANAGED_ANNOTATIONS, handover ? HANDOVER_ANNOTATIONS : {}), spec.annotations)),
    }),
  });
}

/** A patch may have made something else than an object of the labels: that stays as it is, and the schema check refuses it. */
function overlay(before: KubeObject['metadata']['labels'], set: Readonly<Record<string, string>>): KubeObject['metadata']['labels'] {
  return before === undefined || before === null ? set : isObject(before) ? extend(before, set) : before;
}
