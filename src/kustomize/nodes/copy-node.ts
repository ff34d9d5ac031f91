import type { Field, MapNode, Node } from './node';

/** A copy that shares nothing with the original. */
export function copyNode<T extends Node>(node: T): T {
  switch (node.kind) {
    case 'scalar':
      return { ...node };
    case 'list':
      return { ...node, items: node.items.map(copyNode) };
    default:
      return copyMap(node as MapNode) as T;
  }
}

function copyMap(map: MapNode): MapNode {
  const fields = new Map<string, Field>();
  for (const [name, field] of map.fields) {
    fields.set(name, copyField(field));
  }
  return { ...map, fields, shadowed: map.shadowed.map(copyField) };
}

function copyField(field: Field): Field {
  return { key: { ...field.key }, value: copyNode(field.value) };
}
