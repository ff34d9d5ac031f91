import { checkKind } from './check-kind';
import type { FieldPath } from './check-kind';
import { mergeSimpleLists } from './merge-simple-lists';
import type { Schema } from './schema';
import { findElement, setElement } from './set-element';
import { getField, setField, setText } from '../nodes/fields';
import type { ListNode, Node, ScalarNode } from '../nodes/node';
import { isEmpty, isEmptyMap, isMissingOrNull, newList, newScalar, textOf } from '../nodes/node';

/** How elements of the two lists are merged; given by the walk, which also comes here. */
export type MergeElements = (target: Node | undefined, patch: Node | undefined, schema: Schema | undefined, path: FieldPath) => Node | undefined;

/** The key of a list of scalars: the elements themselves. */
const SELF: readonly string[] = [''];

/**
 * Merges two lists by the keys of their elements: the patch's elements come first, then what else the target has.
 */
export function mergeLists(target: ListNode, patch: ListNode | undefined, schema: Schema, merge: MergeElements, path?: FieldPath): ListNode {
  const allKeys = schema.keys?.length ? schema.keys : SELF;
  const simple = allKeys.length > 1 ? undefined : mergeSimpleLists(target, patch, allKeys[0], (left, right, value) => (
    merge(left, right, schema.elements, { parent: path, name: value })
  ));
  if (simple !== undefined) {
    return simple;
  }
  const tuples = listTuples([patch, target], allKeys);
  if (allKeys.length > 1) {
    completeTuples(tuples);
  }
  if (tuples.length === 0) {
    return target;
  }
  const used = allKeys.map((_, i) => tuples.some((tuple) => tuple[i] !== ''));
  const isUsed = (_: string, i: number) => used[i] || !used.includes(true);
  const keys = allKeys.filter(isUsed);
  const merged = newList();
  const mergeNamed = (left: Node | undefined, right: Node | undefined, name: string) => merge(left, right, schema.elements, { parent: path, name });
  for (const tuple of tuples) {
    mergeElement(merged, target, patch, keys, tuple.filter(isUsed), mergeNamed);
  }
  return putElements(merged, target, keys);
}

/** The key values of all elements, the patch's first, each combination once. */
function listTuples(lists: readonly (ListNode | undefined)[], keys: readonly string[]): string[][] {
  const tuples = new Map<string, string[]>();
  for (const element of lists.flatMap((list) => list?.items ?? [])) {
    const tuple = keys.map((key) => key === '' ? textOf(element) : textOfKey(element, key));
    const id = JSON.stringify(tuple);
    if (!tuples.has(id)) {
      tuples.set(id, tuple);
    }
  }
  return [...tuples.values()];
}

function textOfKey(element: Node, key: string): string {
  const field = getField(element, key);
  return isEmpty(field) ? '' : textOf(field);
}

/** Two elements that agree in one key and differ only where one has none count as the same. */
function completeTuples(tuples: string[][]): void {
  for (let i = 0; i < tuples.length; i++) {
    const left = tuples[i];
    for (let j = 0; j < tuples.length; j++) {
      const union = unite(left, tuples[j]);
      if (union !== undefined) {
        tuples[i] = union;
        tuples[j] = union;
      }
    }
  }
}

function unite(left: readonly string[], right: readonly string[]): string[] | undefined {
  const agrees = left.some((value, i) => value === right[i]);
  const clashes = left.some((value, i) => value !== right[i] && value !== '' && right[i] !== '');
  return agrees && !clashes ? left.map((value, i) => value || right[i]) : undefined;
}

function mergeElement(
  merged: ListNode, target: ListNode, patch: ListNode | undefined, keys: readonly string[], values: readonly string[],
  merge: (target: Node | undefined, patch: Node | undefined, name: string) => Node | undefined,
): void {
  const filled = values.some((value) => value !== '');
  const isSought = (_: string, i: number) => !filled || values[i] !== '';
  const seek = (list: ListNode | undefined) => list && findElement(list, keys.filter(isSought), values.filter(isSought));
  const element = merge(seek(target), seek(patch), values.join('/'));
  if (isMissingOrNull(element) || isEmptyMap(element)) {
    setElement(target, keys, values, undefined);
    return;
  }
  fillKeys(element as Node, keys, values);
  setElement(merged, keys, values, element);
}

function fillKeys(element: Node, keys: readonly string[], values: readonly string[]): void {
  keys.forEach((key, i) => {
    if (values[i] === '' || getField(element, key) !== undefined) {
      return;
    }
    if (key === '') {
      checkKind(element, 'scalar');
      setText(element as ScalarNode, values[i]);
    } else {
      checkKind(element, 'map');
      if (element.kind === 'map') {
        setField(element, key, newScalar(values[i]));
      }
    }
  });
}

/** Puts the target's elements over the merged ones. They were merged in place, so mostly this only adds those that are missing. */
function putElements(merged: ListNode, target: ListNode, keys: readonly string[]): ListNode {
  for (const element of target.items) {
    if (keys[0] === '') {
      setElement(merged, SELF, [textOf(element)], element);
      continue;
    }
    const values: string[] = [];
    for (const key of keys) {
      checkKind(element, 'map');
      const field = getField(element, key);
      if (field === undefined) {
        merged.items.push(element);
      } else {
        values.push(textOf(field));
      }
    }
    if (keys.length > 1) {
      setElement(merged, keys, values, undefined);
    }
    setElement(merged, keys, values, element);
  }
  return merged;
}
