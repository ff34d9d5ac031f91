import type { Duration } from 'cdk8s';
import type { Decryption } from './decryption';
import type { HealthCheck, HealthCheckExpr } from './health-check';
import type { IgnoreRule } from './ignore-rule';
import type { KubeConfig } from './kube-config';
import type { KustomizationDependency } from './kustomization-dependency';
import type { KustomizeImage } from './kustomize-image';
import type { PostBuild } from './post-build';
import type { CommonMetadata } from '../common-metadata';
import type { KustomizePatch } from '../patch';

/**
 * Options of the Kustomization, applied before your patches.
 */
export interface KustomizationOptions {
  /**
   * Decrypts the files that SOPS has encrypted. Upstream field: `spec.decryption`.
   *
   * @default - files are applied as they are
   */
  readonly decryption?: Decryption;

  /**
   * Replaces variables in the built manifests. Upstream field: `spec.postBuild`.
   *
   * @default - none
   */
  readonly postBuild?: PostBuild;

  /**
   * Waits until everything that was applied is ready; `healthChecks` has no effect then. Upstream field: `spec.wait`.
   *
   * @default false
   */
  readonly wait?: boolean;

  /**
   * The objects to wait for. Upstream field: `spec.healthChecks`.
   *
   * @default - none
   */
  readonly healthChecks?: HealthCheck[];

  /**
   * When objects of a kind count as ready, in CEL, for `wait` and `healthChecks`. Upstream field: `spec.healthCheckExprs`. Needs Flux 2.5.
   *
   * @default - Flux's own rules
   */
  readonly healthCheckExprs?: HealthCheckExpr[];

  /**
   * How long the health checks may take; less than 30 seconds counts as 30. Upstream field: `spec.timeout`.
   *
   * @default - the interval less 30 seconds
   */
  readonly timeout?: Duration;

  /**
   * When to try again after a failure. Upstream field: `spec.retryInterval`.
   *
   * @default - the interval
   */
  readonly retryInterval?: Duration;

  /**
   * How often to apply, also without a change of the source. Upstream field: `spec.interval`.
   *
   * @default Duration.minutes(10)
   */
  readonly interval?: Duration;

  /**
   * Deletes what is no longer in the source. Upstream field: `spec.prune`.
   *
   * @default true
   */
  readonly prune?: boolean;

  /**
   * Replaces objects where a field that cannot change was changed. Upstream field: `spec.force`.
   *
   * @default false
   */
  readonly force?: boolean;

  /**
   * What happens to the applied objects when this Kustomization is deleted. Upstream field: `spec.deletionPolicy`. Needs Flux 2.5.
   *
   * @default DeletionPolicy.MIRROR_PRUNE
   */
  readonly deletionPolicy?: DeletionPolicy;

  /**
   * The Kustomizations that must be ready before this one is applied. Upstream field: `spec.dependsOn`.
   *
   * @default - none
   */
  readonly dependsOn?: KustomizationDependency[];

  /**
   * Name of the ServiceAccount that applies the objects. Upstream field: `spec.serviceAccountName`.
   *
   * @default - `kustomize-controller` with `multitenant`, else the controller's own
   */
  readonly serviceAccountName?: string;

  /**
   * The namespace that all objects are put into, at most 63 characters. Upstream field: `spec.targetNamespace`.
   *
   * @default - the namespaces in the source
   */
  readonly targetNamespace?: string;

  /**
   * Labels and annotations for every applied object. The sync's own two objects get those of the plain prop `commonMetadata`.
   * Upstream field: `spec.commonMetadata`.
   *
   * @default - none
   */
  readonly commonMetadata?: CommonMetadata;

  /**
   * What every object's name starts with, at most 200 characters. Upstream field: `spec.namePrefix`. Needs Flux 2.3.
   *
   * @default - none
   */
  readonly namePrefix?: string;

  /**
   * What every object's name ends with, at most 200 characters. Upstream field: `spec.nameSuffix`. Needs Flux 2.3.
   *
   * @default - none
   */
  readonly nameSuffix?: string;

  /**
   * Other names, tags or digests for container images. Upstream field: `spec.images`.
   *
   * @default - none
   */
  readonly images?: KustomizeImage[];

  /**
   * Directories with kustomize components, relative to the sync's `path`. Upstream field: `spec.components`.
   *
   * @default - none
   */
  readonly components?: string[];

  /**
   * Leaves out those `components` that do not exist, instead of failing. Upstream field: `spec.ignoreMissingComponents`. Needs Flux 2.7.
   *
   * @default false
   */
  readonly ignoreMissingComponents?: boolean;

  /**
   * Patches for what is applied from the source, in the cluster. To patch the sync's own two objects use the plain prop `patches`.
   * Upstream field: `spec.patches`.
   *
   * @default - none
   */
  readonly patches?: KustomizePatch[];

  /**
   * Applies the objects to another cluster. Upstream field: `spec.kubeConfig`.
   *
   * @default - the cluster that Flux runs in
   */
  readonly kubeConfig?: KubeConfig;

  /**
   * The annotations that kustomize adds, to say where an object came from and what changed it. Upstream field: `spec.buildMetadata`.
   * Needs Flux 2.9.
   *
   * @default - none
   */
  readonly buildMetadata?: BuildMetadata[];

  /**
   * Fields that somebody else may change: Flux neither reports nor reverts it. Upstream field: `spec.ignore`. Needs Flux 2.9.
   *
   * @default - none
   */
  readonly ignore?: IgnoreRule[];

  /**
   * Stops applying. Upstream field: `spec.suspend`.
   *
   * @default false
   */
  readonly suspend?: boolean;
}

/**
 * What happens to the applied objects when their Kustomization is deleted.
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
 */
export enum BuildMetadata {
  /** `config.kubernetes.io/origin`: the file that the object came from. */
  ORIGIN_ANNOTATIONS = 'originAnnotations',
  /** `alpha.config.kubernetes.io/transformations`: what changed the object. */
  TRANSFORMER_ANNOTATIONS = 'transformerAnnotations',
}
