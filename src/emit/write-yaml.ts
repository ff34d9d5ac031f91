import { Yaml } from 'cdk8s';
import { Cache } from '../util';
import { needsQuotes } from './quote-strings';

/** Strings that every version of the writer leaves as they are, but for the words and numbers below. Nearly all keys and values are such. */
const PLAIN = /^[A-Za-z][\w./@+-]*(?::[\w./@+-]+)*$/;
const WORDS = /^(?:y|n|yes|no|on|off|true|false|null|e[-+]?\d.*)$/i;

/** Lines that could end a document: how they are written depends on where they stand. */
const MARKERS = /^(?:%|---|\.\.\.)/m;

/** Beyond this length the writer gives a key a line of its own. */
const MAX_KEY_LENGTH = 1000;
const MAX_STRING_LENGTH = 10_000;

/** How cdk8s writes a string: `''` for one that only its writer can write in its place. */
const values = new Cache<string>(10_000);
const keys = new Cache<string>(10_000);

/**
 * Writes an object as `Yaml.stringify` of cdk8s does, byte for byte, and many times faster: it makes no tree of nodes. How an unusual string is
 * written cdk8s is asked, once for each string.
 *
 * @returns `undefined` for an object with something that only cdk8s knows how to write
 */
export function writeYaml(object: Readonly<Record<string, unknown>>): string | undefined {
  const text = writeObject(object, '', new Set());
  return text === undefined ? undefined : `${text}\n`;
}

/** The first line of what is returned is not indented, because it may follow a dash. */
function writeValue(value: unknown, indent: string, seen: Set<object>): string | undefined {
  switch (typeof value) {
    case 'string':
      return writeString(value, indent);
    case 'boolean':
      return String(value);
    case 'number':
      return Number.isFinite(value) && !Object.is(value, -0) ? JSON.stringify(value) : undefined;
    case 'object':
      // An object that is there twice is written once, and then as an alias.
      if (value === null || seen.has(value)) {
        return value === null ? 'null' : undefined;
      }
      return Array.isArray(value) ? writeList(value, indent, seen) : writeObject(value as Record<string, unknown>, indent, seen);
    default:
      return undefined;
  }
}

function writeList(list: readonly unknown[], indent: string, seen: Set<object>): string | undefined {
  if (list.length === 0) {
    seen.add(list);
    return '[]';
  }
  seen.add(list);
  const below = `${indent}  `;
  let text = '';
  for (let index = 0; index < list.length; index++) {
    const item = writeValue(list[index], below, seen);
    if (item === undefined) {
      return undefined;
    }
    text += index === 0 ? `- ${item}` : `\n${indent}- ${item}`;
  }
  return text;
}

function writeObject(object: Readonly<Record<string, unknown>>, indent: string, seen: Set<object>): string | undefined {
  seen.add(object);
  const below = `${indent}  `;
  let text = '';
  for (const key of Object.keys(object)) {
    const member = object[key];
    const name = writeKey(key);
    const value = writeValue(member, below, seen);
    if (name === undefined || value === undefined) {
      return undefined;
    }
    text += `${text === '' ? '' : `\n${indent}`}${name}:${isBlock(member) ? `\n${below}` : ' '}${value}`;
  }
  return text === '' ? '{}' : text;
}

function isBlock(value: unknown): boolean {
  return typeof value === 'object' && value !== null && (Array.isArray(value) ? value.length > 0 : Object.keys(value).length > 0);
}

function isPlain(value: string): boolean {
  return PLAIN.test(value) && !WORDS.test(value);
}

function writeKey(key: string): string | undefined {
  return key.length > MAX_KEY_LENGTH ? undefined : isPlain(key) ? key : keys.getOrCompute(key, () => askForKey(key)) || undefined;
}

function writeString(value: string, indent: string): string | undefined {
  if (isPlain(value)) {
    return value;
  }
  const written = value.length > MAX_STRING_LENGTH ? '' : values.getOrCompute(value, () => askForValue(value));
  return written === '' ? undefined : written.includes('\n') ? indentLines(written, indent) : written;
}

/** Lines of a block are indented, empty ones are not. */
function indentLines(block: string, indent: string): string {
  return block.replace(/\n(?!\n)/g, `\n${indent}`);
}

function askForKey(key: string): string {
  const written = needsQuotes(key) || MARKERS.test(key) ? '' : Yaml.stringify({ [key]: 0 });
  return written.endsWith(': 0\n') && !written.startsWith('? ') && written.indexOf('\n') === written.length - 1 ? written.slice(0, -': 0\n'.length) : '';
}

function askForValue(value: string): string {
  if (needsQuotes(value) || MARKERS.test(value)) {
    return '';
  }
  const written = Yaml.stringify({ k: value }).slice('k: '.length, -1);
  if (!written.includes('\n')) {
    return written;
  }
  // Other forms of several lines depend on how deep they stand.
  const block = /^\|-?\n/.test(written) ? written.replace(/\n {2}/g, '\n') : '';
  return indentLines(block, '  ') === written ? block : '';
}
