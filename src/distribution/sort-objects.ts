import type { KubeObject } from '../util';

/** The kinds that are applied first, in this order; all others follow together. */
const FIRST: readonly string[] = [
  'CustomResourceDefinition', 'Namespace', 'ClusterRole', 'ClusterClass', 'RuntimeClass', 'PriorityClass', 'StorageClass', 'VolumeSnapshotClass',
  'IngressClass', 'GatewayClass', 'ClusterRoleBinding', 'ResourceQuota', 'ServiceAccount', 'Role', 'RoleBinding', 'ConfigMap', 'Secret', 'Service',
  'LimitRange', 'Deployment', 'StatefulSet', 'CronJob', 'PodDisruptionBudget',
];

const LAST: readonly string[] = ['MutatingWebhookConfiguration', 'ValidatingWebhookConfiguration'];

const RANKS: ReadonlyMap<string, number> = new Map([
  ...FIRST.map((kind, i) => [kind, i] as const),
  ...LAST.map((kind, i) => [kind, FIRST.length + 1 + i] as const),
]);

/** The objects in the order in which the operator applies them. */
export function sortObjects(objects: readonly KubeObject[]): KubeObject[] {
  return objects.map((object) => ({ object, rank: RANKS.get(object.kind) ?? FIRST.length, key: toKey(object) }))
    .sort((a, b) => a.rank - b.rank || compareKeys(a.key, b.key))
    .map(({ object }) => object);
}

function toKey({ apiVersion, kind, metadata: { name, namespace } }: KubeObject): string[] {
  const slash = apiVersion.indexOf('/');
  return [slash < 0 ? '' : apiVersion.slice(0, slash), kind, namespace ?? '', name ?? ''];
}

function compareKeys(a: readonly string[], b: readonly string[]): number {
  for (const [i, part] of a.entries()) {
    if (part !== b[i]) {
      return Buffer.compare(Buffer.from(part), Buffer.from(b[i]));
    }
  }
  return 0;
}
