import { isObject, setOwn } from '../../util';
import { attempt, checkDepth, inContext, PatchFailure } from '../patch-failure';
import { copyMap, Resource, setAnnotations } from '../resource';
import { describeId, isInternalAnnotation, PREVIOUS_KINDS, PREVIOUS_NAMES, PREVIOUS_NAMESPACES } from '../resource-id';
import { toPlainObject } from '../yaml/plain-values';
import { equalJson, isContainer, JsonScalar, readJsonString, toPlainJson, WRITTEN_NULL } from './json';
import type { JsonArray, JsonObject, JsonValue } from './json';
import { findLocation, getMember, listSteps, readIndex, suggestParent, suggestPointer } from './pointer';
import type { Container, Location } from './pointer';

/** One operation as written. What is missing or of the wrong type is a failure when the operation is applied. */
export interface Operation {
  readonly op?: string;
  readonly path?: string;
  readonly from?: string;
  readonly value?: JsonValue;
  /** The plain value, unless an operation of the patch has to see how it is written. */
  readonly plain?: JsonValue;
}

/** Copies of copies double with each operation: more copied values than this are an attack or a mistake. */
const MAX_COPIED = 1_000_000;

export function readOperations(sources: readonly (JsonObject | null)[]): readonly Operation[] {
  const operations = sources.map(readOperation);
  // A value that cannot be written fails only where it is still there after all operations.
  const plain = operations.some(({ op }) => op === 'test') ? undefined : attempt(() => operations.map(({ value }) => value && toPlainJson(value)));
  return plain === undefined || plain instanceof PatchFailure ? operations : operations.map((operation, i) => ({ ...operation, plain: plain[i] }));
}

function readOperation(source: JsonObject | null): Operation {
  const read = (member: string) => (source !== null && Object.hasOwn(source, member) ? source[member] : undefined);
  const value = read('value');
  return { op: readString(read('op')), path: readString(read('path')), from: readString(read('from')), value: value === null ? WRITTEN_NULL : value };
}

function readString(value: JsonValue | undefined): string | undefined {
  return value instanceof JsonScalar ? value.text.startsWith('"') ? readJsonString(value.text) : undefined : typeof value === 'string' ? value : undefined;
}

/**
 * The object with the operations applied. Mirrors kustomize's `patchjson6902` filter: the object goes through JSON and is written anew, and the
 * annotations of the build survive whatever the operations do.
 */
export function applyJsonPatch(object: Resource, operations: readonly Operation[]): Resource {
  const name = describeId(object.currentId);
  const recorded = recordCurrentId(object);
  const json = object.json ?? toPlainObject(object.node, 'exact') as JsonObject;
  const { annotations: given, ...others } = copyMap(json, 'metadata');
  const annotations = { ...copyMap({ annotations: given }, 'annotations'), ...Object.fromEntries(recorded) };
  const metadata = { ...others, annotations };
  const document = new Document({ ...json, metadata });
  operations.forEach((operation, i) => {
    const describe = () => `cannot apply ${[operation.op ?? 'an operation without op', operation.path ?? ''].join(' ').trim()} to ${name}`;
    inContext(describe, () => document.apply(operation), ['ops', i]);
  });
  const isPlain = object.json !== undefined && operations.every(({ value, plain }) => value === undefined || plain !== undefined);
  const patched = isPlain ? document.root : toPlainJson(document.root) as Container;
  if (Array.isArray(patched)) {
    throw new PatchFailure('PATCH_JSON_ROOT', `must leave ${name} an object, leaves a list`);
  }
  const result = Resource.fromJson(patched, 'rewritten');
  const isKept = patched.metadata === metadata && Object.values(annotations).every((text) => typeof text === 'string');
  if (isKept || patched.metadata !== undefined && !isObject(patched.metadata)) {
    return result;
  }
  const internal = [...object.getStrings('annotations'), ...recorded].filter(([annotation]) => isInternalAnnotation(annotation));
  return Resource.fromJson(setAnnotations(patched, new Map([...result.getStrings('annotations'), ...internal])), 'rewritten');
}

/** From this many ids on, the same id is not recorded again. */
const MAX_RECORDED = 100;

/**
 * The annotations that record the current id of an object, as `Resource.StorePreviousId` does, so that a JSON patch always finds annotations.
 * kustomize records it again with every patch; here that stops after a while, because ten thousand patches would make the annotation grow without
 * any use.
 */
function recordCurrentId(object: Resource): readonly (readonly [name: string, text: string])[] {
  const { name, effectiveNamespace, kind } = object.currentId;
  const { previousIds } = object;
  const last = previousIds.at(-1);
  if (previousIds.length >= MAX_RECORDED && last?.name === name && last.namespace === effectiveNamespace && last.kind === kind) {
    return [];
  }
  const annotations = object.getStrings('annotations');
  return [[PREVIOUS_NAMES, name] as const, [PREVIOUS_NAMESPACES, effectiveNamespace] as const, [PREVIOUS_KINDS, kind] as const]
    .filter(([, text]) => text !== '')
    .map(([annotation, text]) => [annotation, annotations.has(annotation) ? `${annotations.get(annotation)},${text}` : text]);
}

/** A document that operations change. What it shares with others is copied once, before it is changed. */
class Document {
  private readonly owned = new Set<Container>();
  private copies = 0;

  constructor(public root: Container) {}

  public apply(operation: Operation): void {
    switch (operation.op) {
      case 'add':
        this.add(needPointer(operation, 'path'), getValue(operation));
        break;
      case 'remove':
        this.remove(needPointer(operation, 'path'));
        break;
      case 'replace':
        this.replace(needPointer(operation, 'path'), getValue(operation));
        break;
      case 'move':
        this.move(operation);
        break;
      case 'copy':
        this.copy(operation);
        break;
      case 'test':
        this.test(operation);
        break;
      default:
        throw new PatchFailure('PATCH_JSON_OPERATION', 'op must be one of add, remove, replace, move, copy, test, in lower case');
    }
  }

  private add(path: string, value: JsonValue): void {
    const { parent, key } = this.open(path);
    if (!Array.isArray(parent)) {
      setOwn(parent, key, value);
    } else if (key === '-') {
      parent.push(value);
    } else {
      parent.splice(needIndex(key, parent.length + 1), 0, value);
    }
  }

  private remove(path: string): void {
    const { parent, key } = this.open(path);
    if (Array.isArray(parent)) {
      parent.splice(needIndex(key, parent.length), 1);
    } else if (Object.hasOwn(parent, key)) {
      delete parent[key];
    } else {
      throw new PatchFailure('PATCH_JSON_PATH', `there is no key ${JSON.stringify(key)}`);
    }
  }

  /** On a map this also sets a key that is missing. */
  private replace(path: string, value: JsonValue): void {
    if (path === '') {
      if (!isContainer(value)) {
        throw new PatchFailure('PATCH_JSON_ROOT', 'the whole object can only be replaced with an object');
      }
      this.root = value;
      return;
    }
    const { parent, key } = this.open(path);
    if (Array.isArray(parent)) {
      parent[needIndex(key, parent.length)] = value;
    } else {
      setOwn(parent, key, value);
    }
  }

  private move(operation: Operation): void {
    const from = needPointer(operation, 'from');
    const value = needMember(needLocation(this.root, from));
    this.remove(from);
    this.add(needPointer(operation, 'path'), value);
  }

  private copy(operation: Operation): void {
    const value = needMember(needLocation(this.root, needPointer(operation, 'from')));
    this.add(needPointer(operation, 'path'), this.copyValue(value, 0));
  }

  private test(operation: Operation): void {
    const path = needPointer(operation, 'path');
    const found = path === '' ? this.root : needMember(needLocation(this.root, path));
    const { value } = operation;
    const equal = found === null ? value === undefined || value === WRITTEN_NULL : value !== undefined && equalJson(found, value);
    if (!equal) {
      throw new PatchFailure('PATCH_JSON_TEST', 'the value there is not the one that the test expects');
    }
  }

  /** The place that a pointer names, in containers that may be changed. */
  private open(pointer: string): Location {
    const { key } = needLocation(this.root, pointer);
    let parent = this.root = this.own(this.root);
    for (const step of listSteps(pointer).slice(0, -1)) {
      const member = this.own(getMember(parent, step) as Container);
      if (Array.isArray(parent)) {
        parent[needIndex(step, parent.length)] = member;
      } else {
        setOwn(parent, step, member);
      }
      parent = member;
    }
    return { parent, key };
  }

  private own(container: Container): Container {
    if (this.owned.has(container)) {
      return container;
    }
    const copy = Array.isArray(container) ? [...container] : { ...container };
    this.owned.add(copy);
    return copy;
  }

  /** What was copied may be changed later, or be copied into itself. */
  private copyValue(value: JsonValue, depth: number): JsonValue {
    checkDepth(depth);
    if (++this.copies > MAX_COPIED) {
      throw new PatchFailure('PATCH_JSON_ROOT', `the copies hold more than ${MAX_COPIED} values`);
    }
    if (Array.isArray(value)) {
      return value.map((item) => this.copyValue(item, depth + 1));
    }
    if (!isContainer(value)) {
      return value;
    }
    const copy: JsonObject = {};
    for (const key of Object.keys(value)) {
      setOwn(copy, key, this.copyValue(value[key], depth + 1));
    }
    return copy;
  }
}

function getValue({ plain, value = null }: Operation): JsonValue {
  return plain === undefined ? value : plain;
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
