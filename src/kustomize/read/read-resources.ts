import { copyNode } from '../nodes/copy-node';
import { getField } from '../nodes/fields';
import { isEmpty, isNull } from '../nodes/node';
import type { MapNode, Node } from '../nodes/node';
import { PatchFailure } from '../patch-failure';
import { readDocument } from './read-document';
import { splitDocuments } from './split-documents';
import { checkIdentity } from '../select/check-identity';
import { fromPlain } from '../write/from-plain';
import { toPlain } from '../write/to-plain';

/** The objects of a YAML stream: empty documents are dropped and lists of objects are opened. */
export function readResources(text: string): MapNode[] {
  const chunks = splitDocuments(text);
  const documents = chunks.map((chunk) => readDocument(chunk)).filter((node): node is Node => node !== undefined && !isNull(node));
  const nodes = documents.flatMap((node) => chunks.length === 1 && getKind(node) === 'List' ? openGenericList(node) : [node]);
  return openLists(nodes.filter(isObject));
}

function openGenericList(node: Node): Node[] {
  const items = getField(node, 'items');
  if (items === undefined) {
    return [node];
  }
  return items.kind === 'list' ? items.items : [];
}

/** Items of a `FooList` go through JSON upstream, so their texts come out quoted, and they move behind the other objects. */
function openLists(nodes: readonly MapNode[]): MapNode[] {
  const queue = [...nodes];
  const objects: MapNode[] = [];
  for (let next = 0; next < queue.length; next++) {
    const node = queue[next];
    const items = getField(node, 'items');
    if (!getKind(node).endsWith('List') || items === undefined) {
      objects.push(node);
    } else if (items.kind === 'list') {
      const plain = toPlain(copyNode(items)) as unknown[];
      queue.push(...plain.map((item) => fromPlain(item, 'quoted')).filter(isObject));
    } else if (!isNull(items)) {
      throw new PatchFailure('PATCH_YAML', 'must have a list in the items of a list object');
    }
  }
  return objects;
}

function isObject(node: Node): node is MapNode {
  if (isEmpty(node)) {
    return false;
  }
  checkIdentity(node);
  return true;
}

function getKind(node: Node): string {
  const kind = getField(node, 'kind');
  return kind !== undefined && kind.kind === 'scalar' && !isNull(kind) ? kind.text : '';
}
