import { isAtLeast } from '../flux';
import { NOT_NAMESPACED } from '../kustomize';
import { isObject } from '../util';
import type { KubeObject } from '../util';
import type { EarlierId, Resource } from './resource';
import type { CompleteSpec } from './spec';

/** What upstream writes wherever the namespace of the instance belongs. */
export const PLACEHOLDER = 'flux-system';

/** The roles, bindings and the quota: a build of its own, whose names end with the namespace so that several instances can stand side by side. */
export function buildRoles(objects: readonly KubeObject[], spec: CompleteSpec): Resource[] {
  const names = new Set(objects.filter(({ kind }) => kind === 'ClusterRole').map(({ metadata }) => metadata.name));
  return objects.map((object) => {
    const name = object.metadata.name ?? '';
    const quota = object.kind === 'ResourceQuota';
    return {
      object: {
        ...shapeRole(object, names, spec),
        metadata: { ...object.metadata, name: `${name}-${spec.namespace}`, ...quota ? { namespace: spec.namespace } : {} },
      },
      earlier: quota ? [toEarlier(name, 'default'), toEarlier(name, spec.namespace)] : [toEarlier(name, NOT_NAMESPACED)],
    };
  });
}

function toEarlier(name: string, namespace: string): EarlierId {
  return { name, namespace };
}

function shapeRole(object: KubeObject, names: ReadonlySet<string | undefined>, spec: CompleteSpec): KubeObject {
  if (object.kind === 'ClusterRoleBinding') {
    return shapeBinding(object, names, spec.namespace);
  }
  if (object.kind !== 'ClusterRole' || object.metadata.name !== 'crd-controller' || !Array.isArray(object.rules)) {
    return object;
  }
  const rules = object.rules as readonly unknown[];
  // Without object-level workload identity no controller needs to make tokens. Older releases have no such rule that could be taken away.
  const kept = spec.cluster.objectLevelWorkloadIdentity || !isAtLeast(spec.release, '2.6') ? rules : rules.filter((rule) => !makesTokens(rule));
  const operator = { apiGroups: ['fluxcd.controlplane.io'], resources: ['*'], verbs: ['*'] };
  return { ...object, rules: spec.components.includes('notification-controller') ? [...kept, operator] : kept };
}

function makesTokens(rule: unknown): boolean {
  return isObject(rule) && Array.isArray(rule.resources) && rule.resources.includes('serviceaccounts/token');
}

function shapeBinding(object: KubeObject, names: ReadonlySet<string | undefined>, namespace: string): KubeObject {
  const { roleRef, subjects } = object;
  const renamed = isObject(roleRef) && typeof roleRef.name === 'string' && names.has(roleRef.name);
  return {
    ...object,
    roleRef: renamed ? { ...roleRef, name: `${String(roleRef.name)}-${namespace}` } : roleRef,
    subjects: Array.isArray(subjects)
      ? subjects.map((subject: unknown) => isObject(subject) && subject.namespace === PLACEHOLDER ? { ...subject, namespace } : subject)
      : subjects,
  };
}
