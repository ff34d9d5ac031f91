import type { IConstruct } from 'constructs';
import type { SyncChecks } from './sync-checks';
import type { SyncDetails } from './sync-details';
import type { SyncKind } from './sync-kind';

/**
 * How a sync is checked and what its patches may reach, beside the FluxInstance itself.
 */
export interface SyncOptions extends SyncChecks {
  /**
   * Further constructs whose API objects the patches select from, such as an `Include` of a Flux install manifest. They are patched in
   * place. With targets given, a patch that is meant for the controllers must select something.
   *
   * @default - patches for the controllers are listed in `unappliedPatches`
   */
  readonly patchTargets?: IConstruct[];
}

/**
 * A sync as `FluxInstance.spec.sync` describes it, with what else of a FluxInstance shapes its objects.
 */
export interface FluxInstanceSyncProps extends SyncOptions, SyncDetails {
  /**
   * The kind of source. Upstream: `spec.sync.kind`.
   */
  readonly kind: SyncKind;

  /**
   * Address of the Git repository (`https://`, `http://`, `ssh://`), of the OCI repository (`oci://`), or endpoint of the bucket.
   * Upstream: `spec.sync.url`.
   */
  readonly url: string;

  /**
   * Path inside the source of the directory that is applied to the cluster. Upstream: `spec.sync.path`.
   */
  readonly path: string;
}
