import type { SyncChecks, SyncDetails, SyncKind } from '../instance';

/**
 * The sync of one cluster of a fleet, or the defaults for all of them.
 *
 * Every text, in patches too, may hold `$(cluster.name)` and `$(var.<name>)`. `$$(var.<name>)` stands for the text itself; all else that
 * looks like a variable is left alone.
 */
export interface FleetClusterProps extends SyncChecks, SyncDetails {
  /**
   * The kind of source. Upstream: `spec.sync.kind`.
   *
   * @default - that of the fleet's defaults; required there otherwise
   */
  readonly kind?: SyncKind;

  /**
   * Address of the Git repository, of the OCI repository, or endpoint of the bucket. Upstream: `spec.sync.url`.
   *
   * @default - that of the fleet's defaults; required there otherwise
   */
  readonly url?: string;

  /**
   * Path inside the source of the directory that is applied to the cluster. Upstream: `spec.sync.path`.
   *
   * @default - that of the fleet's defaults; required there otherwise
   */
  readonly path?: string;

  /**
   * Values for `$(var.<name>)`. Each is one line of text. Those of a cluster are added to those of the defaults.
   *
   * @default - none
   */
  readonly variables?: { readonly [name: string]: string };

  /**
   * Whether the patches also select from what else stands in the cluster's chart, such as an `Include` of a Flux install manifest. A patch
   * that is meant for the controllers must then select something.
   *
   * @default false
   */
  readonly patchChart?: boolean;
}
