import { Kustomization } from '../../imports/kustomize.toolkit.fluxcd.io';
import type { KustomizationSpecSourceRefKind } from '../../imports/kustomize.toolkit.fluxcd.io';
import { Bucket, GitRepository, OciRepository } from '../../imports/source.toolkit.fluxcd.io';
import type { BucketSpecProvider, GitRepositorySpecProvider, OciRepositorySpecProvider } from '../../imports/source.toolkit.fluxcd.io';
import { isAtLeast } from '../flux';
import { SyncKind } from '../instance';
import type { SyncSpec } from '../instance';
import { extend } from '../util';
import type { KubeObject } from '../util';

/** The kinds of object that a sync can have. */
export const SYNC_KINDS: readonly string[] = [...Object.values(SyncKind), 'Kustomization'];

/** Builds the source and the Kustomization as the operator does, before any patch. */
export function buildSync(spec: SyncSpec): readonly KubeObject[] {
  return [buildSource(spec), buildKustomization(spec)];
}

function buildSource(spec: SyncSpec): KubeObject {
  const metadata = { name: spec.name, namespace: spec.namespace };
  const { interval, url } = spec;
  const secretRef = spec.pullSecret === undefined ? undefined : { name: spec.pullSecret };
  switch (spec.kind) {
    case SyncKind.GIT_REPOSITORY:
      return toObject(GitRepository.manifest({
        metadata,
        spec: { interval, url, secretRef, ref: { name: spec.ref }, provider: spec.provider as GitRepositorySpecProvider | undefined },
      }));
    case SyncKind.OCI_REPOSITORY:
      return atServedVersion(spec, toObject(OciRepository.manifest({
        metadata,
        spec: { interval, url, secretRef, ref: { tag: spec.ref }, provider: spec.provider as OciRepositorySpecProvider | undefined },
      })));
    case SyncKind.BUCKET:
      return atServedVersion(spec, toObject(Bucket.manifest({
        metadata,
        spec: { interval, endpoint: url, secretRef, bucketName: spec.ref!, provider: spec.provider as BucketSpecProvider | undefined },
      })));
  }
}

/** The multi-tenancy profile adds the service account. */
function buildKustomization(spec: SyncSpec): KubeObject {
  return toObject(Kustomization.manifest({
    metadata: { name: spec.name, namespace: spec.namespace },
    spec: {
      interval: '10m0s',
      path: spec.path,
      prune: true,
      serviceAccountName: spec.multitenant ? 'kustomize-controller' : undefined,
      sourceRef: { kind: spec.kind as string as KustomizationSpecSourceRefKind, name: spec.name },
    },
  }));
}

/** The generated typings return `any`, and spread it once more. */
function toObject(manifest: unknown): KubeObject {
  return extend(manifest as KubeObject, {});
}

/** The operator writes OCIRepository and Bucket as v1 from Flux 2.6 on, although Bucket v1 exists since 2.4. */
function atServedVersion(spec: SyncSpec, manifest: KubeObject): KubeObject {
  return isAtLeast(spec.release, '2.6') ? manifest : { ...manifest, apiVersion: 'source.toolkit.fluxcd.io/v1beta2' };
}
