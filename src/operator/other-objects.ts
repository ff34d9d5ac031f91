import { isAtLeast } from '../flux';
import { COMPONENTS } from '../instance';
import type { InstanceSpec } from '../instance';
import type { KubeObject } from '../util';

/** What decides which objects a FluxInstance brings besides the sync's own two. */
export type InstanceOutline = Pick<InstanceSpec, 'release' | 'namespace' | 'components' | 'shards' | 'networkPolicy' | 'storage'>;

/** The plural names of the CRDs that come with each controller, by API group. */
const COMPONENT_CRDS: ReadonlyMap<string, readonly string[]> = new Map([
  ['source-controller', ['buckets', 'externalartifacts', 'gitrepositories', 'helmcharts', 'helmrepositories', 'ocirepositories']
    .map((plural) => `${plural}.source.toolkit.fluxcd.io`)],
  ['kustomize-controller', ['kustomizations.kustomize.toolkit.fluxcd.io']],
  ['helm-controller', ['helmreleases.helm.toolkit.fluxcd.io']],
  ['notification-controller', ['alerts', 'providers', 'receivers'].map((plural) => `${plural}.notification.toolkit.fluxcd.io`)],
  ['image-reflector-controller', ['imagepolicies', 'imagerepositories'].map((plural) => `${plural}.image.toolkit.fluxcd.io`)],
  ['image-automation-controller', ['imageupdateautomations.image.toolkit.fluxcd.io']],
  ['source-watcher', ['artifactgenerators.source.extensions.fluxcd.io']],
]);

const COMPONENT_SERVICES: ReadonlyMap<string, readonly string[]> = new Map([
  ['source-controller', ['source-controller']],
  ['notification-controller', ['notification-controller', 'webhook-receiver']],
  ['source-watcher', ['source-watcher']],
]);

/** The controllers that a shard runs a copy of. */
const SHARDED: readonly string[] = ['source-controller', 'kustomize-controller', 'helm-controller', 'source-watcher'];

/** What each kind has beside its identity. */
const CONTENT: ReadonlyMap<string, object> = new Map<string, object>([
  ['Namespace', {}],
  ['ServiceAccount', {}],
  ['ClusterRole', { rules: [] }],
  ['ClusterRoleBinding', { roleRef: {}, subjects: [] }],
]);

/**
 * Lists the objects that a FluxInstance emits besides the sync's own two, as far as a patch can depend on them: their identities and which
 * fields they have at the top.
 *
 * They carry no namespace, because the operator sets it only after the patches.
 */
export function listOtherObjects(shape: InstanceOutline): KubeObject[] {
  const components = shape.components ?? COMPONENTS;
  const suffix = `-${shape.namespace}`;
  return [
    identify('v1', 'Namespace', shape.namespace),
    identify('v1', 'ResourceQuota', 'critical-pods'),
    ...shape.networkPolicy === false ? [] : ['allow-egress', 'allow-scraping', 'allow-webhooks']
      .map((name) => identify('networking.k8s.io/v1', 'NetworkPolicy', name)),
    ...shape.storage === true ? [identify('v1', 'PersistentVolumeClaim', 'source-controller')] : [],
    // The names of the roles carry the namespace; patches may still call them by the names without it.
    ...['crd-controller', 'flux-edit', 'flux-view'].flatMap((name) => [name, name + suffix])
      .map((name) => identify('rbac.authorization.k8s.io/v1', 'ClusterRole', name)),
    ...['crd-controller', 'cluster-reconciler'].flatMap((name) => [name, name + suffix])
      .map((name) => identify('rbac.authorization.k8s.io/v1', 'ClusterRoleBinding', name)),
    ...components.flatMap((component) => listComponentObjects(component, shape)),
  ];
}

function listComponentObjects(component: string, shape: InstanceOutline): KubeObject[] {
  const copies = SHARDED.includes(component) ? (shape.shards ?? []).map((shard) => `${component}-${shard}`) : [];
  const services = (COMPONENT_SERVICES.get(component) ?? []).flatMap((service) => (service === component ? [service, ...copies] : [service]));
  return [
    identify('v1', 'ServiceAccount', component),
    ...[component, ...copies].map((name) => identify('apps/v1', 'Deployment', name)),
    ...services.map((name) => identify('v1', 'Service', name)),
    ...(COMPONENT_CRDS.get(component) ?? [])
      .filter((name) => !name.startsWith('externalartifacts.') || isAtLeast(shape.release, '2.7'))
      .map((name) => identify('apiextensions.k8s.io/v1', 'CustomResourceDefinition', name)),
  ];
}

function identify(apiVersion: string, kind: string, name: string): KubeObject {
  return { apiVersion, kind, metadata: { name }, ...CONTENT.get(kind) ?? { spec: {} } };
}
