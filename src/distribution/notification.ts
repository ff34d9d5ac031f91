import { isAtLeast } from '../flux';
import { isObject } from '../util';
import type { KubeObject } from '../util';

/** The operator's own kinds, which notification-controller may watch as well. */
const KINDS: readonly string[] = ['FluxInstance', 'ResourceSet', 'ResourceSetInputProvider'];

/** The list in each CRD whose entries name a kind. */
const LISTS: ReadonlyMap<string, string> = new Map([
  ['alerts.notification.toolkit.fluxcd.io', 'eventSources'],
  ['receivers.notification.toolkit.fluxcd.io', 'resources'],
]);

/** A CRD of notification-controller with the operator's kinds among those that alerts and receivers may name. */
export function addNotificationKinds(object: KubeObject, release: string): KubeObject {
  const list = LISTS.get(object.metadata.name ?? '');
  const { spec } = object;
  if (list === undefined || object.kind !== 'CustomResourceDefinition' || !isObject(spec) || !Array.isArray(spec.versions)) {
    return object;
  }
  // Later CRD versions than these are not looked at.
  const count = isAtLeast(release, '2.9') ? 1 : isAtLeast(release, '2.7') ? 2 : 3;
  const path = ['schema', 'openAPIV3Schema', 'properties', 'spec', 'properties', list, 'items', 'properties', 'kind', 'enum'];
  const versions = spec.versions.map((version: unknown, i) => i < count ? appendAt(version, path) : version);
  return { ...object, spec: { ...spec, versions } };
}

function appendAt(value: unknown, path: readonly string[]): unknown {
  if (path.length === 0) {
    return Array.isArray(value) ? [...value as unknown[], ...KINDS] : value;
  }
  const [key, ...rest] = path;
  return isObject(value) && Object.hasOwn(value, key) ? { ...value, [key]: appendAt(value[key], rest) } : value;
}
