import { escapeUnicode } from '../../util';
import { checkDepth, MAX_DEPTH, PatchFailure } from '../patch-failure';
import { setOwn } from '../yaml/plain-values';

/**
 * A JSON document as kustomize's JSON patch library holds it: scalars are their source text, because `test` compares texts.
 */
export type JsonValue = null | JsonScalar | JsonArray | JsonObject;
export type JsonObject = Map<string, JsonValue>;
export type JsonArray = JsonValue[];

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
    const members: JsonObject = new Map();
    if (this.take('}')) {
      return members;
    }
    do {
      const key = this.readKey();
      const member = key === undefined || !this.take(':') ? undefined : this.readValue(depth + 1);
      if (key === undefined || member === undefined) {
        return undefined;
      }
      members.set(key, member);
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

/** The value of a JSON string. An unpaired surrogate becomes the replacement character, as in Go. */
export function readJsonString(source: string): string {
  return (JSON.parse(source) as string).replace(/[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g, '\ufffd');
}

/** A plain value as JSON, with the scalars written as Go writes them. */
export function toJson(value: unknown): JsonValue {
  if (Array.isArray(value)) {
    return value.map(toJson);
  }
  if (typeof value === 'object' && value !== null) {
    const members: JsonObject = new Map();
    for (const [key, member] of Object.entries(value)) {
      members.set(key, toJson(member));
    }
    return members;
  }
  return value === null || value === undefined ? null : new JsonScalar(writeScalar(value));
}

/** Go escapes what could end a script element, so a `test` against `<` written as it is fails in kustomize. */
function writeScalar(value: unknown): string {
  if (typeof value === 'bigint' || Object.is(value, -0)) {
    return typeof value === 'bigint' ? String(value) : '-0';
  }
  return JSON.stringify(value).replace(/[<>&\u2028\u2029]/g, escapeUnicode);
}

/** The plain value of a JSON document. Operations can nest values into each other, so the depth is checked. */
export function toPlainJson(value: JsonValue, depth = 0): unknown {
  checkDepth(depth);
  if (value === null) {
    return null;
  }
  if (value instanceof JsonScalar) {
    return toPlainScalar(value.text);
  }
  if (Array.isArray(value)) {
    return value.map((item) => toPlainJson(item, depth + 1));
  }
  const plain: Record<string, unknown> = {};
  for (const [key, member] of value) {
    setOwn(plain, key, toPlainJson(member, depth + 1));
  }
  return plain;
}

function toPlainScalar(text: string): unknown {
  if (text.startsWith('"')) {
    return readJsonString(text);
  }
  const value = JSON.parse(text) as unknown;
  if (typeof value === 'number' && !Number.isFinite(value)) {
    throw new PatchFailure('PATCH_ENCODE', `cannot write the number ${text.slice(0, 80)}`);
  }
  return value;
}

/**
 * Equality for `test`: scalars by their text, so 5 is not 5.0. kustomize's library cannot compare a null inside a list and fails; here that
 * counts as unequal.
 */
export function equalJson(left: JsonValue, right: JsonValue): boolean {
  if (left === null || right === null) {
    return false;
  }
  if (left instanceof JsonScalar || right instanceof JsonScalar) {
    return left instanceof JsonScalar && right instanceof JsonScalar && left.text === right.text;
  }
  if (Array.isArray(left) || Array.isArray(right)) {
    return Array.isArray(left) && Array.isArray(right) && left.length === right.length && left.every((item, i) => equalJson(item, right[i]));
  }
  return left.size === right.size && [...left].every(([key, member]) => {
    const other = right.get(key);
    return other !== undefined && (member === null && other === null || equalJson(member, other));
  });
}
