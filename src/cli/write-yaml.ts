import { isPlainString } from '../kustomize';
import { isObject, writeQuoted } from '../util';

/** Strings without any indicator of YAML. Numbers, booleans and the like are told apart by the reader's own rules. */
const PLAIN = /^(?:[A-Za-z_/]|\.\/)[\w./@+-]*(?::[\w./@+-]+)*$|^[0-9][\w./@+-]*$/;

/** Lines that a block can hold unchanged: printable, and no blank at the end. */
const BLOCK_LINE = /^(?: *[\x21-\x7e\xa1-\u1fff](?:[\x20-\x7e\xa1-\u1fff]*[\x21-\x7e\xa1-\u1fff])?)?$/;

/** Writes objects as a YAML stream that each reader of Kubernetes' tools reads as the same objects: a string never becomes something else. */
export function writeYaml(documents: readonly unknown[]): string {
  return documents.map((document) => `${writeBlock(document, '').replace(/^\n/, '')}\n`).join('---\n');
}

/** Writes a value behind `key:` or `-`, with the white space before it. */
function writeBlock(value: unknown, indent: string): string {
  if (Array.isArray(value)) {
    return value.length === 0 ? ' []' : value.map((item) => `\n${indent}-${writeItem(item, `${indent}  `)}`).join('');
  }
  if (isObject(value)) {
    const members = Object.entries(value).filter(([, member]) => member !== undefined);
    return members.length === 0 ? ' {}' : members.map(([key, member]) => `\n${indent}${writeString(key)}:${writeMember(member, indent)}`).join('');
  }
  return ` ${typeof value === 'string' ? writeText(value, indent) : JSON.stringify(value ?? null)}`;
}

function writeMember(value: unknown, indent: string): string {
  return writeBlock(value, Array.isArray(value) ? indent : `${indent}  `);
}

/** A map in a list begins on the line of its dash. */
function writeItem(item: unknown, indent: string): string {
  const written = writeBlock(item, indent);
  return written.startsWith('\n') ? ` ${written.slice(indent.length + 1)}` : written;
}

function writeText(value: string, indent: string): string {
  const lines = value.replace(/\n$/, '').split('\n');
  const isBlock = value.includes('\n') && /^[^ \n]/.test(value) && !value.endsWith('\n\n') && lines.every((line) => BLOCK_LINE.test(line));
  return isBlock ? `|${value.endsWith('\n') ? '' : '-'}${lines.map((line) => (line === '' ? '\n' : `\n${indent}${line}`)).join('')}` : writeString(value);
}

function writeString(value: string): string {
  return PLAIN.test(value) && isPlainString(value) ? value : writeQuoted(value);
}
