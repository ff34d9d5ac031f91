import type { MapNode } from '../nodes/node';
import { PatchFailure } from '../patch-failure';
import { describeId, getCurrentId, toIdKey } from './resource-id';

/** Refuses two objects with the same id. */
export function checkUnique(objects: readonly MapNode[]): void {
  const seen = new Set<string>();
  for (const object of objects) {
    const id = getCurrentId(object);
    const key = toIdKey(id);
    if (seen.has(key)) {
      throw new PatchFailure('PATCH_OBJECT_INVALID', `must not lead to two objects ${describeId(id)}`);
    }
    seen.add(key);
  }
}
