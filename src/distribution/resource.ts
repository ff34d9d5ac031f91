import { NOT_NAMESPACED } from '../kustomize';
import type { KubeObject } from '../util';
import { isClusterScoped } from './finish';

/** An object of the instance before the user's patches. */
export interface Resource {
  readonly object: KubeObject;
  /** The ids that it had in a build of its own (roles, shards), the oldest first: targets may still use them. */
  readonly earlier?: readonly EarlierId[];
  /** The shard that it belongs to. */
  readonly shard?: string;
}

/** What an object was called in an earlier build of kustomize. */
export interface EarlierId {
  readonly name: string;
  readonly namespace: string;
}

/** All ids of a resource before the patches, the oldest first. */
export function listIds({ object, earlier = [] }: Resource): EarlierId[] {
  const namespace = isClusterScoped(object) ? NOT_NAMESPACED : object.metadata.namespace ?? 'default';
  return [...earlier, { name: object.metadata.name ?? '', namespace }];
}

export function isShardClaim({ object, shard }: Resource): boolean {
  return shard !== undefined && object.kind === 'PersistentVolumeClaim';
}
