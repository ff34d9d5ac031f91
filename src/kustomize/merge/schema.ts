import { isBuiltIn } from '../select/kinds';

/** What kustomize's schema says about a field as far as merging goes. */
export interface Schema {
  readonly fields: ReadonlyMap<string, Schema>;
  /** The schema of all other fields, where the map may have any. */
  readonly others?: Schema;
  /** Set for a list that merges: the fields that identify an element, none for a list of scalars. */
  readonly keys?: readonly string[];
  /** The schema of a list's elements. */
  readonly elements?: Schema;
}

const ATOM = object({});
const CONDITIONS = object({ conditions: list(['type']) });

/** A map of texts: what stands in it is no object of its own, whatever it says. */
const TEXTS: Schema = { fields: new Map(), others: ATOM };

const METADATA = object({ finalizers: list([]), ownerReferences: list(['uid']), labels: TEXTS, annotations: TEXTS });

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
  nodeSelector: TEXTS,
  topologySpreadConstraints: list(['topologyKey', 'whenUnsatisfiable']),
  volumes: list(['name'], VOLUME),
});
const POD_TEMPLATE = object({ metadata: METADATA, spec: POD_SPEC });
const JOB_TEMPLATE = object({ metadata: METADATA, spec: object({ template: POD_TEMPLATE }) });
const WORKLOAD = { spec: object({ template: POD_TEMPLATE }), status: CONDITIONS };
const WEBHOOKS = { webhooks: list(['name']) };

/** The fields of each kind that lead to merging lists, without `metadata`, which all kinds have. A list that is missing here is replaced. */
const FIELDS: Readonly<Record<string, Readonly<Record<string, Schema>>>> = {
  APIService: { status: CONDITIONS },
  ConfigMap: { data: TEXTS, binaryData: TEXTS },
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
  Secret: { data: TEXTS, stringData: TEXTS },
  Service: { spec: object({ ports: list(['port', 'protocol']), selector: TEXTS }), status: CONDITIONS },
  ServiceAccount: { secrets: list(['name']) },
  StatefulSet: WORKLOAD,
  ValidatingWebhookConfiguration: WEBHOOKS,
};

const schemas = new Map<string, Schema>();

/** The schema of a built-in kind; nothing for a custom resource. */
export function findSchema(apiVersion: string, kind: string): Schema | undefined {
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

function object(fields: Readonly<Record<string, Schema>>): Schema {
  return { fields: new Map(Object.entries(fields)) };
}

function list(keys: readonly string[], elements: Schema = ATOM): Schema {
  return { fields: new Map(), keys, elements };
}
