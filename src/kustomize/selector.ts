import { lazy } from '../util';
import { attempt, PatchFailure } from './patch-failure';
import type { Resource } from './resource';
import { toIdKey } from './resource-id';

// Most targets need no regular expression.
// eslint-disable-next-line @typescript-eslint/no-require-imports
const loadRe2 = lazy(() => require('re2js') as typeof import('re2js'));

/** What a patch applies to. Every field that is set must match. Regular expressions are Go's (RE2) and match whole values. */
export interface PatchTarget {
  readonly group?: string;
  readonly version?: string;
  readonly kind?: string;
  readonly name?: string;
  readonly namespace?: string;
  readonly labelSelector?: string;
  readonly annotationSelector?: string;
}

export type Matcher = (object: Resource) => boolean;

/**
 * A test for objects. Mirrors kustomize's `SelectorRegex`: all regular expressions are compiled at once, but a label selector is only read when
 * an object has passed everything before it, so an invalid one that is never reached is not an error.
 */
export function compileTarget(target: PatchTarget): Matcher {
  const group = compilePattern('group', target.group);
  const version = compilePattern('version', target.version);
  const kind = compilePattern('kind', target.kind);
  const name = compilePattern('name', target.name);
  const namespace = compilePattern('namespace', target.namespace);
  const labels = lazy(() => readSelector('labelSelector', target));
  const annotations = lazy(() => readSelector('annotationSelector', target));
  return (object) => {
    const { currentId: current, originalId: original } = object;
    return (namespace(original.effectiveNamespace) || namespace(current.effectiveNamespace))
      && (name(original.name) || name(current.name))
      && group(current.group) && version(current.version) && kind(current.kind)
      && matchStrings(object, 'labels', labels())
      && matchStrings(object, 'annotations', annotations());
  };
}

/** Most targets have no selector: then the strings, of which there may be many, are not looked at. */
function matchStrings(object: Resource, name: 'labels' | 'annotations', requirements: readonly Requirement[]): boolean {
  if (requirements.length > 0) {
    return matchLabels(requirements, object.getStrings(name));
  }
  object.checkStrings(name);
  return true;
}

function readSelector(field: 'labelSelector' | 'annotationSelector', { [field]: selector = '' }: PatchTarget): Requirement[] {
  const requirements = attempt(() => parseLabelSelector(selector));
  if (requirements instanceof PatchFailure) {
    throw new PatchFailure(requirements.code, requirements.rule, { steps: ['target', field] });
  }
  return requirements;
}

/**
 * A test for the objects that a strategic merge patch without target names: those that have its id, or had it before a JSON patch. Mirrors
 * `ResMap.GetMatchingResourcesByAnyId`.
 */
export function matchDocument(document: Resource): Matcher {
  const wanted = toIdKey(document.originalId);
  return ({ currentId, previousIds }) => [currentId, ...previousIds].some((id) => toIdKey(id) === wanted);
}

const LITERAL = /^[A-Za-z0-9_-]+$/;

/** A test for Go's anchored regular expression; an empty one matches everything. */
export function compilePattern(field: keyof PatchTarget, pattern: string | undefined): (text: string) => boolean {
  if (pattern === undefined || pattern === '') {
    return () => true;
  }
  if (LITERAL.test(pattern)) {
    return (text) => text === pattern;
  }
  const { RE2JS, RE2JSException } = loadRe2();
  try {
    const compiled = RE2JS.compile(`^(?:${pattern})$`);
    return (text) => compiled.matcher(text).find();
  } catch (error) {
    // The only way to learn from the library that an expression is not valid.
    if (error instanceof RE2JSException) {
      throw new PatchFailure('PATCH_REGEX', `must be a regular expression that Go accepts: ${error.message}`, { steps: ['target', field] });
    }
    throw error;
  }
}

/** One condition of a label selector. Mirrors apimachinery's `labels.Requirement`. */
export interface Requirement {
  readonly key: string;
  readonly operator: 'exists' | 'absent' | 'in' | 'notin' | '>' | '<';
  readonly values: readonly string[];
}

const TOKEN = /[ \t\r\n]*(==|!=|[=!(),<>]|[^=!(),<> \t\r\n]+)/y;
const SYMBOL = /^(?:==|!=|[=!(),<>])$/;
const PREFIX = /^(?=.{1,253}$)[a-z0-9](?:[-a-z0-9]*[a-z0-9])?(?:\.[a-z0-9](?:[-a-z0-9]*[a-z0-9])?)*$/;
const NAME = /^(?=.{1,63}$)[A-Za-z0-9](?:[-A-Za-z0-9_.]*[A-Za-z0-9])?$/;
const INTEGER = /^[-+]?[0-9]{1,19}$/;

/** The tokens of a selector, read one after the other. */
class Tokens {
  private position = 0;

  constructor(private readonly all: readonly string[]) {}

  /** The next token, if there is one. */
  public get next(): string | undefined {
    return this.all[this.position];
  }

  public take(): string | undefined {
    return this.all[this.position++];
  }
}

/** Reads a selector in Kubernetes' full syntax: `a,!b,c=d,e!=f,g in (h,i),j notin (k),l>1`. */
export function parseLabelSelector(selector: string): Requirement[] {
  const tokens = new Tokens(readTokens(selector));
  const requirements: Requirement[] = [];
  while (tokens.next !== undefined) {
    requirements.push(readRequirement(tokens));
    const separator = tokens.take();
    if (separator !== undefined && (separator !== ',' || !startsRequirement(tokens.next))) {
      throw failure(`${describeToken(tokens.next ?? separator)} where a comma and a requirement are expected`);
    }
  }
  return requirements;
}

export function matchLabels(requirements: readonly Requirement[], labels: ReadonlyMap<string, string>): boolean {
  return requirements.every((requirement) => matchRequirement(requirement, labels.get(requirement.key)));
}

function matchRequirement({ operator, values }: Requirement, label: string | undefined): boolean {
  switch (operator) {
    case 'exists':
      return label !== undefined;
    case 'absent':
      return label === undefined;
    case 'in':
      return label !== undefined && values.includes(label);
    case 'notin':
      return label === undefined || !values.includes(label);
    default:
      return label !== undefined && isInteger(label) && compareIntegers(operator, toBigInt(label), toBigInt(values[0]));
  }
}

function compareIntegers(operator: '>' | '<', left: bigint, right: bigint): boolean {
  return operator === '>' ? left > right : left < right;
}

function isInteger(text: string): boolean {
  return INTEGER.test(text) && BigInt.asIntN(64, toBigInt(text)) === toBigInt(text);
}

function toBigInt(text: string): bigint {
  return BigInt(text.replace(/^\+/, ''));
}

function readTokens(selector: string): string[] {
  const tokens: string[] = [];
  TOKEN.lastIndex = 0;
  for (let match = TOKEN.exec(selector); match !== null; match = TOKEN.exec(selector)) {
    tokens.push(match[1]);
  }
  return tokens;
}

function startsRequirement(token: string | undefined): boolean {
  return token === '!' || (token !== undefined && !SYMBOL.test(token));
}

function readRequirement(tokens: Tokens): Requirement {
  const negated = tokens.next === '!';
  if (negated) {
    tokens.take();
  }
  const key = tokens.take();
  if (key === undefined || SYMBOL.test(key)) {
    throw failure(`${describeToken(key)} where a label is expected`);
  }
  checkKey(key);
  if (negated || tokens.next === undefined || tokens.next === ',') {
    return { key, operator: negated ? 'absent' : 'exists', values: [] };
  }
  return readOperation(key, tokens);
}

function readOperation(key: string, tokens: Tokens): Requirement {
  const operator = tokens.take() as string;
  switch (operator) {
    case 'in':
    case 'notin':
      return { key, operator, values: checkValues(readSet(tokens)) };
    case '=':
    case '==':
      return { key, operator: 'in', values: checkValues([readValue(tokens)]) };
    case '!=':
      return { key, operator: 'notin', values: checkValues([readValue(tokens)]) };
    case '>':
    case '<':
      return { key, operator, values: [checkInteger(readValue(tokens))] };
    default:
      throw failure(`has ${JSON.stringify(operator)} where one of =, ==, !=, in, notin, >, < is expected`);
  }
}

function readValue(tokens: Tokens): string {
  if (tokens.next === undefined || tokens.next === ',') {
    return '';
  }
  const value = tokens.take() as string;
  if (SYMBOL.test(value)) {
    throw failure(`has ${JSON.stringify(value)} where a value is expected`);
  }
  return value;
}

/**
 * A missing value counts as the empty string: `()`, `(,)` and `(a,)` all have one. Mirrors kustomize's copy of apimachinery, which refuses `(a,,)`,
 * as later apimachinery does not, and accepts `(a,,b)`.
 */
function readSet(tokens: Tokens): string[] {
  expect(tokens, '(');
  const values: string[] = [];
  while (tokens.next !== ')') {
    const token = tokens.take();
    if (token === ',') {
      if (values.length === 0 || tokens.next === ')') {
        values.push('');
      }
      if (tokens.next === ',') {
        tokens.take();
        values.push('');
        expectValue(tokens);
      }
    } else if (token !== undefined && !SYMBOL.test(token) && (tokens.next === ',' || tokens.next === ')')) {
      values.push(token);
    } else {
      throw failure(`${describeToken(token)} in a list of values`);
    }
  }
  tokens.take();
  return values.length === 0 ? [''] : values;
}

function expectValue(tokens: Tokens): void {
  if (tokens.next === ')') {
    throw failure('has ")" where a value is expected');
  }
}

function expect(tokens: Tokens, wanted: string): void {
  const token = tokens.take();
  if (token !== wanted) {
    throw failure(`${describeToken(token)} where ${wanted} is expected`);
  }
}

function checkKey(key: string): void {
  const slash = key.indexOf('/');
  const prefixed = slash >= 0;
  if (!NAME.test(prefixed ? key.slice(slash + 1) : key) || (prefixed && !PREFIX.test(key.slice(0, slash)))) {
    throw failure(`has ${JSON.stringify(key)}, which is not a label key`);
  }
}

function checkValues(values: string[]): string[] {
  for (const value of values) {
    if (value !== '' && !NAME.test(value)) {
      throw failure(`has ${JSON.stringify(value)}, which is not a label value`);
    }
  }
  return values;
}

function checkInteger(value: string): string {
  if (!isInteger(value)) {
    throw failure(`compares with ${JSON.stringify(value)}, which is not an integer`);
  }
  return checkValues([value])[0];
}

function failure(reason: string): PatchFailure {
  return new PatchFailure('PATCH_SELECTOR', `must be a label selector; it ${reason}`);
}

function describeToken(token: string | undefined): string {
  return token === undefined ? 'ends' : `has ${JSON.stringify(token)}`;
}
