import type { KubeObject } from '../harness/api-client';
import { STRINGS } from './generate-object';
import type { Random } from './random';

/** A place in a JSON value: the map or list, and the key in it. */
interface Place {
  readonly parent: Record<string, unknown> | unknown[];
  readonly key: string;
}

const WRONG_VALUES: readonly unknown[] = [
  '', 'not ok', '-a', 'UPPER', 'é', 'latest', '1w', '9'.repeat(64), 'a'.repeat(300), 0, -1, 1.5, true, false, null, [], {}, ['a'], { a: 'b' },
];

/** A copy with one thing changed somewhere: removed, renamed, added, doubled, or given another value. Most of them break a rule. */
export function mutateObject(object: KubeObject, random: Random): KubeObject {
  const copy = structuredClone(object);
  const places = listPlaces(copy, random);
  if (places.length === 0) {
    return copy;
  }
  const { parent, key } = random.pick(places);
  const value = Reflect.get(parent, key);
  random.pick([
    () => Reflect.deleteProperty(parent, key),
    // Twice as likely as the others: there are most rules for values.
    () => Reflect.set(parent, key, random.pick(WRONG_VALUES)),
    () => Reflect.set(parent, key, random.pick(WRONG_VALUES)),
    () => Reflect.set(parent, key, random.pick(STRINGS)),
    () => Reflect.set(parent, Array.isArray(parent) ? String(parent.length) : `${key}X`, value),
    () => Reflect.set(Array.isArray(parent) ? copy : parent, 'unknownField', random.pick(STRINGS)),
  ])();
  return dense(copy);
}

/** Every place but those that say where the object is applied: kubectl would look for it elsewhere, or not at all. */
function listPlaces(object: KubeObject, random: Random): Place[] {
  const { name, namespace, ...metadata } = object.metadata;
  const inMetadata = listBelow(metadata).map((place) => place.parent === metadata ? { ...place, parent: object.metadata } : place);
  const top = ['apiVersion', 'kind', 'spec'].map((key) => ({ parent: object, key }));
  return [...listBelow(object.spec), ...inMetadata, random.pick(top)].filter((place) => place.key in place.parent);
}

function listBelow(value: unknown): Place[] {
  if (typeof value !== 'object' || value === null) {
    return [];
  }
  const parent = value as Place['parent'];
  return Object.keys(parent).flatMap((key) => [{ parent, key }, ...listBelow(Reflect.get(parent, key))]);
}

/** A removed list entry leaves a hole, which JSON would write as null. */
function dense<T>(value: T): T {
  if (Array.isArray(value)) {
    return value.filter(() => true).map(dense) as T;
  }
  if (typeof value === 'object' && value !== null) {
    return Object.fromEntries(Object.entries(value).map(([key, child]) => [key, dense(child)])) as T;
  }
  return value;
}
