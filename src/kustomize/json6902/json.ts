import { escapeUnicode, isShared, isUtf8, setOwn } from '../../util';
import { checkDepth, MAX_DEPTH, PatchFailure } from '../patch-failure';
import { listMembers } from '../yaml/plain-values';

/**
 * A JSON document that operations change. What they write is held as its source text until all of them are done, because `test` compares texts, as
 * kustomize's JSON patch library does. Everything else is a plain value.
 */
export type JsonValue = null | boolean | number | bigint | string | JsonScalar | JsonArray | JsonObject;
export type JsonArray = JsonValue[];
export interface JsonObject {
  [key: string]: JsonValue;
}

export class JsonScalar {
  constructor(public readonly text: string) {}
}

/** What an operation with the value null writes: to `test` it is not the same as a null that was in the object. */
export const WRITTEN_NULL = new JsonScalar('null');

const BLANK = /[ \t\n\r]*/y;
const SCALAR = /-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][-+]?[0-9]+)?|true|false|null/y;

const STRING_PART = /[^"\\\x00-\x1f]{1,10000}|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4})/y;

/** Reads strict JSON and keeps the source text of scalars. Of a repeated key the last one counts. `undefined` where the text is not JSON. */
export function parseJson(text: string): JsonValue | undefined {
  return new JsonReader(text).readAll();
}

/** A reader whose methods return `undefined` where the text is not JSON. */
class JsonReader {
  private position = 0;

  constructor(private readonly text: string) {}

  public readAll(): JsonValue | undefined {
    const value = this.readValue(0);
    this.match(BLANK);
    return this.position === this.text.length ? value : undefined;
  }

  private readValue(depth: number): JsonValue | undefined {
    if (depth > MAX_DEPTH) {
      return undefined;
    }
    if (this.take('[')) {
      return this.readArray(depth);
    }
    if (this.take('{')) {
      return this.readObject(depth);
    }
    const scalar = this.text[this.position] === '"' ? this.matchString() : this.match(SCALAR);
    return scalar === 'null' ? null : scalar === '' ? undefined : new JsonScalar(scalar);
  }

  private readArray(depth: number): JsonArray | undefined {
    const items: JsonArray = [];
    if (this.take(']')) {
      return items;
    }
    do {
      const item = this.readValue(depth + 1);
      if (item === undefined) {
        return undefined;
      }
      items.push(item);
    } while (this.take(','));
    return this.take(']') ? items : undefined;
  }

  private readObject(depth: number): JsonObject | undefined {
    const members: JsonObject = {};
    if (this.take('}')) {
      return members;
    }
    do {
      const key = this.readKey();
      const member = key === undefined || !this.take(':') ? undefined : this.readValue(depth + 1);
      if (key === undefined || member === undefined) {
        return undefined;
      }
      setOwn(members, key, member);
    } while (this.take(','));
    return this.take('}') ? members : undefined;
  }

  private readKey(): string | undefined {
    this.match(BLANK);
    return this.text[this.position] === '"' ? this.readString() : undefined;
  }

  private readString(): string | undefined {
    const source = this.matchString();
    return source === '' ? undefined : readJsonString(source);
  }

  /** Takes a character if it is the next one after white space. */
  private take(character: string): boolean {
    this.match(BLANK);
    const taken = this.text[this.position] === character;
    this.position += taken ? 1 : 0;
    return taken;
  }

  /** A string with its quotes, or nothing. It is read in parts: a regular expression for all of a long one runs out of stack. */
  private matchString(): string {
    const start = this.position++;
    while (this.match(STRING_PART) !== '') {
      // The position moves on.
    }
    const isWhole = this.text[this.position] === '"';
    this.position = isWhole ? this.position + 1 : start;
    return this.text.slice(start, this.position);
  }

  private match(pattern: RegExp): string {
    pattern.lastIndex = this.position;
    const found = pattern.exec(this.text)?.[0] ?? '';
    this.position += found.length;
    return found;
  }
}

/** The value of a JSON string. */
export function readJsonString(source: string): string {
  return replaceSurrogates(JSON.parse(source) as string);
}

/** An unpaired surrogate becomes the replacement character, as in Go. */
function replaceSurrogates(value: string): string {
  return value.replace(/[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g, '\ufffd');
}

/** The text of a scalar, as Go writes it. It escapes what could end a script element, so a `test` against `<` written as it is fails in kustomize. */
function writeScalar(value: JsonScalar | boolean | number | bigint | string): string {
  if (value instanceof JsonScalar) {
    return value.text;
  }
  if (typeof value === 'bigint' || Object.is(value, -0)) {
    return typeof value === 'bigint' ? String(value) : '-0';
  }
  return JSON.stringify(value).replace(/[<>&\u2028\u2029]/g, escapeUnicode);
}

export function isContainer(value: JsonValue | undefined): value is JsonObject | JsonArray {
  return typeof value === 'object' && value !== null && !(value instanceof JsonScalar);
}

/**
 * The plain value of a JSON document: every number is a float then. Operations can nest values into each other, so the depth is checked.
 */
export function toPlainJson(value: JsonValue, depth = 0): JsonValue {
  if (!isContainer(value)) {
    return value instanceof JsonScalar ? readScalar(value.text) : toPlainScalar(value);
  }
  checkDepth(depth);
  if (Array.isArray(value)) {
    return value.map((item) => toPlainJson(item, depth + 1));
  }
  const plain: JsonObject = {};
  for (const key of Object.keys(value)) {
    setOwn(plain, key, toPlainJson(value[key], depth + 1));
  }
  return plain;
}

function toPlainScalar(value: null | boolean | number | bigint | string): JsonValue {
  return typeof value === 'bigint' ? Number(value) : typeof value === 'string' && !isUtf8(value) ? replaceSurrogates(value) : value;
}

function readScalar(text: string): JsonValue {
  if (text.startsWith('"')) {
    return readJsonString(text);
  }
  const value = JSON.parse(text) as null | boolean | number;
  if (typeof value === 'number' && !Number.isFinite(value)) {
    throw new PatchFailure('PATCH_ENCODE', `cannot write the number ${text.slice(0, 80)}`);
  }
  return value;
}

/**
 * A copy of a plain value as a document, which has what is shared as it is, or `undefined` for one with something that is not plain JSON, or that
 * JSON would change. What JSON leaves out of an object is left out.
 */
export function toJson(value: unknown, depth = 0): JsonValue | undefined {
  switch (typeof value) {
    case 'string':
      return isUtf8(value) ? value : undefined;
    case 'boolean':
      return value;
    case 'number':
      return Number.isFinite(value) && !Object.is(value, -0) ? value : undefined;
    case 'object':
      checkDepth(depth);
      return value === null || isShared(value) ? value as JsonValue : Array.isArray(value) ? copyItems(value, depth) : copyMembers(value, depth);
    default:
      return undefined;
  }
}

function copyItems(list: readonly unknown[], depth: number): JsonArray | undefined {
  const items: JsonArray = [];
  for (const item of list) {
    const copy = toJson(item, depth + 1);
    if (copy === undefined) {
      return undefined;
    }
    items.push(copy);
  }
  return items;
}

function copyMembers(object: object, depth: number): JsonObject | undefined {
  const members: JsonObject = {};
  for (const [key, member] of listMembers(object)) {
    if (member !== undefined && typeof member !== 'function' && typeof member !== 'symbol') {
      const copy = toJson(member, depth + 1);
      if (copy === undefined) {
        return undefined;
      }
      setOwn(members, key, copy);
    }
  }
  return members;
}

/**
 * Equality for `test`: scalars by their text, so 5 is not 5.0. kustomize's library cannot compare a null inside a list and fails; here that
 * counts as unequal.
 */
export function equalJson(left: JsonValue, right: JsonValue): boolean {
  if (left === null || right === null) {
    return false;
  }
  if (!isContainer(left) || !isContainer(right)) {
    return !isContainer(left) && !isContainer(right) && writeScalar(left) === writeScalar(right);
  }
  if (Array.isArray(left) || Array.isArray(right)) {
    return Array.isArray(left) && Array.isArray(right) && left.length === right.length && left.every((item, i) => equalJson(item, right[i]));
  }
  const keys = Object.keys(left);
  return keys.length === Object.keys(right).length && keys.every((key) => (
    Object.hasOwn(right, key) && (left[key] === null && right[key] === null || equalJson(left[key], right[key]))));
}
