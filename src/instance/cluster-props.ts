import { boolean, enumOf, field, stringOrEmpty, struct } from '../input';
import type { Fields } from '../input';

/**
 * The kind of cluster.
 *
 * Upstream: `FluxInstance.spec.cluster.type`. Only `OPENSHIFT` changes anything.
 *
 * @see https://fluxoperator.dev/docs/crd/fluxinstance/
 */
export enum ClusterType {
  /** Any conformant cluster. */
  KUBERNETES = 'kubernetes',
  /** OpenShift: the security context of the controllers is left to the platform. */
  OPENSHIFT = 'openshift',
  /** Amazon EKS. */
  AWS = 'aws',
  /** Azure Kubernetes Service. */
  AZURE = 'azure',
  /** Google Kubernetes Engine. */
  GCP = 'gcp',
}

/**
 * How much the controllers have to do: their concurrency, memory and CPU.
 *
 * Upstream: `FluxInstance.spec.cluster.size`.
 *
 * @see https://fluxoperator.dev/docs/crd/fluxinstance/
 */
export enum ClusterSize {
  /** A few sources and applications. */
  SMALL = 'small',
  /** Some hundred applications. */
  MEDIUM = 'medium',
  /** Thousands of applications. */
  LARGE = 'large',
}

/**
 * The cluster that Flux runs on.
 *
 * @see https://fluxoperator.dev/docs/crd/fluxinstance/
 */
export interface InstanceCluster {
  /**
   * The kind of cluster. Upstream: `spec.cluster.type`.
   *
   * @default ClusterType.KUBERNETES
   */
  readonly type?: ClusterType;

  /**
   * How much the controllers have to do. Upstream: `spec.cluster.size`.
   *
   * @default - the settings that the Flux release has
   */
  readonly size?: ClusterSize;

  /**
   * The DNS domain of the cluster. Upstream: `spec.cluster.domain`.
   *
   * @default cluster.local
   */
  readonly domain?: string;

  /**
   * Whether network policies restrict the traffic to the controllers. Upstream: `spec.cluster.networkPolicy`.
   *
   * @default true
   */
  readonly networkPolicy?: boolean;

  /**
   * Whether tenants are kept apart: no references to other namespaces, no remote bases, and a default service account. Upstream:
   * `spec.cluster.multitenant`.
   *
   * @default false
   */
  readonly multitenant?: boolean;

  /**
   * The service account that tenants' objects are applied with when they name none. Upstream: `spec.cluster.tenantDefaultServiceAccount`.
   *
   * @default default
   */
  readonly tenantDefaultServiceAccount?: string;

  /**
   * The service account for decryption, with workload identity per tenant. Upstream: `spec.cluster.tenantDefaultDecryptionServiceAccount`.
   *
   * @default default
   */
  readonly tenantDefaultDecryptionServiceAccount?: string;

  /**
   * The service account for access to remote clusters, with workload identity per tenant. Upstream:
   * `spec.cluster.tenantDefaultKubeConfigServiceAccount`.
   *
   * @default default
   */
  readonly tenantDefaultKubeConfigServiceAccount?: string;

  /**
   * Whether each object may use a workload identity of its own. From Flux 2.6 on. Upstream: `spec.cluster.objectLevelWorkloadIdentity`.
   *
   * @default false
   */
  readonly objectLevelWorkloadIdentity?: boolean;

  /**
   * Whether tenants must use a workload identity of their own. From Flux 2.7 on; needs `objectLevelWorkloadIdentity`. Upstream:
   * `spec.cluster.multitenantWorkloadIdentity`.
   *
   * @default false
   */
  readonly multitenantWorkloadIdentity?: boolean;
}

/** `spec.cluster` of a manifest, and the prop. */
export const CLUSTER = struct({
  domain: field(stringOrEmpty),
  multitenant: field(boolean),
  multitenantWorkloadIdentity: field(boolean, { since: '2.7' }),
  networkPolicy: field(boolean),
  objectLevelWorkloadIdentity: field(boolean, { since: '2.6' }),
  size: field(enumOf(ClusterSize)),
  tenantDefaultDecryptionServiceAccount: field(stringOrEmpty),
  tenantDefaultKubeConfigServiceAccount: field(stringOrEmpty),
  tenantDefaultServiceAccount: field(stringOrEmpty),
  type: field(enumOf(ClusterType)),
} satisfies Fields<InstanceCluster>);
