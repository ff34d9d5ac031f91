import { getOriginalId, getPreviousIds } from './previous-ids';
import { getCurrentId, toIdKey } from './resource-id';
import type { MapNode } from '../nodes/node';

/** The places of the objects that are, or were before a JSON patch, what a strategic merge patch without target names. */
export function findTargets(objects: readonly MapNode[], document: MapNode): number[] {
  const wanted = toIdKey(getOriginalId(document));
  return objects.flatMap((object, i) => (
    [getCurrentId(object), ...getPreviousIds(object)].some((id) => toIdKey(id) === wanted) ? [i] : []
  ));
}
