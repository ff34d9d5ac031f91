import type { ApiObject } from 'cdk8s';
import { JsonPatch } from 'cdk8s';
import type { PatchedTarget } from '../operator';
import { escapePointer } from '../util';
import { keepStrings } from './keep-strings';

/**
 * Makes an API object of somebody else's emit what a patch made of it: only what changed is set, so that what its owner changes later still counts.
 */
export function patchApiObject(object: ApiObject, { before, after }: PatchedTarget): void {
  if (after === undefined) {
    object.node.scope?.node.tryRemoveChild(object.node.id);
    return;
  }
  const changes = listChanges(before, after, '');
  const toJson = object.toJson.bind(object);
  // Not with `addJsonPatch`: a typed object, such as those of cdk8s-plus, maps its fields once more after that, and drops what it does not know.
  object.toJson = () => JsonPatch.apply(toJson(), ...changes);
  keepStrings(object);
}

function listChanges(before: any, after: any, pointer: string): JsonPatch[] {
  if (!isMap(before) || !isMap(after)) {
    return JSON.stringify(before) === JSON.stringify(after) ? [] : [JsonPatch.add(pointer, after)];
  }
  const at = (key: string) => `${pointer}/${escapePointer(key)}`;
  return [
    ...Object.keys(before).filter((key) => !Object.hasOwn(after, key)).map((key) => JsonPatch.remove(at(key))),
    ...Object.keys(after).flatMap((key) => (
      Object.hasOwn(before, key) ? listChanges(before[key], after[key], at(key)) : [JsonPatch.add(at(key), after[key])]
    )),
  ];
}

function isMap(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
