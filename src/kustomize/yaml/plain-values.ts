import { Cache, setOwn } from '../../util';
import { attempt, checkDepth, PatchFailure } from '../patch-failure';
import { newList, newMap, newScalar } from './node';
import type { Field, MapNode, Node, ScalarNode } from './node';
import { isPlainString, resolveScalar } from './scalars';
import type { ResolvedScalar } from './scalars';

/**
 * How exactly a value is given: `strict` as plain JSON, where anything else is a failure; `exact` the same with large integers as they are;
 * `lenient` takes everything, for objects that a patch may still repair.
 */
export type Exactness = 'strict' | 'exact' | 'lenient';

/** The value of a node after kustomize has written it and somebody has read it again. */
export function toPlain(node: Node, exactness: Exactness = 'strict', inFlow = false): unknown {
  switch (node.kind) {
    case 'scalar':
      return toPlainScalar(node, exactness, inFlow);
    case 'list':
      return node.items.map((item) => toPlain(item, exactness, inFlow || node.flow));
    default:
      return toPlainMap(node, exactness, inFlow || node.flow === true, isStringKey);
  }
}

/** The same for a whole object, whose own keys may be any scalar. */
export function toPlainObject(node: MapNode, exactness: Exactness = 'strict'): Record<string, unknown> {
  return toPlainMap(node, exactness, node.flow === true, (key) => key.tag !== '!!map' && key.tag !== '!!seq');
}

function toPlainMap(
  map: MapNode, exactness: Exactness, inFlow: boolean, isKey: (key: ScalarNode, inFlow: boolean) => boolean,
): Record<string, unknown> {
  const lenient = exactness === 'lenient';
  if (map.duplicates.length > 0 && !lenient) {
    throw new PatchFailure('PATCH_ENCODE', `cannot write the key ${JSON.stringify(map.duplicates[0].key.text)} twice into one map`);
  }
  const plain: Record<string, unknown> = {};
  for (const field of map.fields.values()) {
    if (!lenient && !isKey(field.key, inFlow)) {
      throw new PatchFailure('PATCH_ENCODE', `cannot write the key ${JSON.stringify(field.key.text)}, which is not a string: put it in quotes`);
    }
    if (lenient || !hasNullKey(field)) {
      setOwn(plain, field.key.text, toPlain(field.value, exactness, inFlow));
    }
  }
  return plain;
}

function isStringKey(key: ScalarNode, inFlow: boolean): boolean {
  return resolveWritten(key, key.text === '' || isQuotedInFlow(key, inFlow)).tag === '!!str';
}

function hasNullKey({ key }: Field): boolean {
  return resolveWritten(key, key.text === '').value === null;
}

function toPlainScalar(node: ScalarNode, exactness: Exactness, inFlow: boolean): unknown {
  const { tag, value } = exactness === 'lenient' ? resolveLeniently(node, inFlow) : resolveWritten(node, isQuotedInFlow(node, inFlow));
  if (typeof value === 'bigint') {
    return exactness === 'exact' ? value : Number(value);
  }
  if (typeof value === 'number' && !Number.isFinite(value) && exactness !== 'lenient') {
    throw new PatchFailure('PATCH_ENCODE', `cannot write ${node.text} as JSON`);
  }
  if (tag === '!!binary') {
    return exactness === 'lenient' ? decodeLeniently(node.text) : decodeBase64(node.text);
  }
  return node.folded && !inFlow && typeof value === 'string' ? refold(value) : value;
}

/** A scalar that does not fit its tag counts as its text. */
function resolveLeniently(node: ScalarNode, inFlow: boolean): ResolvedScalar {
  const resolved = attempt(() => resolveWritten(node, isQuotedInFlow(node, inFlow)));
  return resolved instanceof PatchFailure ? { tag: '!!str', value: node.text } : resolved;
}

function decodeLeniently(text: string): string {
  const decoded = attempt(() => decodeBase64(text));
  return decoded instanceof PatchFailure ? text : decoded;
}

/** What a scalar is read as after it was written: quotes win unless the tag is one that the text alone would not give. */
export function resolveWritten(node: ScalarNode, quotedAnyway: boolean): ResolvedScalar {
  const { tag, text, tagged } = node;
  const quoted = node.quoted || quotedAnyway;
  if (tag === '!!str' || (tag === '' && quoted)) {
    return { tag: '!!str', value: text };
  }
  if (tagged && tag !== '') {
    return resolveScalar(tag, text);
  }
  const alone = resolveScalar('', text);
  if (tag === '' || alone.tag === tag) {
    return quoted ? { tag: '!!str', value: text } : alone;
  }
  return resolveScalar(tag, text);
}

/** Inside brackets the writer puts an empty string and one with a colon in quotes. */
function isQuotedInFlow({ text }: ScalarNode, inFlow: boolean): boolean {
  return inFlow && (text === '' || text.includes(':'));
}

/** The text of a `!!binary` value. */
export function decodeBase64(text: string): string {
  const clean = text.replace(/[\r\n]/g, '');
  if (!/^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/.test(clean)) {
    throw new PatchFailure('PATCH_ENCODE', 'cannot decode a !!binary value that is not base64');
  }
  return Buffer.from(clean, 'base64').toString('utf8');
}

const NOT_A_BLOCK = / $| \n/;
const STARTS_BLANK = /^\n*(?:[ \t]|$)/;
/** A line that is not indented, the line breaks after it, and what follows. */
const LINE = /^([^ \t\n][^\n]*)(\n+)(?=([^\n]?))/gm;

/**
 * A folded block scalar after kustomize's writer wrote it and it was read again. The writer doubles the first line break after each line. That is
 * right between two lines, but it adds one before an indented line and before the line breaks kept at the end. Where the text starts with a blank
 * it does not double any.
 */
export function refold(text: string): string {
  if (NOT_A_BLOCK.test(text)) {
    return text;
  }
  const startsBlank = STARTS_BLANK.test(text);
  return text.replace(LINE, (_, line: string, breaks: string, next: string) => {
    if (startsBlank) {
      return line + (next === '' || next === ' ' || next === '\t' ? breaks : breaks.slice(1) || ' ');
    }
    const grows = next === '' ? breaks.length > 1 : next === ' ' || next === '\t';
    return line + breaks + (grows ? '\n' : '');
  });
}

/**
 * How the scalars of a plain value count as written: `canonical` as YAML writers usually do, `quoted` as in JSON, `rewritten` as kustomize's
 * writer does after a JSON patch, where every number is a float.
 */
export type ScalarStyle = 'canonical' | 'quoted' | 'rewritten';

/** The nodes of a plain value. What JSON leaves out (undefined, functions) is left out. */
export function fromPlain(value: unknown, style: ScalarStyle, depth = 0): Node {
  checkDepth(depth);
  if (typeof value === 'string') {
    return fromString(value, style);
  }
  if (typeof value === 'object' && value !== null) {
    return Array.isArray(value)
      ? newList(value.map((item) => fromPlain(item, style, depth + 1)))
      : fromPlainObject(value, style, depth);
  }
  return fromPrimitive(value, style);
}

export function fromPlainObject(value: object, style: ScalarStyle, depth = 0): MapNode {
  const map = newMap();
  for (const [key, child] of listMembers(value)) {
    if (child !== undefined && typeof child !== 'function' && typeof child !== 'symbol') {
      map.fields.set(key, { key: fromString(key, style), value: fromPlain(child, style, depth + 1) });
    }
  }
  return map;
}

/** The members of an object of the caller. */
export function listMembers(value: object): [string, unknown][] {
  try {
    return Object.entries(value);
  } catch {
    // Only getters and proxies of the caller run here: an object that throws while it is read is bad input.
    throw new PatchFailure('PATCH_OBJECT_INVALID', 'must be an object that can be read');
  }
}

function fromString(text: string, style: ScalarStyle): ScalarNode {
  return newScalar(text, '!!str', style === 'quoted' || needsQuotes(text));
}

function fromPrimitive(value: unknown, style: ScalarStyle): ScalarNode {
  if (typeof value === 'boolean') {
    return newScalar(String(value), '!!bool');
  }
  if (typeof value === 'bigint' || (typeof value === 'number' && Number.isFinite(value))) {
    const text = style === 'rewritten' ? formatGoFloat(Number(value)) : String(value);
    return newScalar(text, resolveScalar('', text).tag);
  }
  if (typeof value === 'number') {
    return newScalar(formatGoFloat(value), '!!float');
  }
  return newScalar('null', '!!null');
}

/** The shortest form in which Go's YAML writer gives a float: with an exponent from 1e+06 on and below 1e-04. */
export function formatGoFloat(value: number): string {
  if (!Number.isFinite(value)) {
    return Number.isNaN(value) ? '.nan' : value > 0 ? '.inf' : '-.inf';
  }
  if (value === 0) {
    return Object.is(value, -0) ? '-0' : '0';
  }
  const [digits, exponent] = value.toExponential().split('e');
  const power = Number(exponent);
  if (power >= -4 && power < 6) {
    return String(value);
  }
  return `${digits}e${power < 0 ? '-' : '+'}${String(Math.abs(power)).padStart(2, '0')}`;
}

const SEXAGESIMAL = /^[-+]?[0-9][0-9_]*(?::[0-5]?[0-9])+(?:\.[0-9_]*)?$/;
/** An indicator at the start, or one that a plain scalar must not contain. */
const INDICATOR = /^(?:---|\.\.\.|[#,[\]{}&*!|>'"%@`]|[?:-](?:[ \t\n]|$))|:(?:[ \t\n]|$)|[ \t\n]#/;
const BLANK_EDGE = /^[ \n]|[ \n]$/;
/** What kustomize's writer does not take for printable: that includes everything beyond the basic plane. */
const UNPRINTABLE = /[^\n\x20-\x7e\xa0-\u2027\u202a-\ud7ff\ue000-\ufefe\uff00-\ufffd]/u;

const quoteCache = new Cache<boolean>(10_000);

/** Whether the usual YAML writers put this text in quotes or write it as a block. */
export function needsQuotes(text: string): boolean {
  return quoteCache.getOrCompute(text, () => !isPlainString(text)
    || SEXAGESIMAL.test(text)
    || text.includes('\n')
    || INDICATOR.test(text)
    || BLANK_EDGE.test(text)
    || UNPRINTABLE.test(text));
}
