import { DEFAULT_COMPONENTS, FLUX_NAMESPACE } from '../flux';
import type { Patch } from '../kustomize';
import type { KubeObject } from '../util';

export type ImageVariant = 'upstream-alpine' | 'enterprise-alpine' | 'enterprise-distroless' | 'enterprise-distroless-fips';

/** `spec.cluster` of a FluxInstance. */
export interface ClusterSpec {
  /** Only `openshift` changes anything. */
  readonly type?: 'kubernetes' | 'openshift' | 'aws' | 'azure' | 'gcp';
  readonly size?: 'small' | 'medium' | 'large';
  readonly domain?: string;
  readonly networkPolicy?: boolean;
  readonly multitenant?: boolean;
  readonly tenantDefaultServiceAccount?: string;
  readonly tenantDefaultDecryptionServiceAccount?: string;
  readonly tenantDefaultKubeConfigServiceAccount?: string;
  readonly objectLevelWorkloadIdentity?: boolean;
  readonly multitenantWorkloadIdentity?: boolean;
}

/** `spec.sharding` of a FluxInstance. */
export interface ShardingSpec {
  readonly shards: readonly string[];
  readonly key?: string;
  readonly storage?: 'ephemeral' | 'persistent';
}

/** `spec.storage` of a FluxInstance. */
export interface StorageSpec {
  readonly class: string;
  readonly size: string;
}

/** `spec.distribution` of a FluxInstance, as far as the objects depend on it. */
export interface ImageSpec {
  /** The registry of the images, like `ghcr.io/fluxcd`. Empty: the images stay as the manifests name them. */
  readonly registry: string;
  readonly variant?: ImageVariant;
  readonly imagePullSecret?: string;
}

/**
 * A FluxInstance whose types were checked, with the release that its version resolved to. What is absent has the default of the FluxInstance API.
 */
export interface DistributionSpec {
  /** The resolved Flux release, with `v`: `v2.9.4`. */
  readonly release: string;
  readonly distribution: ImageSpec;
  readonly namespace?: string;
  readonly instanceName?: string;
  /** The controllers; the usual four where it is absent or empty. */
  readonly components?: readonly string[];
  readonly cluster?: ClusterSpec;
  readonly sharding?: ShardingSpec;
  readonly storage?: StorageSpec;
  /** Labels that all objects have from the start, such as those of a chart. The operator knows no such thing. */
  readonly labels?: Readonly<Record<string, string>>;
  readonly commonMetadata?: { readonly labels?: Readonly<Record<string, string>>; readonly annotations?: Readonly<Record<string, string>> };
  readonly patches?: readonly Patch[];
  /** The source and the Kustomization as they are before all patches, so that the patches run once over everything. */
  readonly sync?: readonly KubeObject[];
}

/** What decides which objects an instance has. */
export type OutlineSpec = Pick<DistributionSpec, 'release' | 'namespace' | 'components' | 'cluster' | 'sharding' | 'storage'>;

/** A spec with all defaults filled in. */
export interface CompleteSpec extends DistributionSpec {
  readonly namespace: string;
  readonly instanceName: string;
  readonly components: readonly string[];
  readonly cluster: Required<Omit<ClusterSpec, 'size'>> & Pick<ClusterSpec, 'size'>;
  readonly sharding: Required<ShardingSpec>;
  readonly patches: readonly Patch[];
  readonly sync: readonly KubeObject[];
}

/** Fills in the defaults of the FluxInstance API. The operator reads an empty string as none where a default is needed, except for the key. */
export function completeSpec(spec: DistributionSpec): CompleteSpec {
  const cluster = spec.cluster ?? {};
  return {
    ...spec,
    namespace: spec.namespace ?? FLUX_NAMESPACE,
    instanceName: spec.instanceName ?? 'flux',
    components: spec.components === undefined || spec.components.length === 0 ? DEFAULT_COMPONENTS : spec.components,
    cluster: {
      type: cluster.type ?? 'kubernetes',
      size: cluster.size,
      domain: cluster.domain || 'cluster.local',
      networkPolicy: cluster.networkPolicy ?? true,
      multitenant: cluster.multitenant ?? false,
      tenantDefaultServiceAccount: cluster.tenantDefaultServiceAccount || 'default',
      tenantDefaultDecryptionServiceAccount: cluster.tenantDefaultDecryptionServiceAccount || 'default',
      tenantDefaultKubeConfigServiceAccount: cluster.tenantDefaultKubeConfigServiceAccount || 'default',
      objectLevelWorkloadIdentity: cluster.objectLevelWorkloadIdentity ?? false,
      multitenantWorkloadIdentity: cluster.multitenantWorkloadIdentity ?? false,
    },
    sharding: {
      shards: spec.sharding?.shards ?? [],
      key: spec.sharding?.key ?? 'sharding.fluxcd.io/key',
      storage: spec.sharding?.storage ?? 'ephemeral',
    },
    patches: spec.patches ?? [],
    sync: spec.sync ?? [],
  };
}

/** Whether each shard of source-controller gets a volume claim of its own. */
export function hasPersistentShards(spec: CompleteSpec): boolean {
  return spec.sharding.storage === 'persistent' && spec.storage !== undefined;
}
