import { readString } from './fields';

/** Whether an object is a Kustomization that builds what is in a source. */
export function readsFrom(kustomization: unknown, source: unknown): boolean {
  const namespace = readString(source, 'metadata.namespace');
  return readString(kustomization, 'kind') === 'Kustomization' &&
    readString(kustomization, 'spec.sourceRef.kind') === readString(source, 'kind') &&
    readString(kustomization, 'spec.sourceRef.name') === readString(source, 'metadata.name') &&
    (readString(kustomization, 'spec.sourceRef.namespace') ?? readString(kustomization, 'metadata.namespace')) === namespace;
}
