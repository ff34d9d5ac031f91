import { checkDepth, inContext, PatchFailure } from '../patch-failure';
import { describeId, getCurrentId, getInternalAnnotations, recordCurrentId } from '../resource-id';
import type { MapNode } from '../yaml/node';
import { copyNode, getField, getMetadataStrings, setMetadataStrings } from '../yaml/node';
import { fromPlainObject, toPlainObject } from '../yaml/plain-values';
import { equalJson, JsonScalar, readJsonString, toJson, toPlainJson, WRITTEN_NULL } from './json';
import type { JsonArray, JsonObject, JsonValue } from './json';
import { findLocation, getMember, readIndex, suggestParent, suggestPointer } from './pointer';
import type { Container, Location } from './pointer';

/** One operation as written. What is missing or of the wrong type is a failure when the operation is applied. */
export interface Operation {
  readonly op?: string;
  readonly path?: string;
  readonly from?: string;
  readonly value?: JsonValue;
}

/** Copies of copies double with each operation: more copied values than this are an attack or a mistake. */
const MAX_COPIED = 1_000_000;

interface Budget {
  copies: number;
}

export function readOperation(source: JsonObject | null): Operation {
  const value = source?.get('value');
  return {
    op: readString(source?.get('op')),
    path: readString(source?.get('path')),
    from: readString(source?.get('from')),
    value: value === null ? WRITTEN_NULL : value,
  };
}

function readString(value: JsonValue | undefined): string | undefined {
  return value instanceof JsonScalar && value.text.startsWith('"') ? readJsonString(value.text) : undefined;
}

/**
 * The object with the operations applied. Mirrors kustomize's `patchjson6902` filter: the object goes through JSON and is written anew, and the
 * annotations of the build survive whatever the operations do.
 */
export function applyJsonPatch(object: MapNode, operations: readonly Operation[]): MapNode {
  const target = copyNode(object);
  recordCurrentId(target);
  const internal = getInternalAnnotations(target);
  const name = describeId(getCurrentId(object));
  const patched = applyOperations(toJson(toPlainObject(target, 'exact')) as JsonObject, operations, name);
  if (Array.isArray(patched)) {
    throw new PatchFailure('PATCH_JSON_ROOT', `must leave ${name} an object, leaves a list`);
  }
  const result = fromPlainObject(toPlainJson(patched) as object, 'rewritten');
  const metadata = getField(result, 'metadata');
  if (metadata === undefined || metadata.kind === 'map') {
    setMetadataStrings(result, 'annotations', new Map([...getMetadataStrings(result, 'annotations'), ...internal]));
  }
  return result;
}

/** Applies the operations in order. The document is changed in place, and is the result unless an operation replaces it. */
function applyOperations(document: JsonObject, operations: readonly Operation[], object: string): Container {
  const budget = { copies: MAX_COPIED };
  let root: Container = document;
  operations.forEach((operation, i) => {
    const describe = () => `cannot apply ${[operation.op ?? 'an operation without op', operation.path ?? ''].join(' ').trim()} to ${object}`;
    root = inContext(describe, () => apply(root, operation, budget), ['ops', i]);
  });
  return root;
}

function apply(root: Container, operation: Operation, budget: Budget): Container {
  switch (operation.op) {
    case 'add':
      return add(root, needPointer(operation, 'path'), copyValue(operation.value));
    case 'remove':
      return remove(needLocation(root, needPointer(operation, 'path')), root);
    case 'replace':
      return replace(root, operation);
    case 'move':
      return move(root, operation);
    case 'copy':
      return copy(root, operation, budget);
    case 'test':
      return test(root, operation);
    default:
      throw new PatchFailure('PATCH_JSON_OPERATION', 'op must be one of add, remove, replace, move, copy, test, in lower case');
  }
}

function add(root: Container, path: string, value: JsonValue): Container {
  const { parent, key } = needLocation(root, path);
  if (!Array.isArray(parent)) {
    parent.set(key, value);
  } else if (key === '-') {
    parent.push(value);
  } else {
    parent.splice(needIndex(key, parent.length + 1), 0, value);
  }
  return root;
}

function remove({ parent, key }: Location, root: Container): Container {
  if (Array.isArray(parent)) {
    parent.splice(needIndex(key, parent.length), 1);
  } else if (!parent.delete(key)) {
    throw new PatchFailure('PATCH_JSON_PATH', `there is no key ${JSON.stringify(key)}`);
  }
  return root;
}

/** On a map this also sets a key that is missing. */
function replace(root: Container, operation: Operation): Container {
  const path = needPointer(operation, 'path');
  const value = copyValue(operation.value);
  if (path === '') {
    if (value === null || value instanceof JsonScalar) {
      throw new PatchFailure('PATCH_JSON_ROOT', 'the whole object can only be replaced with an object');
    }
    return value;
  }
  const { parent, key } = needLocation(root, path);
  if (Array.isArray(parent)) {
    parent[needIndex(key, parent.length)] = value;
  } else {
    parent.set(key, value);
  }
  return root;
}

function move(root: Container, operation: Operation): Container {
  const location = needLocation(root, needPointer(operation, 'from'));
  const value = needMember(location);
  remove(location, root);
  return add(root, needPointer(operation, 'path'), value);
}

function copy(root: Container, operation: Operation, budget: Budget): Container {
  const value = needMember(needLocation(root, needPointer(operation, 'from')));
  return add(root, needPointer(operation, 'path'), copyValue(value, budget));
}

function test(root: Container, operation: Operation): Container {
  const path = needPointer(operation, 'path');
  const found = path === '' ? root : needMember(needLocation(root, path));
  const { value } = operation;
  const equal = found === null ? value === undefined || value === WRITTEN_NULL : value !== undefined && equalJson(found, value);
  if (!equal) {
    throw new PatchFailure('PATCH_JSON_TEST', 'the value there is not the one that the test expects');
  }
  return root;
}

function needPointer(operation: Operation, member: 'path' | 'from'): string {
  const pointer = operation[member];
  if (pointer === undefined) {
    throw new PatchFailure('PATCH_JSON_PATH', `${member} must be a string`);
  }
  return pointer;
}

function needLocation(root: Container, pointer: string): Location {
  const location = findLocation(root, pointer);
  if (location !== undefined) {
    return location;
  }
  if (!pointer.includes('/')) {
    const steps = pointer.replace(/^\$?\.?/, '').split('.');
    const remedy = steps.every((step) => /^\w+$/.test(step)) ? `write /${steps.join('/')}` : undefined;
    throw new PatchFailure('PATCH_JSON_PATH', 'a JSON pointer must contain a slash', { remedy });
  }
  const meant = suggestPointer(root, pointer);
  const remedy = meant === undefined ? suggestParent(root, pointer) : `write / in a key as ~1: ${meant}`;
  throw new PatchFailure('PATCH_JSON_PATH', `there is no map or list to hold ${pointer}`, { remedy });
}

function needMember({ parent, key }: Location): JsonValue {
  const member = getMember(parent, key);
  return member === undefined ? failIndex(key, (parent as JsonArray).length) : member;
}

function needIndex(text: string, length: number): number {
  return readIndex(text, length) ?? failIndex(text, length);
}

function failIndex(text: string, length: number): never {
  throw new PatchFailure('PATCH_JSON_PATH', `${JSON.stringify(text)} is not an index into a list with ${length} place${length === 1 ? '' : 's'}`);
}

/** Maps and lists are changed in place, so each use of a value needs a copy of its own. */
function copyValue(value: JsonValue | undefined, budget: Budget = { copies: Infinity }, depth = 0): JsonValue {
  checkDepth(depth);
  if (--budget.copies < 0) {
    throw new PatchFailure('PATCH_JSON_ROOT', `the copies hold more than ${MAX_COPIED} values`);
  }
  if (value === undefined) {
    return null;
  }
  if (Array.isArray(value)) {
    return value.map((item) => copyValue(item, budget, depth + 1));
  }
  return value instanceof Map ? new Map([...value].map(([key, member]) => [key, copyValue(member, budget, depth + 1)])) : value;
}
