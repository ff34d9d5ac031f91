import { isDeepStrictEqual } from 'node:util';
import type { MapNode } from '../nodes/node';
import { PatchFailure } from '../patch-failure';
import { fromPlain } from './from-plain';
import { writeResource } from './write-resource';

/** How objects that this room gave out are written. A plain object cannot say whether a text stood in quotes. */
const NODES = new WeakMap<object, MapNode>();

export function rememberNodes<T extends object>(object: T, node: MapNode): T {
  NODES.set(object, node);
  return object;
}

/** The nodes of a plain object: the remembered ones while it is still what it was, else as YAML writers would write it. */
export function recallNodes(object: unknown): MapNode {
  if (typeof object !== 'object' || object === null || Array.isArray(object)) {
    throw new PatchFailure('PATCH_OBJECT_INVALID', 'must be an object');
  }
  const node = NODES.get(object);
  return node !== undefined && isDeepStrictEqual(writeResource(node, 'lenient'), object) ? node : fromPlain(object, 'canonical') as MapNode;
}
