import { checkKind } from './check-kind';
import { getField } from '../nodes/fields';
import { isEmptyMap, isMissingOrNull, isNull, textOf } from '../nodes/node';
import type { ListNode, Node } from '../nodes/node';

/**
 * Replaces the elements whose key fields have these values, or appends; without an element it deletes them. As upstream, elements that are null
 * or `{}` fall out of the list on the way, a blank value stands for any, and with no values at all nothing stays.
 */
export function setElement(list: ListNode, keys: readonly string[], values: readonly string[], element: Node | undefined): void {
  const items: Node[] = [];
  const seeksMap = keys[0] !== '' && values.length > 0 && values[0] !== '';
  let found = false;
  for (const item of list.items) {
    if (isNull(item) || isEmptyMap(item)) {
      continue;
    }
    if (item.kind !== 'map' && seeksMap) {
      items.push(item);
    } else if (!hasValues(item, keys, values)) {
      if (values.length > 0) {
        items.push(item);
      }
    } else {
      found = true;
      if (element !== undefined) {
        items.push(element);
      }
    }
  }
  if (!found && !isMissingOrNull(element)) {
    items.push(element as Node);
  }
  list.items = items;
}

/** The first element whose key fields all have these texts. */
export function findElement(list: ListNode, keys: readonly string[], values: readonly string[]): Node | undefined {
  if (keys[0] === '') {
    return list.items.find((item) => textOf(item) === values[0]);
  }
  return list.items.find((item) => item.kind === 'map' && keys.every((key, i) => {
    const field = getField(item, key);
    return field !== undefined && textOf(field) === values[i];
  }));
}

/** With fewer values than keys the last match stands for the rest. */
function hasValues(item: Node, keys: readonly string[], values: readonly string[]): boolean {
  let matched = false;
  for (let i = 0; i < keys.length; i++) {
    if (i < values.length) {
      matched = hasValue(item, keys[i], values[i]);
    }
    if (!matched) {
      return false;
    }
  }
  return matched;
}

function hasValue(item: Node, key: string, value: string): boolean {
  if (key === '') {
    checkKind(item, 'scalar');
    return textOf(item) === value;
  }
  checkKind(item, 'map');
  const field = getField(item, key);
  return field !== undefined && (value === '' || textOf(field) === value);
}
