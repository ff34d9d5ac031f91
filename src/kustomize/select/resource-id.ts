import { isClusterScoped } from './kinds';
import { getField } from '../nodes/fields';
import { isEmpty, textOf } from '../nodes/node';
import type { MapNode } from '../nodes/node';

export interface ResourceId {
  readonly group: string;
  readonly version: string;
  readonly kind: string;
  readonly name: string;
  readonly namespace: string;
  /** What the namespace counts as when ids are compared and selected. */
  readonly effectiveNamespace: string;
}

const DEFAULT_NAMESPACE = 'default';
const NOT_NAMESPACED = '_non_namespaceable_';

/** The id of an object as it is now. */
export function getCurrentId(object: MapNode): ResourceId {
  const metadata = getField(object, 'metadata');
  const [group, version] = splitApiVersion(textOf(getField(object, 'apiVersion')));
  const kind = textOf(getField(object, 'kind'));
  const namespace = textIn(metadata, 'namespace');
  const apiVersion = group === '' ? version : `${group}/${version}`;
  return {
    group,
    version,
    kind,
    namespace,
    name: textIn(metadata, 'name'),
    effectiveNamespace: isClusterScoped(apiVersion, kind) ? NOT_NAMESPACED : namespace || DEFAULT_NAMESPACE,
  };
}

export function splitApiVersion(apiVersion: string): [group: string, version: string] {
  const slash = apiVersion.indexOf('/');
  return slash < 0 ? ['', apiVersion] : [apiVersion.slice(0, slash), apiVersion.slice(slash + 1)];
}

/** Equal ids have equal keys: a missing namespace is `default`, and cluster-scoped kinds have none. */
export function toIdKey(id: ResourceId): string {
  return JSON.stringify([id.group, id.version, id.kind, id.effectiveNamespace, id.name]);
}

/** The object in a message: `Deployment flux-system/source-controller`. */
export function describeId(id: ResourceId): string {
  return `${id.kind || 'an object without kind'} ${id.namespace === '' ? '' : `${id.namespace}/`}${id.name || '(no name)'}`;
}

function textIn(metadata: ReturnType<typeof getField>, name: string): string {
  const value = isEmpty(metadata) ? undefined : getField(metadata, name);
  return isEmpty(value) ? '' : textOf(value);
}
