import { formatValue } from '../../problems';
import { isMissingOrNull } from '../nodes/node';
import type { Node } from '../nodes/node';
import { PatchFailure } from '../patch-failure';
import { toPlain } from '../write/to-plain';

/** Refuses a node of another kind than the place needs; nothing and null fit everywhere. */
export function checkKind(node: Node | undefined, kind: Node['kind'], path: readonly string[] = []): void {
  if (!isMissingOrNull(node) && (node as Node).kind !== kind) {
    const place = path.length === 0 ? '' : ` at ${path.join('.')}`;
    throw new PatchFailure('PATCH_NODE_KIND', `must have a ${kind}${place}, has ${describe(node as Node)}`);
  }
}

function describe(node: Node): string {
  try {
    return `the ${node.kind} ${formatValue(toPlain(node))}`;
  } catch {
    return `a ${node.kind}`;
  }
}
