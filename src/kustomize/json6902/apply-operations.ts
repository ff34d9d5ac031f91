import { PatchFailure } from '../patch-failure';
import { equalJson } from './equal-json';
import { findParent, getMember } from './find-parent';
import type { Place } from './find-parent';
import { JsonScalar, WRITTEN_NULL } from './json-value';
import type { JsonArray, JsonObject, JsonValue } from './json-value';
import type { Operation } from './operation';
import { readIndex } from './read-index';

type Root = JsonObject | JsonArray;

/** Copies of copies double with each operation; this many copied values are an attack or a mistake. */
const MOST_COPIED = 1_000_000;

interface Budget {
  copies: number;
}

/** Applies the operations in order and returns the new document; `object` names it in errors. The document is changed in place. */
export function applyOperations(document: JsonObject, operations: readonly Operation[], object: string): Root {
  const budget = { copies: MOST_COPIED };
  let root: Root = document;
  operations.forEach((operation, i) => {
    try {
      root = apply(root, operation, budget);
    } catch (error) {
      throw error instanceof PatchFailure ? locate(error, operation, i, object) : error;
    }
  });
  return root;
}

function locate(failure: PatchFailure, { op, path }: Operation, index: number, object: string): PatchFailure {
  const what = [op ?? 'an operation without op', ...path === undefined ? [] : [path]].join(' ');
  return new PatchFailure(failure.code, `cannot apply ${what} to ${object}: ${failure.rule}`, `.ops[${index}]`);
}

function apply(root: Root, operation: Operation, budget: Budget): Root {
  switch (operation.op) {
    case 'add':
      return add(root, needText(operation, 'path'), copyOf(operation.value));
    case 'remove':
      return remove(needPlace(root, needText(operation, 'path')), root);
    case 'replace':
      return replace(root, operation);
    case 'move':
      return move(root, operation);
    case 'copy':
      return copy(root, operation, budget);
    case 'test':
      return test(root, operation);
    default:
      throw new PatchFailure('PATCH_JSON_OPERATION', 'op must be one of add, remove, replace, move, copy, test, in small letters');
  }
}

function add(root: Root, path: string, value: JsonValue): Root {
  const { parent, key } = needPlace(root, path);
  if (!Array.isArray(parent)) {
    parent.set(key, value);
  } else if (key === '-') {
    parent.push(value);
  } else {
    parent.splice(needIndex(key, parent.length + 1), 0, value);
  }
  return root;
}

function remove({ parent, key }: Place, root: Root): Root {
  if (Array.isArray(parent)) {
    parent.splice(needIndex(key, parent.length), 1);
  } else if (!parent.delete(key)) {
    throw new PatchFailure('PATCH_JSON_PATH', `there is no key ${JSON.stringify(key)}`);
  }
  return root;
}

/** On a map this sets a missing key too. */
function replace(root: Root, operation: Operation): Root {
  const path = needText(operation, 'path');
  const value = copyOf(operation.value);
  if (path === '') {
    if (value === null || value instanceof JsonScalar) {
      throw new PatchFailure('PATCH_JSON_ROOT', 'the whole object can only be replaced with an object');
    }
    return value;
  }
  const { parent, key } = needPlace(root, path);
  if (Array.isArray(parent)) {
    parent[needIndex(key, parent.length)] = value;
  } else {
    parent.set(key, value);
  }
  return root;
}

function move(root: Root, operation: Operation): Root {
  const place = needPlace(root, needText(operation, 'from'));
  const value = needMember(place);
  remove(place, root);
  return add(root, needText(operation, 'path'), value);
}

function copy(root: Root, operation: Operation, budget: Budget): Root {
  const value = needMember(needPlace(root, needText(operation, 'from')));
  return add(root, needText(operation, 'path'), copyOf(value, budget));
}

function test(root: Root, operation: Operation): Root {
  const path = needText(operation, 'path');
  const found = path === '' ? root : needMember(needPlace(root, path));
  const { value } = operation;
  const equal = found === null ? value === undefined || value === WRITTEN_NULL : value !== undefined && equalJson(found, value);
  if (!equal) {
    throw new PatchFailure('PATCH_JSON_TEST', 'the value there is not the one that the test expects');
  }
  return root;
}

function needText(operation: Operation, member: 'path' | 'from'): string {
  const text = operation[member];
  if (text === undefined) {
    throw new PatchFailure('PATCH_JSON_PATH', `it needs the text ${member}`);
  }
  return text;
}

function needPlace(root: Root, pointer: string): Place {
  const place = findParent(root, pointer);
  if (place === undefined) {
    throw new PatchFailure('PATCH_JSON_PATH', pointer.includes('/') ? `there is no map or list to hold ${pointer}` : 'a pointer must contain a slash');
  }
  return place;
}

function needMember({ parent, key }: Place): JsonValue {
  const member = getMember(parent, key);
  return member === undefined ? failIndex(key, (parent as JsonArray).length) : member;
}

function needIndex(text: string, places: number): number {
  return readIndex(text, places) ?? failIndex(text, places);
}

function failIndex(text: string, places: number): never {
  throw new PatchFailure('PATCH_JSON_PATH', `${JSON.stringify(text)} is no index of a list with ${places} place${places === 1 ? '' : 's'}`);
}

/** Maps and lists are changed in place, so each use of a value needs its own. */
function copyOf(value: JsonValue | undefined, budget: Budget = { copies: Infinity }): JsonValue {
  if (--budget.copies < 0) {
    throw new PatchFailure('PATCH_JSON_ROOT', `the copies hold more than ${MOST_COPIED} values`);
  }
  if (value === undefined) {
    return null;
  }
  if (Array.isArray(value)) {
    return value.map((item) => copyOf(item, budget));
  }
  return value instanceof Map ? new Map([...value].map(([key, member]) => [key, copyOf(member, budget)])) : value;
}
