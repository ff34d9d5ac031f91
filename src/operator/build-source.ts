import { Bucket, GitRepository, OciRepository } from '../../imports/source.toolkit.fluxcd.io';
import type { BucketSpecProvider, GitRepositorySpecProvider, OciRepositorySpecProvider } from '../../imports/source.toolkit.fluxcd.io';
import { isAtLeast } from '../flux';
import type { SyncSpec } from './sync-spec';

/** Builds the source as the operator does, before any patch. */
export function buildSource(spec: SyncSpec): any {
  const metadata = { name: spec.name, namespace: spec.namespace };
  const { interval, url } = spec;
  const secretRef = spec.pullSecret === undefined ? undefined : { name: spec.pullSecret };
  switch (spec.kind) {
    case 'GitRepository':
      return GitRepository.manifest({
        metadata,
        spec: { interval, url, secretRef, ref: { name: spec.ref }, provider: spec.provider as GitRepositorySpecProvider },
      });
    case 'OCIRepository':
      return atServedVersion(spec, OciRepository.manifest({
        metadata,
        spec: { interval, url, secretRef, ref: { tag: spec.ref }, provider: spec.provider as OciRepositorySpecProvider },
      }));
    case 'Bucket':
      return atServedVersion(spec, Bucket.manifest({
        metadata,
        spec: { interval, endpoint: url, secretRef, bucketName: spec.ref!, provider: spec.provider as BucketSpecProvider },
      }));
  }
}

/** The operator writes OCIRepository and Bucket as v1 from Flux 2.6 on, although Bucket v1 exists since 2.4. */
function atServedVersion(spec: SyncSpec, manifest: any): any {
  return isAtLeast(spec.release, '2.6') ? manifest : { ...manifest, apiVersion: 'source.toolkit.fluxcd.io/v1beta2' };
}
