import { PatchFailure } from '../patch-failure';

export type ScalarValue = null | boolean | bigint | number | string;

export interface ResolvedScalar {
  readonly tag: string;
  readonly value: ScalarValue;
}

type Words = ReadonlyMap<string, ResolvedScalar>;

const RESOLVABLE_TAGS = new Set(['', '!!str', '!!bool', '!!int', '!!float', '!!null', '!!timestamp']);

/** A number that starts with its point may have underscores between digits only. */
const FRACTION = /^\.[0-9]+(?:_[0-9]+)*(?:[eE][-+]?[0-9]+(?:_[0-9]+)*)?$/;
const STARTS_NUMBER = /^[-+0-9]/;

/** The words that kyaml's reader knows. It reads resources and strategic merge patches. */
const WORDS: Words = new Map<string, ResolvedScalar>([
  ...spell(['', '~', 'null', 'Null', 'NULL'], '!!null', null),
  ...spell(['true', 'True', 'TRUE'], '!!bool', true),
  ...spell(['false', 'False', 'FALSE'], '!!bool', false),
  ...spell(['.nan', '.NaN', '.NAN'], '!!float', NaN),
  ...spell(['.inf', '.Inf', '.INF', '+.inf', '+.Inf', '+.INF'], '!!float', Infinity),
  ...spell(['-.inf', '-.Inf', '-.INF'], '!!float', -Infinity),
]);

/** The reader of `sigs.k8s.io/yaml`, for JSON 6902 patches written in YAML and for kubectl, knows the booleans of YAML 1.1 as well. */
const YAML11_WORDS: Words = new Map<string, ResolvedScalar>([
  ...WORDS,
  ...spell(['y', 'Y', 'yes', 'Yes', 'YES', 'on', 'On', 'ON'], '!!bool', true),
  ...spell(['n', 'N', 'no', 'No', 'NO', 'off', 'Off', 'OFF'], '!!bool', false),
]);

/** The type and value of a scalar with this tag (empty: none is written). It fails where the text does not fit the tag. */
export function resolveScalar(tag: string, text: string): ResolvedScalar {
  return resolve(tag, text, WORDS);
}

/** The same for the reader that knows YAML 1.1. */
export function resolveYaml11Scalar(tag: string, text: string): ResolvedScalar {
  return resolve(tag, text, YAML11_WORDS);
}

/** Whether both of the YAML readers that Kubernetes tools use read this text, written without quotes, as a string. */
export function isPlainString(text: string): boolean {
  return resolveScalar('', text).tag === '!!str' && resolveYaml11Scalar('', text).tag === '!!str';
}

/**
 * Mirrors kyaml's `IsYaml1_1NonString`: whether a text without quotes is not a string under YAML 1.1. Indicators such as `[` do not matter here:
 * the writer always puts such a text in quotes.
 */
export function isYaml11NonString(text: string): boolean {
  return text !== '' && !text.includes('\n') && resolveYaml11Scalar('', text.trim()).tag !== '!!str';
}

function resolve(tag: string, text: string, words: Words): ResolvedScalar {
  if (!RESOLVABLE_TAGS.has(tag) || tag === '!!str') {
    return { tag, value: text };
  }
  const found = words.get(text) ?? resolveNumber(text, tag) ?? { tag: '!!str', value: text };
  if (tag === '' || tag === found.tag) {
    return found;
  }
  if (tag === '!!float' && found.tag === '!!int') {
    return { tag, value: Number(found.value) };
  }
  // The value is not shown: it may be that of a Secret.
  throw new PatchFailure('PATCH_ENCODE', `cannot read a value that is tagged ${tag}`);
}

function resolveNumber(text: string, tag: string): ResolvedScalar | undefined {
  if (text.startsWith('.')) {
    const value = FRACTION.test(text) ? parseGoFloat(text.replaceAll('_', '')) : undefined;
    return value === undefined ? undefined : { tag: '!!float', value };
  }
  if (!STARTS_NUMBER.test(text)) {
    return undefined;
  }
  const time = tag === '' || tag === '!!timestamp' ? parseTimestamp(text) : undefined;
  if (time !== undefined) {
    return { tag: '!!timestamp', value: time };
  }
  const digits = text.includes('_') ? text.replaceAll('_', '') : text;
  const integer = parseGoInteger(digits);
  if (integer !== undefined) {
    return { tag: '!!int', value: integer };
  }
  const float = parseGoFloat(digits);
  return float === undefined ? undefined : { tag: '!!float', value: float };
}

function spell(texts: string[], tag: string, value: ScalarValue): [string, ResolvedScalar][] {
  return texts.map((text) => [text, { tag, value }]);
}

const INTEGER = /^([-+]?)(?:0[xX]([0-9a-fA-F]+)|0[bB]([01]+)|0[oO]([0-7]+)|0([0-7]+)|(0|[1-9][0-9]*))$/;
const FLOAT = /^[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?$/;
const MIN_INT64 = -(2n ** 63n);
const MAX_INT64 = 2n ** 63n - 1n;
const MAX_UINT64 = 2n ** 64n - 1n;

/** No number or timestamp of 64 bits is longer. */
const MAX_NUMBER_LENGTH = 80;

/** The integer that Go's `strconv.ParseInt` reads with base 0: decimal, 0x, 0b, 0o and a leading zero for octal, up to 64 bits. */
function parseGoInteger(text: string): bigint | undefined {
  const match = text.length <= MAX_NUMBER_LENGTH ? INTEGER.exec(text) : null;
  if (match === null) {
    return undefined;
  }
  const [, sign, hex, binary, octal, oldOctal, decimal] = match;
  const size = BigInt(prefixDigits(hex, binary, octal ?? oldOctal, decimal));
  const value = sign === '-' ? -size : size;
  // Go reads an unsigned integer only without a sign, so +2^63 is out of range.
  const max = sign === '' ? MAX_UINT64 : MAX_INT64;
  return value >= MIN_INT64 && value <= max ? value : undefined;
}

function prefixDigits(hex: string | undefined, binary: string | undefined, octal: string | undefined, decimal: string): string {
  if (hex !== undefined) {
    return `0x${hex}`;
  }
  if (binary !== undefined) {
    return `0b${binary}`;
  }
  return octal === undefined ? decimal : `0o${octal}`;
}

/** A float as YAML writes it. One that a double cannot hold stays a string. */
function parseGoFloat(text: string): number | undefined {
  if (!FLOAT.test(text)) {
    return undefined;
  }
  const value = Number(text);
  return Number.isFinite(value) ? value : undefined;
}

const TIMESTAMP = /^(\d{4})-(\d\d?)-(\d\d?)(?:([Tt ])(\d\d?):(\d\d?):(\d\d?)(?:[.,](\d+))?(Z|[-+]\d\d:\d\d)?)?$/;

/**
 * The RFC 3339 form of a YAML timestamp, or `undefined`. go-yaml knows three forms: a date, a date and time with a zone after T or t, and one
 * without a zone after a blank.
 */
function parseTimestamp(text: string): string | undefined {
  const match = text.length <= MAX_NUMBER_LENGTH ? TIMESTAMP.exec(text) : null;
  if (match === null) {
    return undefined;
  }
  const [, year, month, day, separator, hour = '0', minute = '0', second = '0', fraction = '', zone] = match;
  if (separator !== undefined && (separator === ' ') === (zone !== undefined)) {
    return undefined;
  }
  if (!isDate(+year, +month, +day) || +hour > 23 || +minute > 59 || +second > 59 || !isZone(zone)) {
    return undefined;
  }
  const part = fraction.slice(0, 9).replace(/0+$/, '');
  const time = [hour, minute, second].map((digits) => digits.padStart(2, '0')).join(':');
  const date = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
  return `${date}T${time}${part === '' ? '' : `.${part}`}${zone === undefined || /00:00$/.test(zone) ? 'Z' : zone}`;
}

function isDate(year: number, month: number, day: number): boolean {
  const leap = (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
  const days = [31, leap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
  return month >= 1 && month <= 12 && day >= 1 && day <= days[month - 1];
}

function isZone(zone: string | undefined): boolean {
  return zone === undefined || zone === 'Z' || (+zone.slice(1, 3) <= 24 && +zone.slice(4) <= 60);
}
