import type { ProblemSink } from '../problems';
import type { KubeObject } from '../util';
import { changeMember, changePodSpec, mapList } from './fields';
import { isShardClaim, listIds } from './resources';
import type { EarlierId, Resource } from './resources';
import { followNames, noteIds } from './run-build';
import type { PatchedResource } from './run-build';

/**
 * In a copy of a shard the name `source-controller` of a claim means the claim of that shard: kustomize prefers the object with the same suffix.
 * The engine knows no suffixes, so this is done here.
 */
export function followShardClaims(patched: readonly PatchedResource[], resources: readonly Resource[]): PatchedResource[] {
  const claims = new Map<string, string>();
  for (const { object, origin } of patched) {
    const { shard, earlier } = resources[origin];
    if (shard !== undefined && object.kind === 'PersistentVolumeClaim' && earlier !== undefined) {
      claims.set(JSON.stringify([shard, earlier[0].name]), object.metadata.name ?? '');
    }
  }
  return claims.size === 0 ? [...patched] : patched.map(({ object, origin }) => {
    const { shard } = resources[origin];
    return { origin, object: shard === undefined ? object : renameClaims(object, (name) => claims.get(JSON.stringify([shard, name])) ?? name) };
  });
}

function renameClaims(object: KubeObject, rename: (name: string) => string): KubeObject {
  const change = (volume: unknown) => changeMember(volume, 'persistentVolumeClaim', (claim) => (
    changeMember(claim, 'claimName', (name) => typeof name === 'string' ? rename(name) : name)
  ));
  return changePodSpec(object, (pod) => changeMember(pod, 'volumes', (volumes) => mapList(volumes, change)));
}

/**
 * Corrects references to objects that a patch renamed. kustomize does so after it has set the namespace, so that the copies of shards and the
 * subjects of bindings follow, which the patches' own run could not see to.
 */
export function followRenamed(
  patched: readonly PatchedResource[], resources: readonly Resource[], sink: ProblemSink,
): readonly KubeObject[] | undefined {
  const isRenamed = patched.some(({ object, origin }) => object.metadata.name !== resources[origin].object.metadata.name);
  if (!isRenamed) {
    return patched.map(({ object }) => object);
  }
  // CRDs neither name others nor are named.
  const crds = patched.filter(({ object }) => object.kind === 'CustomResourceDefinition');
  const others = patched.filter(({ object }) => object.kind !== 'CustomResourceDefinition').map(({ object, origin }) => (
    noteIds(object, listEarlierIds(resources[origin]))
  ));
  const followed = followNames(others, sink);
  return followed === undefined ? undefined : [...crds.map(({ object }) => object), ...followed];
}

function listEarlierIds(resource: Resource): EarlierId[] {
  const ids = listIds(resource);
  // The claims of shards share an older name with each other, which `followShardClaims` has seen to.
  return isShardClaim(resource) ? ids.slice(-1) : ids;
}
