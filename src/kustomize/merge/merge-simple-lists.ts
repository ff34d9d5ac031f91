import { getField, setText } from '../nodes/fields';
import { isEmpty, isEmptyMap, isMissingOrNull, newList, textOf } from '../nodes/node';
import type { ListNode, Node } from '../nodes/node';

type MergeElement = (target: Node | undefined, patch: Node | undefined, value: string) => Node | undefined;

/**
 * Merges lists in which every element has its one key, in the time that takes: the general way searches both lists for each element. Nothing
 * where an element is odd, because then the general way does odd things.
 */
export function mergeSimpleLists(target: ListNode, patch: ListNode | undefined, key: string, merge: MergeElement): ListNode | undefined {
  const targets = indexElements(target, key);
  const patches = indexElements(patch, key);
  if (targets === undefined || patches === undefined) {
    return undefined;
  }
  const merged = new Map<string, Node>();
  const deleted = new Set<string>();
  for (const value of new Set([...patches.keys(), ...targets.keys()])) {
    const element = merge(targets.get(value), patches.get(value), value);
    if (isMissingOrNull(element) || isEmptyMap(element)) {
      deleted.add(value);
    } else {
      merged.set(value, key === '' ? forgetTag(element as Node) : element as Node);
    }
  }
  for (const element of target.items) {
    const value = textOfKey(element, key);
    if (!deleted.has(value)) {
      merged.set(value, element);
    }
  }
  return newList([...merged.values()]);
}

/** A scalar that a merge puts into a list is its text and no longer its tag. */
function forgetTag(element: Node): Node {
  if (element.kind === 'scalar') {
    setText(element, element.text);
  }
  return element;
}

/** The first element of each key value, or nothing if an element has no proper one. */
function indexElements(list: ListNode | undefined, key: string): Map<string, Node> | undefined {
  const index = new Map<string, Node>();
  for (const element of list?.items ?? []) {
    const value = textOfKey(element, key);
    if (value === '') {
      return undefined;
    }
    if (!index.has(value)) {
      index.set(value, element);
    }
  }
  return index;
}

function textOfKey(element: Node, key: string): string {
  const field = key === '' ? element : getField(element, key);
  return isEmpty(field) || (field as Node).kind !== 'scalar' ? '' : textOf(field);
}
