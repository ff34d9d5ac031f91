import { findSchema, isClusterScoped } from '../../src/kustomize/openapi';
import type { MergeSchema } from '../../src/kustomize/openapi';

/** The merge keys of the list at a path; a path goes through lists into their elements. */
function keysAt(apiVersion: string, kind: string, path: string): readonly string[] | undefined {
  let schema: MergeSchema | undefined = findSchema(apiVersion, kind);
  for (const name of path.split('.')) {
    schema = (schema?.elements ?? schema)?.fields.get(name);
  }
  return schema?.mergeKeys;
}

const WORKLOADS: [string, string, string][] = [
  ['apps/v1', 'Deployment', 'spec.template'],
  ['apps/v1', 'DaemonSet', 'spec.template'],
  ['apps/v1', 'StatefulSet', 'spec.template'],
  ['apps/v1', 'ReplicaSet', 'spec.template'],
  ['batch/v1', 'Job', 'spec.template'],
  ['batch/v1', 'CronJob', 'spec.jobTemplate.spec.template'],
  ['batch/v1beta1', 'CronJob', 'spec.jobTemplate.spec.template'],
  ['v1', 'PodTemplate', 'template'],
  ['v1', 'ReplicationController', 'spec.template'],
];

describe.each(WORKLOADS)('%s %s', (apiVersion, kind, template) => {
  test.each<[string, readonly string[] | undefined]>([
    ['metadata.finalizers', []],
    ['spec.containers', ['name']],
    ['spec.initContainers', ['name']],
    ['spec.ephemeralContainers', ['name']],
    ['spec.containers.env', ['name']],
    ['spec.containers.ports', ['containerPort', 'protocol']],
    ['spec.initContainers.ports', ['containerPort', 'protocol']],
    ['spec.ephemeralContainers.ports', undefined],
    ['spec.containers.volumeMounts', ['mountPath']],
    ['spec.containers.volumeDevices', ['devicePath']],
    ['spec.containers.args', undefined],
    ['spec.containers.envFrom', undefined],
    ['spec.volumes', ['name']],
    ['spec.imagePullSecrets', ['name']],
    ['spec.hostAliases', ['ip']],
    ['spec.topologySpreadConstraints', ['topologyKey', 'whenUnsatisfiable']],
    ['spec.tolerations', undefined],
  ])(`merges ${template}.%s by %j`, (path, keys) => {
    expect(keysAt(apiVersion, kind, `${template}.${path}`)).toEqual(keys);
  });
});

test.each<[string, string, string, readonly string[] | undefined]>([
  ['v1', 'Pod', 'spec.containers', ['name']],
  ['v1', 'Pod', 'status.podIPs', ['ip']],
  ['v1', 'Service', 'spec.ports', ['port', 'protocol']],
  ['v1', 'Service', 'status.conditions', ['type']],
  ['v1', 'ServiceAccount', 'secrets', ['name']],
  ['v1', 'ServiceAccount', 'imagePullSecrets', undefined],
  ['v1', 'ConfigMap', 'metadata.ownerReferences', ['uid']],
  ['v1', 'Node', 'spec.podCIDRs', []],
  ['admissionregistration.k8s.io/v1', 'ValidatingWebhookConfiguration', 'webhooks', ['name']],
  ['rbac.authorization.k8s.io/v1', 'ClusterRole', 'rules', undefined],
  ['rbac.authorization.k8s.io/v1', 'ClusterRoleBinding', 'subjects', undefined],
  ['networking.k8s.io/v1', 'NetworkPolicy', 'spec.ingress', undefined],
  ['apiextensions.k8s.io/v1', 'CustomResourceDefinition', 'spec.versions', undefined],
  ['policy/v1', 'PodDisruptionBudget', 'metadata.finalizers', []],
  ['source.toolkit.fluxcd.io/v1', 'GitRepository', 'metadata.finalizers', undefined],
  ['apps/v1beta1', 'Deployment', 'spec.template.spec.containers', undefined],
])('%s %s merges %s by %j', (apiVersion, kind, path, keys) => {
  expect(keysAt(apiVersion, kind, path)).toEqual(keys);
});

test.each<[string, string, boolean]>([
  ['v1', 'Namespace', true],
  ['rbac.authorization.k8s.io/v1', 'ClusterRole', true],
  ['rbac.authorization.k8s.io/v1', 'ClusterRoleBinding', true],
  ['apiextensions.k8s.io/v1', 'CustomResourceDefinition', true],
  ['storage.k8s.io/v1', 'StorageClass', true],
  ['v1', 'ConfigMap', false],
  ['rbac.authorization.k8s.io/v1', 'Role', false],
  ['example.com/v1', 'ClusterThing', false],
])('%s %s is cluster-scoped: %s', (apiVersion, kind, clusterScoped) => {
  expect(isClusterScoped(apiVersion, kind)).toBe(clusterScoped);
});
