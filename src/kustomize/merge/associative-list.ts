import { formatValue } from '../../problems';
import type { MergeSchema } from '../openapi';
import { attempt, PatchFailure } from '../patch-failure';
import { getField, isEmpty, isEmptyMap, isNull, isPresent, newList, newScalar, setField, setText, textOf } from '../yaml/node';
import type { ListNode, Node } from '../yaml/node';
import { toPlain } from '../yaml/plain-values';

/** Where a merge is, from the inside out. Most paths are never shown, so one is only put together when it is. */
export interface FieldPath {
  readonly parent?: FieldPath;
  readonly name: string;
}

/** How two elements are merged. Passed in, because the merge of elements may meet a list again. */
export type MergeElements = (target: Node | undefined, patch: Node | undefined, schema: MergeSchema | undefined, path: FieldPath) => Node | undefined;

type MergeNamed = (target: Node | undefined, patch: Node | undefined, name: string) => Node | undefined;

/** The merge key of a list of scalars: the elements themselves. */
const SELF = '';

/**
 * Merges two associative lists by the merge keys of their elements: the patch's elements come first, then the others of the target. Mirrors
 * kyaml's walk of associative lists.
 */
export function mergeAssociativeLists(
  target: ListNode, patch: ListNode | undefined, schema: MergeSchema, mergeElements: MergeElements, path?: FieldPath,
): ListNode {
  const mergeNamed: MergeNamed = (left, right, name) => mergeElements(left, right, schema.elements, { parent: path, name });
  const allKeys = schema.mergeKeys?.length ? schema.mergeKeys : [SELF];
  const merged = allKeys.length === 1 ? mergeByOneKey(target, patch, allKeys[0], mergeNamed) : undefined;
  return merged ?? mergeByKeys(target, patch, allKeys, mergeNamed);
}

function mergeByKeys(target: ListNode, patch: ListNode | undefined, allKeys: readonly string[], mergeNamed: MergeNamed): ListNode {
  const tuples = listKeyValues([patch, target], allKeys);
  if (allKeys.length > 1) {
    mergeValues(tuples);
  }
  if (tuples.length === 0) {
    return target;
  }
  const used = allKeys.map((_, i) => tuples.some((tuple) => tuple[i] !== ''));
  const isUsed = (_: string, i: number) => used[i] || !used.includes(true);
  const keys = allKeys.filter(isUsed);
  const merged = newList();
  for (const tuple of tuples) {
    mergeElement(merged, target, patch, keys, tuple.filter(isUsed), mergeNamed);
  }
  return appendTarget(merged, target, keys);
}

/** The values of the merge keys of all elements, the patch's first, each combination once. */
function listKeyValues(lists: readonly (ListNode | undefined)[], keys: readonly string[]): string[][] {
  const tuples = new Map<string, string[]>();
  for (const element of lists.flatMap((list) => list?.items ?? [])) {
    const tuple = keys.map((key) => key === SELF ? textOf(element) : textOfKey(element, key));
    tuples.set(JSON.stringify(tuple), tuple);
  }
  return [...tuples.values()];
}

function textOfKey(element: Node, key: string): string {
  const field = getField(element, key);
  return isEmpty(field) ? '' : textOf(field);
}

/** Two elements that agree in one merge key, and differ only where one has none, count as the same. Mirrors kyaml's `mergeValues`. */
function mergeValues(tuples: string[][]): void {
  for (let i = 0; i < tuples.length; i++) {
    const left = tuples[i];
    for (let j = 0; j < tuples.length; j++) {
      const union = uniteValues(left, tuples[j]);
      if (union !== undefined) {
        tuples[i] = union;
        tuples[j] = union;
      }
    }
  }
}

function uniteValues(left: readonly string[], right: readonly string[]): string[] | undefined {
  const agrees = left.some((value, i) => value === right[i]);
  const clashes = left.some((value, i) => value !== right[i] && value !== '' && right[i] !== '');
  return agrees && !clashes ? left.map((value, i) => value || right[i]) : undefined;
}

function mergeElement(
  merged: ListNode, target: ListNode, patch: ListNode | undefined, keys: readonly string[], values: readonly string[], mergeNamed: MergeNamed,
): void {
  const filled = values.some((value) => value !== '');
  const isSought = (_: string, i: number) => !filled || values[i] !== '';
  const seek = (list: ListNode | undefined) => list && findElement(list, keys.filter(isSought), values.filter(isSought));
  const element = mergeNamed(seek(target), seek(patch), values.join('/'));
  if (!isPresent(element) || isEmptyMap(element)) {
    setElement(target, keys, values, undefined);
    return;
  }
  fillKeys(element, keys, values);
  setElement(merged, keys, values, element);
}

function fillKeys(element: Node, keys: readonly string[], values: readonly string[]): void {
  keys.forEach((key, i) => {
    if (values[i] === '' || getField(element, key) !== undefined) {
      return;
    }
    checkKind(element, key === SELF ? 'scalar' : 'map');
    if (element.kind === 'scalar') {
      setText(element, values[i]);
    } else if (element.kind === 'map') {
      setField(element, key, newScalar(values[i]));
    }
  });
}

/**
 * Puts the target's elements over the merged ones. They were merged in place, so mostly this only adds those that are missing. Mirrors kyaml's
 * `appendListNode`.
 */
function appendTarget(merged: ListNode, target: ListNode, keys: readonly string[]): ListNode {
  for (const element of target.items) {
    if (keys[0] === SELF) {
      setElement(merged, [SELF], [textOf(element)], element);
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

/**
 * The fast path for lists in which every element has its one merge key: the general way searches both lists for each element. `undefined` where
 * an element is unusual, because then the general way has effects that must be kept.
 */
function mergeByOneKey(target: ListNode, patch: ListNode | undefined, key: string, mergeNamed: MergeNamed): ListNode | undefined {
  const targets = indexElements(target, key);
  const patches = indexElements(patch, key);
  if (targets === undefined || patches === undefined) {
    return undefined;
  }
  const merged = new Map<string, Node>();
  const deleted = new Set<string>();
  for (const value of new Set([...patches.keys(), ...targets.keys()])) {
    const element = mergeNamed(targets.get(value), patches.get(value), value);
    if (!isPresent(element) || isEmptyMap(element)) {
      deleted.add(value);
      continue;
    }
    if (element.kind === 'scalar') {
      // kustomize puts a scalar into the list as its text, without its tag.
      setText(element, element.text);
    }
    merged.set(value, element);
  }
  for (const element of target.items) {
    const value = textOfScalarKey(element, key);
    if (!deleted.has(value)) {
      merged.set(value, element);
    }
  }
  return newList([...merged.values()]);
}

/** The first element of each key value, or `undefined` if an element has none. */
function indexElements(list: ListNode | undefined, key: string): Map<string, Node> | undefined {
  const index = new Map<string, Node>();
  for (const element of list?.items ?? []) {
    const value = textOfScalarKey(element, key);
    if (value === '') {
      return undefined;
    }
    if (!index.has(value)) {
      index.set(value, element);
    }
  }
  return index;
}

function textOfScalarKey(element: Node, key: string): string {
  const field = key === SELF ? element : getField(element, key);
  return isPresent(field) ? textOf(field) : '';
}

/**
 * Replaces the elements whose merge keys have these values, or appends; without an element it deletes them. Mirrors kyaml's `ElementSetter`:
 * elements that are null or `{}` are dropped on the way, an empty value matches any, and without any values no element is kept.
 */
export function setElement(list: ListNode, keys: readonly string[], values: readonly string[], element: Node | undefined): void {
  const items: Node[] = [];
  const seeksMap = keys[0] !== SELF && values.length > 0 && values[0] !== '';
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
  if (!found && isPresent(element)) {
    items.push(element);
  }
  list.items = items;
}

/** The first element whose merge keys all have these values. */
function findElement(list: ListNode, keys: readonly string[], values: readonly string[]): Node | undefined {
  if (keys[0] === SELF) {
    return list.items.find((item) => textOf(item) === values[0]);
  }
  return list.items.find((item) => item.kind === 'map' && keys.every((key, i) => {
    const field = getField(item, key);
    return field !== undefined && textOf(field) === values[i];
  }));
}

/** Where there are fewer values than keys, the result for the last value also counts for the other keys. */
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
  if (key === SELF) {
    checkKind(item, 'scalar');
    return textOf(item) === value;
  }
  checkKind(item, 'map');
  const field = getField(item, key);
  return field !== undefined && (value === '' || textOf(field) === value);
}

/** Refuses a node of another kind than its place needs. A missing or null node fits everywhere. */
export function checkKind(node: Node | undefined, kind: Node['kind'], path?: FieldPath): void {
  if (isPresent(node) && node.kind !== kind) {
    const place = path === undefined ? '' : ` at ${formatPath(path)}`;
    throw new PatchFailure('PATCH_NODE_KIND', `must have a ${kind}${place}, has ${describeNode(node)}`);
  }
}

function formatPath({ parent, name }: FieldPath): string {
  return parent === undefined ? name : `${formatPath(parent)}.${name}`;
}

function describeNode(node: Node): string {
  const value = attempt(() => toPlain(node));
  return value instanceof PatchFailure ? `a ${node.kind}` : `the ${node.kind} ${formatValue(value)}`;
}
