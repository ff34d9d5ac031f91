import { areNamesSettled } from '../kustomize';
import type { ProblemSink } from '../problems';
import type { KubeObject } from '../util';
import { changeMember, changePodSpec, mapList } from './fields';
import type { Resource } from './resource';
import { isShardClaim, listIds } from './resource';
import { followNames } from './run-build';
import type { Build, PatchedResource } from './run-build';

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
 * Corrects references to objects that were renamed. kustomize does so after it has set the namespace, so that the copies of shards and the subjects
 * of bindings follow. Without patches all references are right.
 */
export function followRenamed(
  patched: readonly PatchedResource[], resources: readonly Resource[], selected: Build['selected'], sink: ProblemSink,
): readonly KubeObject[] | undefined {
  const touched = new Set(selected.flat());
  if (touched.size === 0) {
    return patched.map(({ object }) => object);
  }
  const isRenamed = patched.some(({ object, origin }) => object.metadata.name !== resources[origin].object.metadata.name);
  if (!isRenamed && areSettled(patched, resources, touched)) {
    return patched.map(({ object, origin }) => touched.has(origin) ? endWithAnnotations(object) : object);
  }
  // What no patch touched can only need a correction if something was renamed. CRDs never do.
  const isWhole = ({ object, origin }: PatchedResource) => object.kind !== 'CustomResourceDefinition' && (isRenamed || touched.has(origin));
  const followed = followNames(patched.map((each) => isWhole(each) ? each.object : outline(each.object)), (place) => {
    const resource = resources[patched[place].origin];
    const ids = listIds(resource);
    // The claims of shards share an older name with each other, which `followShardClaims` has seen to.
    return { ids: isShardClaim(resource) ? ids.slice(-1) : ids, kind: resource.object.kind };
  }, sink);
  return followed?.map(({ object, origin }) => isWhole(patched[origin]) ? object : patched[origin].object);
}

/** Whether no object that a patch touched has a name that an earlier build changed. Mostly that is so, and takes less than to follow all names. */
function areSettled(patched: readonly PatchedResource[], resources: readonly Resource[], touched: ReadonlySet<number>): boolean {
  const old = new Set(patched.flatMap(({ origin }) => resources[origin].earlier?.map(({ name }) => name) ?? []));
  return patched.every(({ object, origin }) => !touched.has(origin) || areNamesSettled(object, resources[origin].object.kind, old));
}

/** kustomize writes them anew. */
function endWithAnnotations(object: KubeObject): KubeObject {
  const { annotations, ...metadata } = object.metadata;
  return annotations === undefined || Object.keys(object.metadata).at(-1) === 'annotations' ? object : { ...object, metadata: { ...metadata, annotations } };
}

function outline({ apiVersion, kind, metadata: { name, namespace } }: KubeObject): KubeObject {
  return { apiVersion, kind, metadata: { name, namespace } };
}
