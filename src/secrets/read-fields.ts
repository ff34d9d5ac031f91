import type { SecretField } from './secret-recipe';
import type { TextCheck } from './text-check';
import type { Problem } from '../problems';
import { isUtf8, readMembers } from '../util';

/** Turns a SecretValue into its text, or says what is wrong without showing it. */
export type ReadValue = (value: unknown) => string | Omit<Problem, 'path'>;

interface ReadFields {
  /** The texts that are in order, by their keys in the Secret. */
  readonly texts: Map<string, string>;
  readonly problems: Problem[];
}

/** What the Kubernetes API takes as a key of a Secret. */
const SECRET_KEY = /^[A-Za-z0-9._-]{1,253}$/;

/**
 * Reads and checks the props of a recipe. No problem shows a value, and none says `received`: the value could be a secret in the wrong place.
 */
export function readFields(
  fields: ReadonlyMap<string, SecretField>, given: ReadonlyMap<string, unknown>, readValue: ReadValue,
): ReadFields {
  const read: ReadFields = { texts: new Map(), problems: [] };
  for (const [prop, field] of fields) {
    const value = given.get(prop);
    if (value !== undefined) {
      readField(prop, field, value, readValue, read);
    } else if (field.type !== 'flag' && field.required) {
      read.problems.push({ code: 'INPUT_REQUIRED', path: prop, rule: 'is required' });
    }
  }
  return read;
}

function readField(prop: string, field: SecretField, value: unknown, readValue: ReadValue, read: ReadFields): void {
  switch (field.type) {
    case 'flag':
      if (typeof value !== 'boolean') {
        read.problems.push({ code: 'INPUT_TYPE', path: prop, rule: 'must be true or false' });
      } else if (value) {
        read.texts.set(field.key, 'true');
      }
      return;
    case 'plain':
      return readText(prop, field.key, typeof value === 'string' ? value : { code: 'INPUT_TYPE', rule: 'must be a text' }, field.check, read);
    case 'value':
      return readText(prop, field.key, dropFinalLineBreak(readValue(value), field), field.check, read);
    case 'keys':
      return readKeys(prop, field.endings, value, readValue, read);
  }
}

function dropFinalLineBreak(text: ReturnType<ReadValue>, field: { readonly dropsFinalLineBreak?: boolean }): ReturnType<ReadValue> {
  return typeof text === 'string' && field.dropsFinalLineBreak === true ? text.replace(/\r?\n$/, '') : text;
}

function readText(path: string, key: string, text: ReturnType<ReadValue>, check: TextCheck, read: ReadFields): void {
  if (typeof text !== 'string') {
    read.problems.push({ ...text, path });
    return;
  }
  if (text.trim() === '') {
    read.problems.push({ code: 'INPUT_EMPTY', path, rule: 'must not be empty' });
    return;
  }
  const rule = isUtf8(text) ? check(text) : 'must be a text that UTF-8 can write';
  if (rule !== undefined) {
    read.problems.push({ code: 'INPUT_FORMAT', path, rule });
  }
  read.texts.set(key, text);
}

function readKeys(prop: string, endings: Readonly<Record<string, TextCheck>>, value: unknown, readValue: ReadValue, read: ReadFields): void {
  const names = Object.keys(endings);
  const entries = readMembers(value) ?? [];
  if (entries.length === 0) {
    read.problems.push({ code: 'INPUT_TYPE', path: prop, rule: `must be a map with at least one key that ends with ${names.join(' or ')}` });
  }
  for (const [key, entry] of entries) {
    const path = `${prop}.${key}`;
    const ending = names.find((candidate) => key.endsWith(candidate));
    if (ending === undefined || !SECRET_KEY.test(key)) {
      read.problems.push({
        code: 'INPUT_FORMAT',
        path,
        rule: `must be a key of letters, digits, -, _ and . that ends with ${names.join(' or ')}, or the controller does not see it`,
      });
    } else {
      readText(path, key, readValue(entry), endings[ending], read);
    }
  }
}
