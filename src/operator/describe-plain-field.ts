import type { SyncField } from './sync-fields';
import type { SyncInput } from './sync-input';

/** Where each plain input goes, by the path in the object. */
const WRITTEN: ReadonlyMap<string, SyncField> = new Map<string, SyncField>([
  ['spec.url', 'url'],
  ['spec.endpoint', 'url'],
  ['spec.ref', 'ref'],
  ['spec.ref.name', 'ref'],
  ['spec.ref.tag', 'ref'],
  ['spec.bucketName', 'ref'],
  ['spec.interval', 'interval'],
  ['spec.secretRef.name', 'pullSecret'],
  ['spec.provider', 'provider'],
  ['spec.path', 'path'],
  ['spec.serviceAccountName', 'multitenant'],
  ['metadata.name', 'name'],
  ['spec.sourceRef.name', 'name'],
  ['metadata.namespace', 'namespace'],
  ['metadata.labels.app.kubernetes.io/instance', 'namespace'],
  ['metadata.labels.fluxcd.controlplane.io/namespace', 'namespace'],
  ['metadata.labels.fluxcd.controlplane.io/name', 'instanceName'],
]);

/** The plain input that wrote a field of the sync's objects, as its author wrote it. */
export function describePlainField(input: SyncInput, path: string): string | undefined {
  for (const field of ['labels', 'annotations'] as const) {
    const prefix = `metadata.${field}`;
    if ((path === prefix && input[field] !== undefined) || (path.startsWith(`${prefix}.`) && Object.hasOwn(input[field] ?? {}, path.slice(prefix.length + 1)))) {
      return `${input.fields[field]}${path.slice(prefix.length)}`;
    }
  }
  const field = WRITTEN.get(path);
  return field === undefined ? undefined : input.fields[field === 'name' && input.name === undefined ? 'namespace' : field];
}

/** The inputs that a run-time rule can refer to, by the field in the object. */
const NAMES: ReadonlyMap<string, SyncField> = new Map<string, SyncField>([
  ['fluxVersion', 'fluxVersion'],
  ['spec.url', 'url'],
  ['spec.endpoint', 'url'],
  ['spec.ref', 'ref'],
  ['spec.ref.name', 'ref'],
  ['spec.secretRef', 'pullSecret'],
  ['spec.provider', 'provider'],
  ['spec.interval', 'interval'],
  ['spec.path', 'path'],
]);

/** What the author of the input calls a field of the sync's objects. */
export function namePlainField(input: SyncInput, field: string): string | undefined {
  const name = NAMES.get(field);
  return name === undefined ? undefined : input.fields[name];
}
