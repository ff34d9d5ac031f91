import { getField } from '../nodes/fields';
import { isEmpty, textOf } from '../nodes/node';
import type { MapNode, Node } from '../nodes/node';
import { PatchFailure } from '../patch-failure';

/** Every object needs a kind, and a name unless it is a list. */
export function checkIdentity(node: Node): asserts node is MapNode {
  const kind = textOfFilled(getField(node, 'kind'));
  if (kind === '') {
    throw new PatchFailure('PATCH_OBJECT_INVALID', 'must have a kind');
  }
  const metadata = getField(node, 'metadata');
  if (!kind.endsWith('List') && textOfFilled(isEmpty(metadata) ? undefined : getField(metadata, 'name')) === '') {
    throw new PatchFailure('PATCH_OBJECT_INVALID', `must have a metadata.name (kind ${kind})`);
  }
}

function textOfFilled(node: Node | undefined): string {
  return isEmpty(node) ? '' : textOf(node);
}
