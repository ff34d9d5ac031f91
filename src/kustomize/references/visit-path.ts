import { getField } from '../nodes/fields';
import { isNull } from '../nodes/node';
import type { Node } from '../nodes/node';
import { PatchFailure } from '../patch-failure';

/** Visits every node that a path leads to; lists on the way are walked, missing and null fields end it. */
export function visitPath(node: Node, path: readonly string[], visit: (node: Node) => void): void {
  if (path.length === 0) {
    visit(node);
    return;
  }
  if (isNull(node)) {
    return;
  }
  switch (node.kind) {
    case 'list':
      node.items.forEach((item) => visitPath(item, path, visit));
      return;
    case 'map': {
      const field = getField(node, path[0]);
      if (field !== undefined) {
        visitPath(field, path.slice(1), visit);
      }
      return;
    }
    default:
      throw new PatchFailure('PATCH_NAME_REFERENCE', `a map or list must stand where ${path[0]} is looked for`);
  }
}
