import type { KubeObject } from '../harness/api-client';

/** The field manager of the operator. */
export const OPERATOR = 'flux-operator';

/** One entry of `metadata.managedFields`. */
export interface ManagedFieldsEntry {
  readonly manager: string;
  readonly operation: 'Apply' | 'Update';
  readonly apiVersion: string;
  readonly fieldsType: string;
  readonly fieldsV1: FieldSet;
  readonly subresource?: string;
  readonly time?: string;
}

/** The set of fields that an entry owns: `f:` and a name, `k:` and a key, or `.` for the object itself. */
export interface FieldSet {
  readonly [field: string]: FieldSet;
}

/**
 * Gives the operator every field that the other tools own, as it does before it applies. Fields that it does not apply itself are then removed.
 * Returns undefined where there is nothing to take over.
 */
export function takeOverFields(object: KubeObject): ManagedFieldsEntry[] | undefined {
  const entries: readonly ManagedFieldsEntry[] = object.metadata.managedFields ?? [];
  const taken = entries.filter(isTakenOver);
  if (taken.length === 0) {
    return undefined;
  }
  const own = entries.find(isOwn) ?? { ...taken[0], manager: OPERATOR, operation: 'Apply' as const, fieldsV1: {} };
  const fieldsV1 = taken.reduce((fields, entry) => uniteFields(fields, entry.fieldsV1), own.fieldsV1);
  return [{ ...own, fieldsV1 }, ...entries.filter((entry) => !isTakenOver(entry) && !isOwn(entry))];
}

/** Finalizers and status belong to the controllers, which write them by update. They stay. */
function isTakenOver({ manager, operation, subresource }: ManagedFieldsEntry): boolean {
  if (subresource !== undefined) {
    return false;
  }
  return manager.startsWith('kubectl') || ['before-first-apply', 'helm', 'flux'].includes(manager)
    || (manager === 'kustomize-controller' && operation === 'Apply');
}

function isOwn({ manager, operation, subresource }: ManagedFieldsEntry): boolean {
  return manager === OPERATOR && operation === 'Apply' && subresource === undefined;
}

function uniteFields(left: FieldSet, right: FieldSet): FieldSet {
  const names = new Set([...Object.keys(left), ...Object.keys(right)]);
  return Object.fromEntries([...names].map((name) => [name, uniteFields(left[name] ?? {}, right[name] ?? {})]));
}
