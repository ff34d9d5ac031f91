/**
 * A YAML node. Strategic merge works on nodes and not on values, because what a scalar becomes depends on how patch and target are written.
 */
export type Node = ScalarNode | ListNode | MapNode;

export interface ScalarNode {
  readonly kind: 'scalar';
  /** Short tag such as `!!int`; empty where the text alone decides. */
  tag: string;
  text: string;
  /** Written in quotes or as a block. */
  quoted: boolean;
  /** Written as a folded block, which upstream's writer does not always write back as it was. */
  folded?: boolean;
  /** The tag is written out in the source. */
  tagged: boolean;
  /** A null of the source that a merge must not remove. */
  kept?: boolean;
}

export interface ListNode {
  readonly kind: 'list';
  items: Node[];
  /** Written in brackets, where upstream's writer quotes more texts. */
  flow?: boolean;
}

export interface Field {
  key: ScalarNode;
  value: Node;
}

export interface MapNode {
  readonly kind: 'map';
  readonly fields: Map<string, Field>;
  /** Later fields with a key that the map already has: kustomize does not see them until it writes the object. */
  shadowed: Field[];
  flow?: boolean;
}

export function newScalar(text: string, tag = '', quoted = false): ScalarNode {
  return { kind: 'scalar', tag, text, quoted, tagged: false };
}

export function newList(items: Node[] = []): ListNode {
  return { kind: 'list', items };
}

export function newMap(): MapNode {
  return { kind: 'map', fields: new Map(), shadowed: [] };
}

export function isMissingOrNull(node: Node | undefined): node is undefined {
  return node === undefined || isNull(node);
}

export function isNull(node: Node): boolean {
  return node.kind === 'scalar' && node.tag === '!!null';
}

/** Absent, null, `{}` or `[]`. */
export function isEmpty(node: Node | undefined): boolean {
  return isMissingOrNull(node) || isEmptyMap(node) || ((node as Node).kind === 'list' && (node as ListNode).items.length === 0);
}

export function isEmptyMap(node: Node | undefined): boolean {
  return node !== undefined && node.kind === 'map' && node.fields.size === 0;
}

/** The text of a scalar; a map or list has none. */
export function textOf(node: Node | undefined): string {
  return node !== undefined && node.kind === 'scalar' ? node.text : '';
}
