import { toPlainObject } from './to-plain';
import type { Exactness } from './to-plain';
import { copyNode } from '../nodes/copy-node';
import type { MapNode } from '../nodes/node';
import { removeBuildAnnotations } from '../select/previous-ids';

/** An object as it leaves the build: annotation values are texts, and what was noted during the build is gone. */
export function writeResource(node: MapNode, exactness: Exactness = 'strict'): Record<string, unknown> {
  const object = copyNode(node);
  removeBuildAnnotations(object);
  return toPlainObject(object, exactness);
}
