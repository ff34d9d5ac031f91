import type { Duration } from 'cdk8s';
import type { CommonMetadata } from '../common-metadata';
import type { BucketOptions, GitRepositoryOptions, KustomizationOptions, OciRepositoryOptions } from '../options';
import type { KustomizePatch } from '../patch';
import type { SyncProvider } from './sync-provider';

/**
 * What may be said of a sync beside its kind, URL and path.
 */
export interface SyncDetails {
  /**
   * What to fetch: the full name of a Git reference (`refs/heads/main`), an OCI tag, or the bucket's name. Upstream: `spec.sync.ref`.
   *
   * @default - required, unless `gitRepository.ref` or `ociRepository.ref` says more
   */
  readonly ref?: string;

  /**
   * Name of the source and of the Kustomization, at most 63 characters. A change prunes what was applied under the old name.
   * Upstream: `spec.sync.name`.
   *
   * @default - the namespace's name
   */
  readonly name?: string;

  /**
   * How often the source is checked for changes. Upstream: `spec.sync.interval`.
   *
   * @default Duration.minutes(1)
   */
  readonly interval?: Duration;

  /**
   * Name of the Secret with the source's credentials, in the sync's namespace. Upstream: `spec.sync.pullSecret`.
   *
   * @default - no credentials
   */
  readonly pullSecret?: string;

  /**
   * How Flux logs in without a static credential. Upstream: `spec.sync.provider`.
   *
   * @default - the field is left out, which Flux reads as GENERIC
   */
  readonly provider?: SyncProvider;

  /**
   * Namespace of both objects. Upstream: `metadata.namespace`.
   *
   * @default - the chart's namespace, else flux-system
   */
  readonly namespace?: string;

  /**
   * Name of the FluxInstance, which an owner label carries. Upstream: `metadata.name`.
   *
   * @default flux
   */
  readonly instanceName?: string;

  /**
   * Version of Flux on the cluster, or a range of versions as the operator reads it: the highest known release that matches is meant.
   * Upstream: `spec.distribution.version`.
   *
   * @default 2.x
   */
  readonly fluxVersion?: string;

  /**
   * Whether the cluster is locked down for tenants: the sync then applies as the service account `kustomize-controller`.
   * Upstream: `spec.cluster.multitenant`.
   *
   * @default false
   */
  readonly multitenant?: boolean;

  /**
   * Labels and annotations of both objects, set last. Upstream: `spec.commonMetadata`.
   *
   * @default - none
   */
  readonly commonMetadata?: CommonMetadata;

  /**
   * Kustomize patches over the sync's objects and `patchTargets`, in this order, after the typed options.
   * Upstream: `spec.kustomize.patches`.
   *
   * @default - none
   */
  readonly patches?: KustomizePatch[];

  /**
   * Options of a Git source.
   *
   * @default - none
   */
  readonly gitRepository?: GitRepositoryOptions;

  /**
   * Options of an OCI source.
   *
   * @default - none
   */
  readonly ociRepository?: OciRepositoryOptions;

  /**
   * Options of a bucket source.
   *
   * @default - none
   */
  readonly bucket?: BucketOptions;

  /**
   * Options of the Kustomization.
   *
   * @default - none
   */
  readonly kustomization?: KustomizationOptions;
}
