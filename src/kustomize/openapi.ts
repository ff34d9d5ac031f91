// What kustomize knows of the Kubernetes API. It mirrors kyaml's `openapi` with the schema that is built in, that of Kubernetes 1.21.

/** The namespaced kinds, by apiVersion. */
const NAMESPACED: Readonly<Record<string, string>> = {
  'v1': 'ConfigMap Endpoints Event LimitRange PersistentVolumeClaim Pod PodTemplate ReplicationController ResourceQuota Secret Service ServiceAccount',
  'apps/v1': 'ControllerRevision DaemonSet Deployment ReplicaSet StatefulSet',
  'autoscaling/v1': 'HorizontalPodAutoscaler Scale',
  'autoscaling/v2beta1': 'HorizontalPodAutoscaler',
  'autoscaling/v2beta2': 'HorizontalPodAutoscaler',
  'batch/v1': 'CronJob Job',
  'batch/v1beta1': 'CronJob',
  'coordination.k8s.io/v1': 'Lease',
  'coordination.k8s.io/v1beta1': 'Lease',
  'discovery.k8s.io/v1': 'EndpointSlice',
  'discovery.k8s.io/v1beta1': 'EndpointSlice',
  'events.k8s.io/v1': 'Event',
  'events.k8s.io/v1beta1': 'Event',
  'extensions/v1beta1': 'Ingress',
  'networking.k8s.io/v1': 'Ingress NetworkPolicy',
  'networking.k8s.io/v1beta1': 'Ingress',
  'policy/v1': 'PodDisruptionBudget',
  'policy/v1beta1': 'PodDisruptionBudget',
  'rbac.authorization.k8s.io/v1': 'Role RoleBinding',
  'rbac.authorization.k8s.io/v1beta1': 'Role RoleBinding',
  'storage.k8s.io/v1beta1': 'CSIStorageCapacity',
};

/** The cluster-scoped ones. */
const CLUSTER_SCOPED: Readonly<Record<string, string>> = {
  'v1': 'ComponentStatus Namespace Node PersistentVolume',
  'admissionregistration.k8s.io/v1': 'MutatingWebhookConfiguration ValidatingWebhookConfiguration',
  'admissionregistration.k8s.io/v1beta1': 'MutatingWebhookConfiguration ValidatingWebhookConfiguration',
  'apiextensions.k8s.io/v1': 'CustomResourceDefinition',
  'apiextensions.k8s.io/v1beta1': 'CustomResourceDefinition',
  'apiregistration.k8s.io/v1': 'APIService',
  'apiregistration.k8s.io/v1beta1': 'APIService',
  'certificates.k8s.io/v1': 'CertificateSigningRequest',
  'certificates.k8s.io/v1beta1': 'CertificateSigningRequest',
  'flowcontrol.apiserver.k8s.io/v1beta1': 'FlowSchema PriorityLevelConfiguration',
  'networking.k8s.io/v1': 'IngressClass',
  'networking.k8s.io/v1beta1': 'IngressClass',
  'node.k8s.io/v1': 'RuntimeClass',
  'node.k8s.io/v1beta1': 'RuntimeClass',
  'policy/v1beta1': 'PodSecurityPolicy',
  'rbac.authorization.k8s.io/v1': 'ClusterRole ClusterRoleBinding',
  'rbac.authorization.k8s.io/v1beta1': 'ClusterRole ClusterRoleBinding',
  'scheduling.k8s.io/v1': 'PriorityClass',
  'scheduling.k8s.io/v1beta1': 'PriorityClass',
  'storage.k8s.io/v1': 'CSIDriver CSINode StorageClass VolumeAttachment',
  'storage.k8s.io/v1beta1': 'CSIDriver CSINode StorageClass VolumeAttachment',
};

const CLUSTER_SCOPED_KINDS = collect(CLUSTER_SCOPED);
const BUILT_IN_KINDS = new Set([...CLUSTER_SCOPED_KINDS, ...collect(NAMESPACED)]);

/** Mirrors kyaml's `IsNamespaceScoped`. A custom resource always counts as namespaced. */
export function isClusterScoped(apiVersion: string, kind: string): boolean {
  return CLUSTER_SCOPED_KINDS.has(`${apiVersion} ${kind}`);
}

function isBuiltIn(apiVersion: string, kind: string): boolean {
  return BUILT_IN_KINDS.has(`${apiVersion} ${kind}`);
}

function collect(table: Readonly<Record<string, string>>): Set<string> {
  return new Set(Object.entries(table).flatMap(([apiVersion, kinds]) => kinds.split(' ').map((kind) => `${apiVersion} ${kind}`)));
}

/** What the schema says about a field as far as merging goes. */
export interface MergeSchema {
  readonly fields: ReadonlyMap<string, MergeSchema>;
  /** The schema of all other fields, where the map may have any. */
  readonly otherFields?: MergeSchema;
  /** Set for an associative list: its merge keys, the fields that identify an element. Empty for a list of scalars. */
  readonly mergeKeys?: readonly string[];
  /** The schema of a list's elements. */
  readonly elements?: MergeSchema;
}

const ATOM = object({});
const CONDITIONS = object({ conditions: list(['type']) });

/** A map of strings. Nothing in it is an object of its own, even if it has an apiVersion and a kind. */
const STRINGS: MergeSchema = { fields: new Map(), otherFields: ATOM };

const METADATA = object({ finalizers: list([]), ownerReferences: list(['uid']), labels: STRINGS, annotations: STRINGS });

const CONTAINER_LISTS = { env: list(['name']), volumeDevices: list(['devicePath']), volumeMounts: list(['mountPath']) };
const CONTAINER = object({ ...CONTAINER_LISTS, ports: list(['containerPort', 'protocol']) });
const EPHEMERAL_CONTAINER = object(CONTAINER_LISTS);

const VOLUME = object({ ephemeral: object({ volumeClaimTemplate: object({ metadata: METADATA }) }) });

const POD_SPEC = object({
  containers: list(['name'], CONTAINER),
  initContainers: list(['name'], CONTAINER),
  ephemeralContainers: list(['name'], EPHEMERAL_CONTAINER),
  hostAliases: list(['ip']),
  imagePullSecrets: list(['name']),
  nodeSelector: STRINGS,
  topologySpreadConstraints: list(['topologyKey', 'whenUnsatisfiable']),
  volumes: list(['name'], VOLUME),
});
const POD_TEMPLATE = object({ metadata: METADATA, spec: POD_SPEC });
const JOB_TEMPLATE = object({ metadata: METADATA, spec: object({ template: POD_TEMPLATE }) });
const WORKLOAD = { spec: object({ template: POD_TEMPLATE }), status: CONDITIONS };
const WEBHOOKS = { webhooks: list(['name']) };

/** The fields of each kind that lead to associative lists, without `metadata`, which all kinds have. Any other list is replaced. */
const FIELDS: Readonly<Record<string, Readonly<Record<string, MergeSchema>>>> = {
  APIService: { status: CONDITIONS },
  ConfigMap: { data: STRINGS, binaryData: STRINGS },
  ComponentStatus: { conditions: list(['type']) },
  CronJob: { spec: object({ jobTemplate: JOB_TEMPLATE }) },
  CSINode: { spec: object({ drivers: list(['name']) }) },
  DaemonSet: WORKLOAD,
  Deployment: WORKLOAD,
  Job: WORKLOAD,
  MutatingWebhookConfiguration: WEBHOOKS,
  Namespace: { status: CONDITIONS },
  Node: { spec: object({ podCIDRs: list([]) }), status: object({ conditions: list(['type']), addresses: list(['type']) }) },
  PersistentVolumeClaim: { status: CONDITIONS },
  Pod: { spec: POD_SPEC, status: object({ conditions: list(['type']), podIPs: list(['ip']) }) },
  PodDisruptionBudget: { status: CONDITIONS },
  PodTemplate: { template: POD_TEMPLATE },
  ReplicaSet: WORKLOAD,
  ReplicationController: WORKLOAD,
  Secret: { data: STRINGS, stringData: STRINGS },
  Service: { spec: object({ ports: list(['port', 'protocol']), selector: STRINGS }), status: CONDITIONS },
  ServiceAccount: { secrets: list(['name']) },
  StatefulSet: WORKLOAD,
  ValidatingWebhookConfiguration: WEBHOOKS,
};

const schemas = new Map<string, MergeSchema>();

/** The schema of a built-in kind; `undefined` for a custom resource. Mirrors kyaml's `SchemaForResourceType`. */
export function findSchema(apiVersion: string, kind: string): MergeSchema | undefined {
  if (!isBuiltIn(apiVersion, kind)) {
    return undefined;
  }
  const known = schemas.get(kind);
  if (known !== undefined) {
    return known;
  }
  const schema = object({ metadata: METADATA, ...Object.hasOwn(FIELDS, kind) ? FIELDS[kind] : {} });
  schemas.set(kind, schema);
  return schema;
}

function object(fields: Readonly<Record<string, MergeSchema>>): MergeSchema {
  return { fields: new Map(Object.entries(fields)) };
}

function list(mergeKeys: readonly string[], elements: MergeSchema = ATOM): MergeSchema {
  return { fields: new Map(), mergeKeys, elements };
}
