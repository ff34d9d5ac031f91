import type { PathStep } from '../../problems';
import { setOwn } from '../../util';
import { checkDepth, inContext, PatchFailure } from '../patch-failure';
import { equalJson, isContainer, WRITTEN_NULL } from './json';
import type { JsonArray, JsonObject, JsonValue } from './json';
import type { Operation } from './operations';
import { findLocation, getMember, listSteps, readIndex, suggestParent, suggestPointer } from './pointer';
import type { Container, Location } from './pointer';

/** Copies of copies double with each operation: more copied values than this are an attack or a mistake. */
const MAX_COPIED = 1_000_000;

/** A document that operations change. What it shares with others is copied once, before it is changed. */
export class Document {
  /** Is told of each field that changes: of a list that becomes shorter or moves its entries, the whole list. */
  public onWrite?: (steps: readonly PathStep[]) => void;

  private readonly owned = new Set<Container>();
  private copies = 0;

  constructor(public root: Container) {}

  /** @param name of the object, for what cannot be applied */
  public apply(operations: readonly Operation[], name: string): void {
    this.copies = 0;
    operations.forEach((operation, i) => {
      const describe = () => `cannot apply ${[operation.op ?? 'an operation without op', operation.path ?? ''].join(' ').trim()} to ${name}`;
      inContext(describe, () => this.applyOne(operation), ['ops', i]);
    });
  }

  private applyOne(operation: Operation): void {
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
      this.note(path, key);
    } else {
      const index = key === '-' ? parent.length : needIndex(key, parent.length + 1);
      this.note(path, ...index === parent.length ? [index] : []);
      parent.splice(index, 0, value);
    }
  }

  private remove(path: string): void {
    const { parent, key } = this.open(path);
    if (Array.isArray(parent)) {
      parent.splice(needIndex(key, parent.length), 1);
      this.note(path);
    } else if (Object.hasOwn(parent, key)) {
      delete parent[key];
      this.note(path, key);
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
      const index = needIndex(key, parent.length);
      parent[index] = value;
      this.note(path, index);
    } else {
      setOwn(parent, key, value);
      this.note(path, key);
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
    const steps = listSteps(pointer);
    const key = steps.pop();
    let parent = this.root = this.own(this.root);
    for (const step of steps) {
      const member = getMember(parent, step);
      if (!isContainer(member)) {
        // It says what is wrong.
        return needLocation(this.root, pointer);
      }
      const owned = this.own(member);
      if (owned !== member) {
        setMember(parent, step, owned);
      }
      parent = owned;
    }
    return key === undefined ? needLocation(this.root, pointer) : { parent, key };
  }

  /** Tells of a field: the container that a pointer leads to, and the step below. Pointers write an index as a string. */
  private note(pointer: string, ...below: readonly PathStep[]): void {
    if (this.onWrite !== undefined) {
      let container: JsonValue | undefined = this.root;
      const steps = listSteps(pointer).slice(0, -1).map((step) => {
        const isList = Array.isArray(container);
        const index = isList ? readIndex(step, (container as JsonArray).length) : undefined;
        container = getMember(container as Container, step);
        return index ?? step;
      });
      this.onWrite([...steps, ...below]);
    }
  }

  private own(container: Container): Container {
    if (this.owned.has(container)) {
      return container;
    }
    const copy = this.copyContainer(container);
    this.owned.add(copy);
    return copy;
  }

  private copyContainer(container: Container): Container {
    return Array.isArray(container) ? [...container] : { ...container };
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

function setMember(parent: Container, key: string, member: Container): void {
  if (Array.isArray(parent)) {
    parent[needIndex(key, parent.length)] = member;
  } else {
    setOwn(parent, key, member);
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
