import type { Size } from 'cdk8s';
import { COMPONENT_NAMES } from '../flux';
import { custom, enumOf, field, listOf, mapOf, required, stringOrEmpty, stringWith, struct } from '../input';
import type { Fields } from '../input';
import { COMMON_METADATA, PATCH } from '../options';
import type { CommonMetadata, KustomizePatch } from '../options';
import type { ProblemSink } from '../problems';
import { SYNC_CHECK_FIELDS } from './checks';
import type { SyncChecks } from './checks';
import { CLUSTER } from './cluster-props';
import type { InstanceCluster } from './cluster-props';
import { FLUX_VERSION, NAMESPACE, OPTION_FIELDS, SYNC_FIELDS } from './props';
import type { SyncFields, SyncKind } from './props';

/**
 * A controller of Flux.
 *
 * Upstream: `FluxInstance.spec.components`.
 *
 * @see https://fluxoperator.dev/docs/crd/fluxinstance/
 */
export enum FluxComponent {
  /** Fetches Git repositories, OCI artifacts, buckets and charts. */
  SOURCE_CONTROLLER = 'source-controller',
  /** Applies Kustomizations. */
  KUSTOMIZE_CONTROLLER = 'kustomize-controller',
  /** Installs HelmReleases. */
  HELM_CONTROLLER = 'helm-controller',
  /** Sends and receives events. */
  NOTIFICATION_CONTROLLER = 'notification-controller',
  /** Looks for new container images. */
  IMAGE_REFLECTOR_CONTROLLER = 'image-reflector-controller',
  /** Writes new image versions to Git. */
  IMAGE_AUTOMATION_CONTROLLER = 'image-automation-controller',
  /** Composes artifacts of several sources. From Flux 2.7 on. */
  SOURCE_WATCHER = 'source-watcher',
}

/**
 * Which build of Flux's images is used.
 *
 * Upstream: `FluxInstance.spec.distribution.variant`.
 *
 * @see https://fluxoperator.dev/docs/crd/fluxinstance/
 */
export enum DistributionVariant {
  /** The images of the Flux project. */
  UPSTREAM_ALPINE = 'upstream-alpine',
  /** The hardened images of ControlPlane on Alpine. */
  ENTERPRISE_ALPINE = 'enterprise-alpine',
  /** The hardened images of ControlPlane without a shell. */
  ENTERPRISE_DISTROLESS = 'enterprise-distroless',
  /** The same with FIPS-validated cryptography. */
  ENTERPRISE_DISTROLESS_FIPS = 'enterprise-distroless-fips',
}

/**
 * Where the shards of source-controller keep their artifacts.
 *
 * Upstream: `FluxInstance.spec.sharding.storage`.
 *
 * @see https://fluxoperator.dev/docs/crd/fluxinstance/
 */
export enum ShardStorage {
  /** In a volume that goes with the pod. */
  EPHEMERAL = 'ephemeral',
  /** In a volume claim for each shard. */
  PERSISTENT = 'persistent',
}

/**
 * The Flux release and where its images come from.
 *
 * @see https://fluxoperator.dev/docs/crd/fluxinstance/
 */
export interface InstanceDistribution {
  /**
   * Version of Flux, or a range of versions: the highest release that matches is meant. Upstream: `spec.distribution.version`.
   *
   * @default 2.x
   */
  readonly version?: string;

  /**
   * Registry of the controllers' images. Upstream: `spec.distribution.registry`.
   *
   * @default ghcr.io/fluxcd
   */
  readonly registry?: string;

  /**
   * Which build of the images is used. Upstream: `spec.distribution.variant`.
   *
   * @default - the one that the registry is known for
   */
  readonly variant?: DistributionVariant;

  /**
   * Name of the Secret with which the cluster pulls the images. Upstream: `spec.distribution.imagePullSecret`.
   *
   * @default - none
   */
  readonly imagePullSecret?: string;

  /**
   * The artifact with the manifests of Flux, as `oci://<registry>/<path>:<tag>`. Upstream: `spec.distribution.artifact`.
   *
   * @default - the operator uses the manifests that it came with
   */
  readonly artifact?: string;

  /**
   * Name of the Secret with which the operator pulls the artifact. Upstream: `spec.distribution.artifactPullSecret`.
   *
   * @default - none
   */
  readonly artifactPullSecret?: string;
}

/**
 * The volume in which source-controller keeps its artifacts.
 *
 * @see https://fluxoperator.dev/docs/crd/fluxinstance/
 */
export interface InstanceStorage {
  /** Name of the storage class. Upstream: `spec.storage.class`. */
  readonly storageClass: string;

  /** Size of the volume. Upstream: `spec.storage.size`. */
  readonly size: Size;
}

/**
 * Copies of the controllers, each of which works for the objects with its label.
 *
 * @see https://fluxoperator.dev/docs/crd/fluxinstance/
 */
export interface InstanceSharding {
  /** Names of the shards. Upstream: `spec.sharding.shards`. */
  readonly shards: string[];

  /**
   * The label that names the shard of an object. Upstream: `spec.sharding.key`.
   *
   * @default sharding.fluxcd.io/key
   */
  readonly key?: string;

  /**
   * Where the shards of source-controller keep their artifacts. `PERSISTENT` needs `storage`. Upstream: `spec.sharding.storage`.
   *
   * @default ShardStorage.EPHEMERAL
   */
  readonly storage?: ShardStorage;
}

/**
 * The source that the cluster syncs from, as `FluxInstance.spec.sync` describes it.
 *
 * @see https://fluxoperator.dev/docs/crd/fluxinstance/
 */
export interface InstanceSync extends SyncFields {
  /** The kind of source. Upstream: `spec.sync.kind`. */
  readonly kind: SyncKind;

  /**
   * Address of the Git repository (`https://`, `http://`, `ssh://`), of the OCI repository (`oci://`), or endpoint of the bucket.
   * Upstream: `spec.sync.url`.
   */
  readonly url: string;

  /** Path inside the source of the directory that is applied to the cluster. Upstream: `spec.sync.path`. */
  readonly path: string;
}

/**
 * What shapes the objects of a FluxInstance: its `spec`, with typed options.
 *
 * @see https://fluxoperator.dev/docs/crd/fluxinstance/
 */
export interface InstanceProps extends SyncChecks {
  /**
   * Namespace of Flux. Upstream: `metadata.namespace`.
   *
   * @default - the chart's namespace, else flux-system
   */
  readonly namespace?: string;

  /**
   * The Flux release and where its images come from. Upstream: `spec.distribution`.
   *
   * @default - the newest known release, from ghcr.io/fluxcd
   */
  readonly distribution?: InstanceDistribution;

  /**
   * The controllers. Upstream: `spec.components`.
   *
   * @default - source-controller, kustomize-controller, helm-controller and notification-controller
   */
  readonly components?: FluxComponent[];

  /**
   * The cluster that Flux runs on. Upstream: `spec.cluster`.
   *
   * @default - a conformant cluster with network policies
   */
  readonly cluster?: InstanceCluster;

  /**
   * The volume in which source-controller keeps its artifacts. Upstream: `spec.storage`.
   *
   * @default - a volume that goes with the pod
   */
  readonly storage?: InstanceStorage;

  /**
   * Copies of the controllers. Upstream: `spec.sharding`.
   *
   * @default - none
   */
  readonly sharding?: InstanceSharding;

  /**
   * Labels and annotations of all objects, set last. Upstream: `spec.commonMetadata`.
   *
   * @default - none
   */
  readonly commonMetadata?: CommonMetadata;

  /**
   * The source that the cluster syncs from. Upstream: `spec.sync`.
   *
   * @default - Flux is installed and syncs nothing
   */
  readonly sync?: InstanceSync;

  /**
   * Kustomize patches over all objects, in this order, after the typed options. Upstream: `spec.kustomize.patches`.
   *
   * @default - none
   */
  readonly patches?: KustomizePatch[];
}

/** `spec.distribution` of a manifest, and the prop. */
export const DISTRIBUTION_FIELDS = {
  artifact: field(stringWith({ form: { matches: (value) => value.startsWith('oci://'), rule: 'must start with oci://', pattern: '^oci://' } })),
  artifactPullSecret: field(stringOrEmpty),
  imagePullSecret: field(stringOrEmpty),
  registry: field(stringOrEmpty),
  variant: field(enumOf(DistributionVariant)),
  version: field(FLUX_VERSION),
} satisfies Fields<InstanceDistribution>;

/** `spec.sharding` of a manifest, and the prop. */
export const SHARDING = struct({
  key: field(stringOrEmpty),
  shards: required(listOf(stringOrEmpty)),
  storage: field(enumOf(ShardStorage)),
} satisfies Fields<InstanceSharding>);

/** `spec.components` of a manifest, and the prop. */
export const COMPONENTS = listOf(enumOf(COMPONENT_NAMES));

export const STRING_MAP = mapOf(stringOrEmpty);

export const INSTANCE_FIELDS = {
  namespace: field(NAMESPACE),
  distribution: field(struct(DISTRIBUTION_FIELDS)),
  components: field(COMPONENTS),
  cluster: field(CLUSTER),
  storage: field(struct({
    storageClass: required(stringWith({ remedy: 'write the name of a storage class' }), { to: 'class' }),
    size: required(custom(readSize)),
  } satisfies Fields<InstanceStorage>)),
  sharding: field(SHARDING),
  commonMetadata: field(COMMON_METADATA),
  sync: field(struct({ ...SYNC_FIELDS, ...OPTION_FIELDS } satisfies Fields<InstanceSync>)),
  patches: field(listOf(PATCH)),
  ...SYNC_CHECK_FIELDS,
} satisfies Fields<InstanceProps>;

const KIBIBYTES: readonly (readonly [string, number])[] = [['Ti', 1024 ** 3], ['Gi', 1024 ** 2], ['Mi', 1024]];

/** A `Size` of cdk8s, or a quantity such as `10Gi` in data. A Size is known by what it does: several copies of cdk8s may be loaded. */
function readSize(value: unknown, sink: ProblemSink): string | undefined {
  if (typeof value === 'string' && value !== '') {
    return value;
  }
  let kibibytes: unknown;
  try {
    kibibytes = (value as { toKibibytes(): unknown }).toKibibytes();
  } catch {
    // It is not a Size, whatever its members throw.
  }
  if (typeof kibibytes !== 'number' || !Number.isSafeInteger(kibibytes) || kibibytes < 1) {
    return sink.report({ code: 'INPUT_TYPE', rule: 'must be a Size of cdk8s', received: value, remedy: 'write one such as Size.gibibytes(10)' });
  }
  const [unit, factor] = KIBIBYTES.find(([, each]) => kibibytes % each === 0) ?? ['Ki', 1];
  return `${kibibytes / factor}${unit}`;
}
