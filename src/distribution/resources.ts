import type { KubeObject } from '../util';
import { isSharded } from './components';
import { SHARD_ROLE, shapeDeployment, shapeShardDeployment, shapeShardService } from './controllers';
import { isControllerDeployment } from './deployment';
import type { Manifests } from './manifests';
import { addNotificationKinds } from './notification';
import type { Resource } from './resource';
import { buildRoles } from './roles';
import { hasPersistentShards } from './spec';
import type { CompleteSpec } from './spec';

const PRUNE = 'fluxcd.controlplane.io/prune';
const POD_SECURITY = 'pod-security.kubernetes.io';

/** The objects of an instance, with the operator's own patches applied, in the order in which the operator's build reads them. */
export function collectResources(spec: CompleteSpec, manifests: Manifests): Resource[] {
  const resources: Resource[] = [
    { object: buildNamespace(spec) },
    ...(spec.cluster.networkPolicy ? manifests.policies : []).map((object) => ({ object })),
    ...buildRoles(manifests.roles, spec),
    ...spec.components.flatMap((component) => collectComponent(component, manifests.components.get(component) ?? [], spec)),
    ...spec.sharding.shards.flatMap((shard) => collectShard(shard, spec, manifests)),
    ...spec.storage === undefined ? [] : [{ object: buildClaim(spec.storage) }],
    ...spec.sync.map((object) => ({ object: shapeSync(object, spec) })),
  ];
  const { labels = {} } = spec;
  return Object.keys(labels).length === 0 ? resources : resources.map((resource) => ({ ...resource, object: addLabels(resource.object, labels) }));
}

function addLabels(object: KubeObject, labels: Readonly<Record<string, string>>): KubeObject {
  return { ...object, metadata: { ...object.metadata, labels: { ...labels, ...object.metadata.labels } } };
}

function buildNamespace({ namespace, cluster }: CompleteSpec): KubeObject {
  const labels = { [`${POD_SECURITY}/warn`]: 'restricted', [`${POD_SECURITY}/warn-version`]: 'latest' };
  return {
    apiVersion: 'v1',
    kind: 'Namespace',
    metadata: {
      name: namespace,
      // OpenShift has its own admission, so its profile takes the labels away.
      labels: cluster.type === 'openshift' ? {} : labels,
      annotations: { [PRUNE]: 'disabled' },
    },
  };
}

function collectComponent(component: string, objects: readonly KubeObject[], spec: CompleteSpec): Resource[] {
  return objects.map((object) => {
    if (isControllerDeployment(object, 0)) {
      return { object: shapeDeployment(object, component, spec) };
    }
    return { object: component === 'notification-controller' ? addNotificationKinds(object, spec.release) : object };
  });
}

/** A shard runs a copy of the Services and Deployments, in a build of its own: namespace first, then the suffix. */
function collectShard(shard: string, spec: CompleteSpec, manifests: Manifests): Resource[] {
  const copies = spec.components.filter((component) => isSharded(component, spec.release)).flatMap((component) => (
    (manifests.components.get(component) ?? []).flatMap((object) => {
      if (object.kind === 'Service') {
        return [shapeShardService(object, shard)];
      }
      return isControllerDeployment(object, 0) ? [shapeShardDeployment(object, component, shard, spec)] : [];
    })
  ));
  const claims = spec.storage !== undefined && hasPersistentShards(spec) ? [buildClaim(spec.storage)] : [];
  return [...copies, ...claims].map((object) => ({
    object: {
      ...object,
      metadata: {
        ...object.metadata,
        name: `${object.metadata.name}-${shard}`,
        namespace: spec.namespace,
        annotations: { ...object.metadata.annotations, [SHARD_ROLE]: 'shard' },
      },
    },
    earlier: [{ name: object.metadata.name ?? '', namespace: 'default' }, { name: object.metadata.name ?? '', namespace: spec.namespace }],
    shard,
  }));
}

function buildClaim(storage: { readonly class: string; readonly size: string }): KubeObject {
  return {
    apiVersion: 'v1',
    kind: 'PersistentVolumeClaim',
    metadata: { name: 'source-controller' },
    spec: {
      accessModes: ['ReadWriteOnce'],
      // The cluster's default class is used where none is named.
      ...storage.class === '' ? {} : { storageClassName: storage.class },
      resources: { requests: { storage: storage.size } },
    },
  };
}

/** Under multitenancy the sync's Kustomization runs as an account that may do everything, as no other does by default. */
function shapeSync(object: KubeObject, { cluster }: CompleteSpec): KubeObject {
  return cluster.multitenant && object.kind === 'Kustomization'
    ? { ...object, spec: { ...object.spec as object, serviceAccountName: 'kustomize-controller' } }
    : object;
}
