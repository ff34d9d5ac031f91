/** A field in which objects of one kind name objects of another. Mirrors kustomize's default `nameReference` configuration. */
export interface NameReference {
  /** The kind that is named, and its group and version where they matter. */
  readonly target: { readonly kind: string; readonly group?: string; readonly version?: string };
  /** The kind that names it. */
  readonly kind: string;
  readonly group?: string;
  readonly version?: string;
  readonly path: readonly string[];
}

type Target = NameReference['target'];

const RBAC = 'rbac.authorization.k8s.io';

const CONFIG_MAP: Target = { kind: 'ConfigMap', version: 'v1' };
const SECRET: Target = { kind: 'Secret', version: 'v1' };
const SERVICE: Target = { kind: 'Service', version: 'v1' };
const ROLE: Target = { kind: 'Role', group: RBAC };
const CLUSTER_ROLE: Target = { kind: 'ClusterRole', group: RBAC };
const SERVICE_ACCOUNT: Target = { kind: 'ServiceAccount', version: 'v1' };
const CLAIM: Target = { kind: 'PersistentVolumeClaim', version: 'v1' };
const VOLUME: Target = { kind: 'PersistentVolume', version: 'v1' };
const STORAGE_CLASS: Target = { kind: 'StorageClass', group: 'storage.k8s.io', version: 'v1' };
const PRIORITY_CLASS: Target = { kind: 'PriorityClass', group: 'scheduling.k8s.io', version: 'v1' };

/** Where each kind has its pod spec. */
const POD_SPECS = {
  Pod: 'spec',
  PodTemplate: 'template/spec',
  Deployment: 'spec/template/spec',
  ReplicaSet: 'spec/template/spec',
  DaemonSet: 'spec/template/spec',
  StatefulSet: 'spec/template/spec',
  Job: 'spec/template/spec',
  CronJob: 'spec/jobTemplate/spec/template/spec',
  ReplicationController: 'spec/template/spec',
} as const;

type PodKind = keyof typeof POD_SPECS;

/** kustomize's lists differ: pod templates lack accounts and claims, replication controllers lack ConfigMaps and Secrets. */
const CONFIGURED_KINDS: readonly PodKind[] = ['Pod', 'PodTemplate', 'Deployment', 'ReplicaSet', 'DaemonSet', 'StatefulSet', 'Job', 'CronJob'];
const RUNNING_KINDS: readonly PodKind[] = ['Pod', 'StatefulSet', 'Deployment', 'ReplicationController', 'CronJob', 'Job', 'DaemonSet'];

/** All fields in which kustomize's defaults look for names. */
export const NAME_REFERENCES: readonly NameReference[] = [
  ...['Deployment', 'ReplicationController', 'ReplicaSet', 'StatefulSet'].map((kind) => refer({ kind }, 'HorizontalPodAutoscaler', 'spec/scaleTargetRef/name')),
  ...inPodSpecs(CONFIG_MAP, CONFIGURED_KINDS, [
    'volumes/configMap/name',
    'volumes/projected/sources/configMap/name',
    'containers/env/valueFrom/configMapKeyRef/name',
    'initContainers/env/valueFrom/configMapKeyRef/name',
    'containers/envFrom/configMapRef/name',
    'initContainers/envFrom/configMapRef/name',
  ]).map(limitPods),
  refer(CONFIG_MAP, 'Node', 'spec/configSource/configMap'),
  refer(CONFIG_MAP, 'Role', 'rules/resourceNames'),
  refer(CONFIG_MAP, 'ClusterRole', 'rules/resourceNames'),
  referIn(CONFIG_MAP, 'Ingress', ['metadata', 'annotations', 'nginx.ingress.kubernetes.io/fastcgi-params-configmap']),
  ...inPodSpecs(SECRET, CONFIGURED_KINDS, [
    'volumes/secret/secretName',
    'volumes/projected/sources/secret/name',
    'containers/env/valueFrom/secretKeyRef/name',
    'initContainers/env/valueFrom/secretKeyRef/name',
    'containers/envFrom/secretRef/name',
    'initContainers/envFrom/secretRef/name',
    'imagePullSecrets/name',
  ]).map(limitPods),
  refer(SECRET, 'Ingress', 'spec/tls/secretName'),
  ...['ingress.kubernetes.io/auth-secret', 'nginx.ingress.kubernetes.io/auth-secret', 'nginx.ingress.kubernetes.io/auth-tls-secret']
    .map((name) => referIn(SECRET, 'Ingress', ['metadata', 'annotations', name])),
  refer(SECRET, 'ServiceAccount', 'imagePullSecrets/name'),
  ...['secretName', 'adminSecretName', 'userSecretName', 'secretRef'].map((name) => refer(SECRET, 'StorageClass', `parameters/${name}`)),
  refer(SECRET, 'Role', 'rules/resourceNames'),
  refer(SECRET, 'ClusterRole', 'rules/resourceNames'),
  { ...refer(SECRET, 'Service', 'spec/template/spec/containers/env/valueFrom/secretKeyRef/name'), group: 'serving.knative.dev', version: 'v1' },
  refer(SECRET, 'PersistentVolume', 'spec/azureFile/secretName'),
  { ...refer(SERVICE, 'StatefulSet', 'spec/serviceName'), group: 'apps' },
  ...['spec/rules/http/paths/backend/serviceName', 'spec/backend/serviceName', 'spec/rules/http/paths/backend/service/name', 'spec/defaultBackend/service/name']
    .map((path) => refer(SERVICE, 'Ingress', path)),
  { ...refer(SERVICE, 'APIService', 'spec/service/name'), group: 'apiregistration.k8s.io' },
  ...['ValidatingWebhookConfiguration', 'MutatingWebhookConfiguration']
    .map((kind) => ({ ...refer(SERVICE, kind, 'webhooks/clientConfig/service'), group: 'admissionregistration.k8s.io' })),
  { ...refer(ROLE, 'RoleBinding', 'roleRef/name'), group: RBAC },
  ...['RoleBinding', 'ClusterRoleBinding'].flatMap((kind) => [
    { ...refer(CLUSTER_ROLE, kind, 'roleRef/name'), group: RBAC },
    { ...refer(SERVICE_ACCOUNT, kind, 'subjects'), group: RBAC },
  ]),
  ...inPodSpecs(SERVICE_ACCOUNT, RUNNING_KINDS, ['serviceAccountName']),
  ...inPodSpecs(CLAIM, RUNNING_KINDS, ['volumes/persistentVolumeClaim/claimName']),
  refer(VOLUME, 'PersistentVolumeClaim', 'spec/volumeName'),
  refer(VOLUME, 'ClusterRole', 'rules/resourceNames'),
  refer(STORAGE_CLASS, 'PersistentVolume', 'spec/storageClassName'),
  refer(STORAGE_CLASS, 'PersistentVolumeClaim', 'spec/storageClassName'),
  refer(STORAGE_CLASS, 'StatefulSet', 'spec/volumeClaimTemplates/spec/storageClassName'),
  ...inPodSpecs(PRIORITY_CLASS, RUNNING_KINDS, ['priorityClassName']),
  // kustomize's table has the version in the group, so this one never finds a class, and only fails where the field has a wrong shape.
  refer({ kind: 'IngressClass', group: 'networking.k8s.io/v1', version: 'v1' }, 'Ingress', 'spec/ingressClassName'),
  {
    ...refer({ kind: 'ValidatingAdmissionPolicy', group: 'admissionregistration.k8s.io' }, 'ValidatingAdmissionPolicyBinding', 'spec/policyName'),
    group: 'admissionregistration.k8s.io',
  },
];

function refer(target: Target, kind: string, path: string): NameReference {
  return referIn(target, kind, path.split('/'));
}

function referIn(target: Target, kind: string, path: readonly string[]): NameReference {
  return { target, kind, path };
}

/** ConfigMaps and Secrets are looked for in pods of version v1 only. */
function limitPods(reference: NameReference): NameReference {
  return reference.kind === 'Pod' ? { ...reference, version: 'v1' } : reference;
}

function inPodSpecs(target: Target, kinds: readonly PodKind[], paths: readonly string[]): NameReference[] {
  return kinds.flatMap((kind) => paths.map((path) => refer(target, kind, `${POD_SPECS[kind]}/${path}`)));
}

