import { formatValue } from '../../problems';
import { isMissingOrNull } from '../nodes/node';
import type { Node } from '../nodes/node';
import { PatchFailure } from '../patch-failure';
import { toPlain } from '../write/to-plain';

/** Where a merge is, from the inside out: most are never shown, so they are only put together when they are. */
export interface FieldPath {
  readonly parent?: FieldPath;
  readonly name: string;
}

/** Refuses a node of another kind than the place needs; nothing and null fit everywhere. */
export function checkKind(node: Node | undefined, kind: Node['kind'], path?: FieldPath): void {
  if (!isMissingOrNull(node) && (node as Node).kind !== kind) {
    const place = path === undefined ? '' : ` at ${formatPath(path)}`;
    throw new PatchFailure('PATCH_NODE_KIND', `must have a ${kind}${place}, has ${describe(node as Node)}`);
  }
}

function formatPath({ parent, name }: FieldPath): string {
  return parent === undefined ? name : `${formatPath(parent)}.${name}`;
}

function describe(node: Node): string {
  try {
    return `the ${node.kind} ${formatValue(toPlain(node))}`;
  } catch {
    return `a ${node.kind}`;
  }
}
