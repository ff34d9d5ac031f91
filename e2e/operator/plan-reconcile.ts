import type { KubeObject } from '../harness/api-client';
import { takeOverFields } from './managed-fields';
import type { ManagedFieldsEntry } from './managed-fields';

export const FINALIZER = 'fluxcd.controlplane.io/finalizer';

const RECONCILE = 'fluxcd.controlplane.io/reconcile';
const PRUNE = 'fluxcd.controlplane.io/prune';
const OWNER_NAME = 'fluxcd.controlplane.io/name';
const OWNER_NAMESPACE = 'fluxcd.controlplane.io/namespace';

/** An object in `status.inventory` of the FluxInstance: `<namespace>_<name>_<group>_<kind>`, and the version. */
export interface InventoryEntry {
  readonly id: string;
  readonly v: string;
}

/** What the operator sees when it reconciles. */
export interface OperatorState {
  readonly instance: KubeObject | undefined;
  /** The objects that the FluxInstance asks for. */
  readonly desired: readonly KubeObject[];
  /** Those of them, and of the inventory, that exist. */
  readonly live: readonly KubeObject[];
}

/** One request to the API server. */
export type Action =
  | { readonly type: 'addFinalizer' }
  | { readonly type: 'removeFinalizer' }
  | { readonly type: 'setManagedFields'; readonly object: KubeObject; readonly managedFields: readonly ManagedFieldsEntry[] }
  | { readonly type: 'apply'; readonly object: KubeObject }
  | { readonly type: 'delete'; readonly object: KubeObject }
  | { readonly type: 'setInventory'; readonly entries: readonly InventoryEntry[] };

/**
 * What the Flux Operator does about the sync objects of a FluxInstance, as far as a migration meets it. Written from observations of the running
 * operator, not from its source.
 */
export function planReconcile({ instance, desired, live }: OperatorState): Action[] {
  if (instance === undefined) {
    return [];
  }
  const disabled = instance.metadata.annotations?.[RECONCILE] === 'disabled';
  const inventory = readInventory(instance);
  if (instance.metadata.deletionTimestamp !== undefined) {
    return [...disabled ? [] : planDeletions(instance, inventory, live), { type: 'removeFinalizer' }];
  }
  if (disabled) {
    return [];
  }
  const entries = desired.map(toInventoryEntry);
  const kept = new Set(entries.map(({ id }) => id));
  return [
    ...instance.metadata.finalizers?.includes(FINALIZER) ? [] : [{ type: 'addFinalizer' } as const],
    ...desired.flatMap((object) => planApply(object, live)),
    ...planDeletions(instance, inventory.filter(({ id }) => !kept.has(id)), live),
    { type: 'setInventory', entries },
  ];
}

export function readInventory(instance: KubeObject): readonly InventoryEntry[] {
  return instance.status?.inventory?.entries ?? [];
}

export function toInventoryEntry({ apiVersion, kind, metadata }: KubeObject): InventoryEntry {
  const [version, group = ''] = apiVersion.split('/').reverse();
  return { id: [metadata.namespace ?? '', metadata.name, group, kind].join('_'), v: version };
}

/** The identity of the object that an entry names. */
export function fromInventoryEntry({ id, v }: InventoryEntry): KubeObject {
  const [namespace, name, group, kind] = id.split('_');
  return { apiVersion: group === '' ? v : `${group}/${v}`, kind, metadata: { name, namespace } };
}

function planApply(object: KubeObject, live: readonly KubeObject[]): Action[] {
  const found = findLive(live, toInventoryEntry(object));
  const managedFields = found && takeOverFields(found);
  return [...managedFields ? [{ type: 'setManagedFields', object, managedFields } as const] : [], { type: 'apply', object }];
}

/** Deletes what carries the owner labels of this FluxInstance, whoever owns the fields, unless its annotation says otherwise. */
function planDeletions(instance: KubeObject, entries: readonly InventoryEntry[], live: readonly KubeObject[]): Action[] {
  const { name, namespace } = instance.metadata;
  return entries.filter((entry) => {
    const { labels, annotations } = findLive(live, entry)?.metadata ?? {};
    return labels?.[OWNER_NAME] === name && labels?.[OWNER_NAMESPACE] === namespace && annotations?.[PRUNE] !== 'disabled';
  }).map((entry) => ({ type: 'delete', object: fromInventoryEntry(entry) }));
}

function findLive(live: readonly KubeObject[], { id }: InventoryEntry): KubeObject | undefined {
  return live.find((object) => toInventoryEntry(object).id === id);
}
