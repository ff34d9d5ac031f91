import { isObject } from '../util';
import type { KubeObject } from '../util';
import type { CompleteSpec } from './spec';

/** The kinds of a Flux instance that have no namespace. */
const CLUSTER_SCOPED: ReadonlySet<string> = new Set([
  'v1 Namespace', 'apiextensions.k8s.io/v1 CustomResourceDefinition',
  'rbac.authorization.k8s.io/v1 ClusterRole', 'rbac.authorization.k8s.io/v1 ClusterRoleBinding',
]);

export function isClusterScoped({ apiVersion, kind }: KubeObject): boolean {
  return CLUSTER_SCOPED.has(`${apiVersion} ${kind}`);
}

/** Puts an object into the namespace of the instance, wherever a patch moved it. */
export function setNamespace(object: KubeObject, namespace: string): KubeObject {
  if (!isClusterScoped(object)) {
    return setBindingNamespace({ ...object, metadata: { ...object.metadata, namespace } }, namespace);
  }
  return object.kind === 'Namespace' ? { ...object, metadata: { ...object.metadata, name: namespace } } : setBindingNamespace(object, namespace);
}

/** kustomize gives a subject the namespace only where it is named default, and whatever its kind. */
function setBindingNamespace(object: KubeObject, namespace: string): KubeObject {
  return ['ClusterRoleBinding', 'RoleBinding'].includes(object.kind) && Array.isArray(object.subjects)
    ? {
      ...object,
      subjects: object.subjects.map((subject: unknown) => (
        isObject(subject) && subject.name === 'default' ? { ...subject, namespace } : subject
      )),
    }
    : object;
}

/** Sets the labels and annotations that no patch can change, and the labels that name the owner. */
export function setManagedMetadata(object: KubeObject, { namespace, instanceName, release }: CompleteSpec): KubeObject {
  return addMetadata(object, {
    annotations: { 'kustomize.toolkit.fluxcd.io/ssa': 'Ignore', 'kustomize.toolkit.fluxcd.io/prune': 'Disabled' },
    labels: {
      'app.kubernetes.io/managed-by': 'flux-operator',
      'app.kubernetes.io/instance': namespace,
      'app.kubernetes.io/version': release,
      'app.kubernetes.io/part-of': 'flux',
      'fluxcd.controlplane.io/name': instanceName,
      'fluxcd.controlplane.io/namespace': namespace,
    },
  });
}

/** Adds labels and annotations; they replace equal keys. */
export function addMetadata(object: KubeObject, added: NonNullable<CompleteSpec['commonMetadata']>): KubeObject {
  const { labels, annotations } = object.metadata;
  return isEmpty(added.labels) && isEmpty(added.annotations) ? object : {
    ...object,
    metadata: {
      ...object.metadata,
      ...isEmpty(added.labels) ? {} : { labels: { ...fillNulls(labels), ...added.labels } },
      ...isEmpty(added.annotations) ? {} : { annotations: { ...annotations, ...added.annotations } },
    },
  };
}

function isEmpty(map: object | undefined): boolean {
  return map === undefined || Object.keys(map).length === 0;
}

/** A label that a patch set to null is an empty one. */
function fillNulls(labels: unknown): Readonly<Record<string, string>> {
  if (!isObject(labels)) {
    return {};
  }
  const filled = Object.values(labels).includes(null) ? Object.fromEntries(Object.entries(labels).map(([key, value]) => [key, value ?? ''])) : labels;
  return filled as Record<string, string>;
}
