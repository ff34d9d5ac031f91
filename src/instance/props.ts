import type { Duration } from 'cdk8s';
import { boolean, duration, enumOf, field, listOf, required, string, stringWith, struct } from '../input';
import type { Fields } from '../input';
import { BUCKET_OPTIONS, COMMON_METADATA, GIT_REPOSITORY_OPTIONS, KUSTOMIZATION_OPTIONS, OCI_REPOSITORY_OPTIONS, PATCH } from '../options';
import type { BucketOptions, CommonMetadata, GitRepositoryOptions, KustomizationOptions, KustomizePatch, OciRepositoryOptions } from '../options';
import { SYNC_OPTION_FIELDS } from './checks';
import type { SyncOptions } from './checks';

/**
 * The kind of Flux source that the cluster syncs from.
 *
 * Upstream: `FluxInstance.spec.sync.kind`.
 *
 * @see https://fluxoperator.dev/docs/crd/fluxinstance/
 */
export enum SyncKind {
  /** A Git repository, over HTTPS or SSH. */
  GIT_REPOSITORY = 'GitRepository',
  /** An OCI artifact in a container registry. */
  OCI_REPOSITORY = 'OCIRepository',
  /** A bucket of an S3-compatible, Azure or Google object storage. */
  BUCKET = 'Bucket',
}

/**
 * How Flux logs in to the source without a static credential.
 *
 * Upstream: `FluxInstance.spec.sync.provider`.
 *
 * @see https://fluxoperator.dev/docs/crd/fluxinstance/
 */
export enum SyncProvider {
  /** No cloud login: the pull secret, or nothing. */
  GENERIC = 'generic',
  /** AWS workload identity. On a Git repository (CodeCommit) from Flux 2.9 on. */
  AWS = 'aws',
  /** Azure workload identity. */
  AZURE = 'azure',
  /** Google Cloud workload identity. Not for Git repositories. */
  GCP = 'gcp',
  /** A GitHub App, whose key is in the pull secret. For Git repositories only, from Flux 2.5 on. */
  GITHUB = 'github',
}

/**
 * What `spec.sync` of a FluxInstance says beside kind, URL and path, and the typed options of the objects that are made of it.
 *
 * @see https://fluxoperator.dev/docs/crd/fluxinstance/
 */
export interface SyncFields {
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

/**
 * Optional settings of a sync.
 *
 * @see https://fluxoperator.dev/docs/crd/fluxinstance/
 */
export interface SyncDetails extends SyncFields {
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
   * Whether the cluster is locked down for tenants: the sync then applies as the service account `kustomize-controller`. That is only the sync's
   * part of the lockdown: the controllers must also run with `--no-cross-namespace-refs`, `--no-remote-bases` and `--default-service-account`.
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
}

/**
 * A sync as `FluxInstance.spec.sync` describes it, with what else of a FluxInstance shapes its objects.
 *
 * @see https://fluxoperator.dev/docs/crd/fluxinstance/
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

/** The operator's own limit, below what Kubernetes allows: the name becomes a label value on everything that is applied. */
const MAX_NAME_LENGTH = 63;

/** The members of `FluxInstance.spec.sync`. Props have the same. */
export const SYNC_FIELDS = {
  kind: required(enumOf(SyncKind)),
  url: required(stringWith({ remedy: 'write the address of the repository, registry or bucket endpoint' })),
  ref: field(string),
  path: required(stringWith({ remedy: 'write a path inside the source; ./ is its root' })),
  name: field(stringWith({ maxLength: MAX_NAME_LENGTH, remedy: 'leave it out to get the name of the namespace' })),
  interval: field(duration),
  pullSecret: field(stringWith({ remedy: 'write the name of the Secret, or leave it out' })),
  provider: field(enumOf(SyncProvider)),
};

/** The typed options of a sync. */
export const OPTION_FIELDS = {
  gitRepository: field(GIT_REPOSITORY_OPTIONS),
  ociRepository: field(OCI_REPOSITORY_OPTIONS),
  bucket: field(BUCKET_OPTIONS),
  kustomization: field(KUSTOMIZATION_OPTIONS),
};

export const FLUX_VERSION = stringWith({ remedy: 'write a release like 2.9.4 or a range like 2.x' });

export const NAMESPACE = stringWith({ remedy: 'leave it out to get the namespace of the chart' });

export const SYNC_PROPS = struct({
  ...SYNC_FIELDS,
  namespace: field(NAMESPACE),
  instanceName: field(stringWith({ remedy: 'leave it out to get flux' })),
  fluxVersion: field(FLUX_VERSION),
  multitenant: field(boolean),
  commonMetadata: field(COMMON_METADATA),
  patches: field(listOf(PATCH)),
  ...OPTION_FIELDS,
  ...SYNC_OPTION_FIELDS,
} satisfies Fields<FluxInstanceSyncProps>);

/** The two of them that say where a sync reads from. */
export const PLACE_PROPS = struct({ url: SYNC_FIELDS.url, path: SYNC_FIELDS.path });
