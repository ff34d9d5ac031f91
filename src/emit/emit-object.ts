import { ApiObject, JsonPatch } from 'cdk8s';
import type { Construct } from 'constructs';
import { escapePointer } from '../util';
import type { KubeObject } from '../util';
import { keepStrings } from './keep-strings';

/**
 * Emits a finished plain object as a bare ApiObject, unchanged: typings made by `cdk8s import` would map known fields again and drop the others.
 */
export function emitObject(scope: Construct, id: string, object: KubeObject): ApiObject {
  const extras: JsonPatch[] = [];
  const emitted = new ApiObject(scope, id, canCarry(object) ? object : carry(object, '', extras) as KubeObject);
  // ApiObject adds the chart's labels on its own; a patch may have removed one.
  for (const label of Object.keys(emitted.chart.labels)) {
    if (!Object.hasOwn(object.metadata.labels ?? {}, label)) {
      extras.push(JsonPatch.remove(`/metadata/labels/${escapePointer(label)}`));
    }
  }
  // It adds the chart's namespace, too; some kinds have none.
  if (object.metadata.namespace === undefined && emitted.metadata.namespace !== undefined) {
    extras.push(JsonPatch.remove('/metadata/namespace'));
  }
  emitted.addJsonPatch(...extras);
  keepStrings(emitted);
  return emitted;
}

/** Whether cdk8s writes a value as it is. */
export function canCarry(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) {
    return value !== null;
  }
  const children = Object.values(value);
  return (Array.isArray(value) || !Object.hasOwn(value, 'constructor')) && children.every(canCarry);
}

/**
 * Copies what cdk8s can carry. It drops every null and stumbles over a key named `constructor`: such values are added as JSON patches, which
 * come after.
 */
function carry(value: unknown, pointer: string, extras: JsonPatch[]): unknown {
  if (Array.isArray(value)) {
    return value.map((item, index) => carry(item, `${pointer}/${index}`, extras));
  }
  if (typeof value !== 'object' || value === null) {
    return value;
  }
  const copy: Record<string, unknown> = {};
  for (const [key, child] of Object.entries(value)) {
    if (child === null || key === 'constructor') {
      extras.push(JsonPatch.add(`${pointer}/${escapePointer(key)}`, child));
    } else {
      copy[key] = carry(child, `${pointer}/${escapePointer(key)}`, extras);
    }
  }
  return copy;
}
