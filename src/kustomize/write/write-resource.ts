import { toPlainObject } from './to-plain';
import type { Exactness } from './to-plain';
import { copyNode } from '../nodes/copy-node';
import type { MapNode } from '../nodes/node';
import { removeBuildAnnotations } from '../select/previous-ids';

/** An object as it leaves the build: annotation values are texts, and what was noted during the build is gone. */
export function writeResource(node: MapNode, exactness: Exactness = 'strict'): Record<string, unknown> {
  const object = copyMetadata(node);
  removeBuildAnnotations(object);
  return toPlainObject(object, exactness);
}

/** The metadata is all that is changed: the rest, which may be a whole CRD, is only read. */
function copyMetadata(node: MapNode): MapNode {
  const metadata = node.fields.get('metadata');
  const fields = new Map(node.fields);
  if (metadata !== undefined) {
    fields.set('metadata', { ...metadata, value: copyNode(metadata.value) });
  }
  return { ...node, fields, shadowed: [...node.shadowed] };
}
