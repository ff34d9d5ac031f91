import type { Duration } from 'cdk8s';
import { boolean, duration, enumOf, field, listOf, secretName, string, struct } from '../input';
import type { Fields } from '../input';
import { COMMON_METADATA } from './common-metadata';
import type { CommonMetadata } from './common-metadata';
import { DECRYPTION, IGNORE_RULE, IMAGE, POST_BUILD } from './kustomization-build';
import type { Decryption, IgnoreRule, KustomizeImage, PostBuild } from './kustomization-build';
import { DEPENDENCY, HEALTH_CHECK, HEALTH_CHECK_EXPR } from './kustomization-health';
import type { HealthCheck, HealthCheckExpr, KustomizationDependency } from './kustomization-health';
import { PATCH } from './kustomize-patch';
import type { KustomizePatch } from './kustomize-patch';

/**
 * Options of the Kustomization, applied before your patches.
 *
 * @see https://fluxcd.io/flux/components/kustomize/kustomizations/
 */
export interface KustomizationOptions {
  /**
   * Decrypts the files that SOPS has encrypted. Upstream: `spec.decryption`.
   *
   * @default - files are applied as they are
   */
  readonly decryption?: Decryption;

  /**
   * Replaces variables in the built manifests. Upstream: `spec.postBuild`.
   *
   * @default - none
   */
  readonly postBuild?: PostBuild;

  /**
   * Waits until everything that was applied is ready. `healthChecks` has no effect then. Upstream: `spec.wait`.
   *
   * @default false
   */
  readonly wait?: boolean;

  /**
   * The objects to wait for. Upstream: `spec.healthChecks`.
   *
   * @default - none
   */
  readonly healthChecks?: HealthCheck[];

  /**
   * When objects of a kind count as ready, in CEL, for `wait` and `healthChecks`. Upstream: `spec.healthCheckExprs`. Needs Flux 2.5.
   *
   * @default - Flux's own rules
   */
  readonly healthCheckExprs?: HealthCheckExpr[];

  /**
   * How long the health checks may take. Less than 30 seconds counts as 30. Upstream: `spec.timeout`.
   *
   * @default - the interval less 30 seconds
   */
  readonly timeout?: Duration;

  /**
   * When to try again after a failure. Upstream: `spec.retryInterval`.
   *
   * @default - the interval
   */
  readonly retryInterval?: Duration;

  /**
   * How often to apply, also without a change of the source. Upstream: `spec.interval`.
   *
   * @default Duration.minutes(10)
   */
  readonly interval?: Duration;

  /**
   * Deletes what is no longer in the source. Upstream: `spec.prune`.
   *
   * @default true
   */
  readonly prune?: boolean;

  /**
   * Replaces objects when an immutable field changes. Upstream: `spec.force`.
   *
   * @default false
   */
  readonly force?: boolean;

  /**
   * What happens to the applied objects when this Kustomization is deleted. Upstream: `spec.deletionPolicy`. Needs Flux 2.5.
   *
   * @default DeletionPolicy.MIRROR_PRUNE
   */
  readonly deletionPolicy?: DeletionPolicy;

  /**
   * The Kustomizations that must be ready before this one is applied. Upstream: `spec.dependsOn`.
   *
   * @default - none
   */
  readonly dependsOn?: KustomizationDependency[];

  /**
   * Name of the ServiceAccount that applies the objects. Upstream: `spec.serviceAccountName`.
   *
   * @default - `kustomize-controller` with `multitenant`, else the controller's own
   */
  readonly serviceAccountName?: string;

  /**
   * The namespace that all objects are put into, at most 63 characters. Upstream: `spec.targetNamespace`.
   *
   * @default - the namespaces in the source
   */
  readonly targetNamespace?: string;

  /**
   * Labels and annotations for every applied object. The sync's own two objects get those of the plain prop `commonMetadata`.
   * Upstream: `spec.commonMetadata`.
   *
   * @default - none
   */
  readonly commonMetadata?: CommonMetadata;

  /**
   * What every object's name starts with, at most 200 characters. Upstream: `spec.namePrefix`. Needs Flux 2.3.
   *
   * @default - none
   */
  readonly namePrefix?: string;

  /**
   * What every object's name ends with, at most 200 characters. Upstream: `spec.nameSuffix`. Needs Flux 2.3.
   *
   * @default - none
   */
  readonly nameSuffix?: string;

  /**
   * Other names, tags or digests for container images. Upstream: `spec.images`.
   *
   * @default - none
   */
  readonly images?: KustomizeImage[];

  /**
   * Directories with kustomize components, relative to the sync's `path`. Upstream: `spec.components`.
   *
   * @default - none
   */
  readonly components?: string[];

  /**
   * Leaves out those `components` that do not exist, instead of failing. Upstream: `spec.ignoreMissingComponents`. Needs Flux 2.7.
   *
   * @default false
   */
  readonly ignoreMissingComponents?: boolean;

  /**
   * Patches for what is applied from the source, in the cluster. To patch the sync's own two objects use the plain prop `patches`.
   * Upstream: `spec.patches`.
   *
   * @default - none
   */
  readonly patches?: KustomizePatch[];

  /**
   * Applies the objects to another cluster. Upstream: `spec.kubeConfig`.
   *
   * @default - the cluster that Flux runs in
   */
  readonly kubeConfig?: KubeConfig;

  /**
   * The annotations that kustomize adds, to say where an object came from and what changed it. Upstream: `spec.buildMetadata`.
   * Needs Flux 2.9.
   *
   * @default - none
   */
  readonly buildMetadata?: BuildMetadata[];

  /**
   * Fields that somebody else may change: Flux neither reports nor reverts them. Upstream: `spec.ignore`. Needs Flux 2.9.
   *
   * @default - none
   */
  readonly ignore?: IgnoreRule[];

  /**
   * Stops applying. Upstream: `spec.suspend`.
   *
   * @default false
   */
  readonly suspend?: boolean;
}

/**
 * What happens to the applied objects when their Kustomization is deleted.
 *
 * @see https://fluxcd.io/flux/components/kustomize/kustomizations/
 */
export enum DeletionPolicy {
  /** They are deleted where `prune` is true. */
  MIRROR_PRUNE = 'MirrorPrune',
  /** They are deleted. */
  DELETE = 'Delete',
  /** They are deleted, and the Kustomization stays until they are gone. Needs Flux 2.6. */
  WAIT_FOR_TERMINATION = 'WaitForTermination',
  /** They stay. */
  ORPHAN = 'Orphan',
}

/**
 * An annotation that kustomize adds to what it builds.
 *
 * @see https://fluxcd.io/flux/components/kustomize/kustomizations/
 */
export enum BuildMetadata {
  /** `config.kubernetes.io/origin`: the file that the object came from. */
  ORIGIN_ANNOTATIONS = 'originAnnotations',
  /** `alpha.config.kubernetes.io/transformations`: what changed the object. */
  TRANSFORMER_ANNOTATIONS = 'transformerAnnotations',
}

/**
 * Access to another cluster: exactly one of `secret` and `configMap`.
 *
 * @see https://fluxcd.io/flux/components/kustomize/kustomizations/
 */
export interface KubeConfig {
  /**
   * Name of the Secret with a kubeconfig. Upstream: `spec.kubeConfig.secretRef.name`.
   *
   * @default - none
   */
  readonly secret?: string;

  /**
   * The key of the Secret that holds the kubeconfig. Upstream: `spec.kubeConfig.secretRef.key`.
   *
   * @default - `value`, else `value.yaml`
   */
  readonly secretKey?: string;

  /**
   * Name of the ConfigMap that says how to log in with a cloud identity. Upstream: `spec.kubeConfig.configMapRef.name`.
   * Needs Flux 2.7.
   *
   * @default - none
   */
  readonly configMap?: string;
}

const KUBE_CONFIG = struct({
  secret: field(secretName, { to: 'secretRef.name' }),
  secretKey: field(string, { to: 'secretRef.key' }),
  configMap: field(string, { to: 'configMapRef.name' }),
} satisfies Fields<KubeConfig>);

export const KUSTOMIZATION_OPTIONS = struct({
  decryption: field(DECRYPTION),
  postBuild: field(POST_BUILD),
  wait: field(boolean),
  healthChecks: field(listOf(HEALTH_CHECK)),
  healthCheckExprs: field(listOf(HEALTH_CHECK_EXPR)),
  timeout: field(duration),
  retryInterval: field(duration),
  interval: field(duration),
  prune: field(boolean),
  force: field(boolean),
  deletionPolicy: field(enumOf(DeletionPolicy)),
  dependsOn: field(listOf(DEPENDENCY)),
  serviceAccountName: field(string),
  targetNamespace: field(string),
  commonMetadata: field(COMMON_METADATA),
  namePrefix: field(string),
  nameSuffix: field(string),
  images: field(listOf(IMAGE)),
  components: field(listOf(string)),
  ignoreMissingComponents: field(boolean),
  patches: field(listOf(PATCH)),
  kubeConfig: field(KUBE_CONFIG),
  buildMetadata: field(listOf(enumOf(BuildMetadata))),
  ignore: field(listOf(IGNORE_RULE)),
  suspend: field(boolean),
} satisfies Fields<KustomizationOptions>);
