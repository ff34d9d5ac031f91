import type { KubeObject } from '../harness/api-client';

/** Who made the objects that are there, and how they differ from ours. */
export interface Former {
  readonly name: string;
  /** Field managers, in the order in which they applied. */
  readonly managers: readonly string[];
  readonly change: (object: KubeObject) => KubeObject;
  /** Whether a value of theirs differs from ours, so that the API server refuses an apply without force. */
  readonly conflicts: boolean;
  /** Whether they set something that we leave out. */
  readonly leaves: boolean;
}

export const FORMERS: readonly Former[] = [
  { name: '`flux bootstrap`', managers: ['flux'], change: bootstrap, conflicts: true, leaves: true },
  {
    name: '`flux bootstrap`, synced by itself',
    managers: ['flux', 'kustomize-controller'],
    change: (object) => label(bootstrap(object)),
    conflicts: true,
    leaves: true,
  },
  { name: 'the operator', managers: ['flux-operator'], change: (object) => object, conflicts: false, leaves: false },
  { name: 'the operator with a patch', managers: ['flux-operator'], change: patch, conflicts: true, leaves: true },
];

/** As `flux bootstrap` writes them into gotk-sync.yaml. */
export function bootstrap({ apiVersion, kind, metadata, spec }: KubeObject): KubeObject {
  const bare = { apiVersion, kind, metadata: { name: metadata.name, namespace: metadata.namespace } };
  return kind === 'Kustomization'
    ? { ...bare, spec: { ...spec, path: `./${spec.path}` } }
    : { ...bare, spec: { ...spec, ref: { branch: 'main' } } };
}

/** kustomize-controller's mark on everything it applies. */
function label(object: KubeObject): KubeObject {
  const { name, namespace } = object.metadata;
  const labels = { 'kustomize.toolkit.fluxcd.io/name': name, 'kustomize.toolkit.fluxcd.io/namespace': namespace };
  return { ...object, metadata: { ...object.metadata, labels } };
}

/** Two patches under the operator that did not come along: one that changed a field of ours, one that added another. */
function patch(object: KubeObject): KubeObject {
  return { ...object, spec: { ...object.spec, interval: '7m0s', suspend: true } };
}
