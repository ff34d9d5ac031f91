import { PatchFailure } from '../patch-failure';
import { parseGoFloat, parseGoInteger } from './parse-go-number';
import { parseTimestamp } from './parse-timestamp';

export type ScalarValue = null | boolean | bigint | number | string;

export interface Resolved {
  readonly tag: string;
  readonly value: ScalarValue;
}

const RESOLVABLE = new Set(['', '!!str', '!!bool', '!!int', '!!float', '!!null', '!!timestamp']);

/** A number that starts with its point may have underscores between digits only. */
const FRACTION = /^\.[0-9]+(?:_[0-9]+)*(?:[eE][-+]?[0-9]+(?:_[0-9]+)*)?$/;

/** The words of the reader for resources and strategic merge patches. */
const WORDS = new Map<string, Resolved>([
  ...spell(['', '~', 'null', 'Null', 'NULL'], '!!null', null),
  ...spell(['true', 'True', 'TRUE'], '!!bool', true),
  ...spell(['false', 'False', 'FALSE'], '!!bool', false),
  ...spell(['.nan', '.NaN', '.NAN'], '!!float', NaN),
  ...spell(['.inf', '.Inf', '.INF', '+.inf', '+.Inf', '+.INF'], '!!float', Infinity),
  ...spell(['-.inf', '-.Inf', '-.INF'], '!!float', -Infinity),
]);

/** The reader for JSON 6902 patches written in YAML knows the words of YAML 1.1 as well. */
const WORDS_YAML_11 = new Map<string, Resolved>([
  ...WORDS,
  ...spell(['y', 'Y', 'yes', 'Yes', 'YES', 'on', 'On', 'ON'], '!!bool', true),
  ...spell(['n', 'N', 'no', 'No', 'NO', 'off', 'Off', 'OFF'], '!!bool', false),
]);

/**
 * The type and value of a scalar with this tag (empty: none given). A tag that the text does not fit is an error.
 */
export function resolveScalar(tag: string, text: string): Resolved {
  return resolve(tag, text, WORDS);
}

/** The same with YAML 1.1 words. */
export function resolveYaml11Scalar(tag: string, text: string): Resolved {
  return resolve(tag, text, WORDS_YAML_11);
}

function resolve(tag: string, text: string, words: ReadonlyMap<string, Resolved>): Resolved {
  if (!RESOLVABLE.has(tag) || tag === '!!str') {
    return { tag, value: text };
  }
  const found = words.get(text) ?? resolveNumber(text, tag) ?? { tag: '!!str', value: text };
  if (tag === '' || tag === found.tag) {
    return found;
  }
  if (tag === '!!float' && found.tag === '!!int') {
    return { tag, value: Number(found.value) };
  }
  throw new PatchFailure('PATCH_ENCODE', `cannot read ${JSON.stringify(text.slice(0, 80))} as ${tag}`);
}

function resolveNumber(text: string, tag: string): Resolved | undefined {
  const first = text.charCodeAt(0);
  if (first === DOT) {
    const value = FRACTION.test(text) ? parseGoFloat(text.replaceAll('_', '')) : undefined;
    return value === undefined ? undefined : { tag: '!!float', value };
  }
  if (first !== PLUS && first !== MINUS && (first < ZERO || first > NINE)) {
    return undefined;
  }
  const time = tag === '' || tag === '!!timestamp' ? parseTimestamp(text) : undefined;
  if (time !== undefined) {
    return { tag: '!!timestamp', value: time };
  }
  const plain = text.includes('_') ? text.replaceAll('_', '') : text;
  const integer = parseGoInteger(plain);
  if (integer !== undefined) {
    return { tag: '!!int', value: integer };
  }
  const float = parseGoFloat(plain);
  return float === undefined ? undefined : { tag: '!!float', value: float };
}

const [DOT, PLUS, MINUS, ZERO, NINE] = ['.', '+', '-', '0', '9'].map((character) => character.charCodeAt(0));

function spell(texts: string[], tag: string, value: ScalarValue): [string, Resolved][] {
  return texts.map((text) => [text, { tag, value }]);
}
