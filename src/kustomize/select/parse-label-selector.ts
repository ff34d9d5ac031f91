import { PatchFailure } from '../patch-failure';

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

/** Reads a selector in Kubernetes' full syntax: `a,!b,c=d,e!=f,g in (h,i),j notin (k),l>1`. */
export function parseLabelSelector(selector: string): Requirement[] {
  const tokens = readTokens(selector);
  const requirements: Requirement[] = [];
  while (tokens.length > 0) {
    requirements.push(readRequirement(tokens));
    const next = tokens.shift();
    if (next !== undefined && (next !== ',' || !startsRequirement(tokens[0]))) {
      throw failure(`has ${JSON.stringify(tokens[0] ?? next)} where a comma and a requirement belong`);
    }
  }
  return requirements;
}

export function isInteger(text: string): boolean {
  return INTEGER.test(text) && BigInt.asIntN(64, BigInt(text.replace(/^\+/, ''))) === BigInt(text.replace(/^\+/, ''));
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

function readRequirement(tokens: string[]): Requirement {
  const negated = tokens[0] === '!';
  if (negated) {
    tokens.shift();
  }
  const key = tokens.shift();
  if (key === undefined || SYMBOL.test(key)) {
    throw failure(`has ${JSON.stringify(key ?? 'nothing')} where a label belongs`);
  }
  checkKey(key);
  if (negated || tokens.length === 0 || tokens[0] === ',') {
    return { key, operator: negated ? 'absent' : 'exists', values: [] };
  }
  return readOperation(key, tokens);
}

function readOperation(key: string, tokens: string[]): Requirement {
  const operator = tokens.shift() as string;
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
      throw failure(`has ${JSON.stringify(operator)} where one of =, ==, !=, in, notin, >, < belongs`);
  }
}

function readValue(tokens: string[]): string {
  if (tokens.length === 0 || tokens[0] === ',') {
    return '';
  }
  const value = tokens.shift() as string;
  if (SYMBOL.test(value)) {
    throw failure(`has ${JSON.stringify(value)} where a value belongs`);
  }
  return value;
}

/** Blank places count as the empty value: `()`, `(,)` and `(a,)` all have it. */
function readSet(tokens: string[]): string[] {
  expect(tokens, '(');
  const values: string[] = [];
  let wantsValue = true;
  for (let token = tokens.shift(); token !== ')'; token = tokens.shift()) {
    if (token === ',') {
      if (wantsValue) {
        values.push('');
      }
      wantsValue = true;
    } else if (token !== undefined && !SYMBOL.test(token) && wantsValue) {
      values.push(token);
      wantsValue = false;
    } else {
      throw failure(`has ${JSON.stringify(token ?? 'nothing')} in a list of values`);
    }
  }
  return wantsValue ? [...values, ''] : values;
}

function expect(tokens: string[], wanted: string): void {
  const token = tokens.shift();
  if (token !== wanted) {
    throw failure(`has ${JSON.stringify(token ?? 'nothing')} where ${wanted} belongs`);
  }
}

function checkKey(key: string): void {
  const slash = key.indexOf('/');
  const prefixed = slash >= 0;
  if (!NAME.test(prefixed ? key.slice(slash + 1) : key) || (prefixed && !PREFIX.test(key.slice(0, slash)))) {
    throw failure(`has ${JSON.stringify(key)}, which is no label key`);
  }
}

function checkValues(values: string[]): string[] {
  for (const value of values) {
    if (value !== '' && !NAME.test(value)) {
      throw failure(`has ${JSON.stringify(value)}, which is no label value`);
    }
  }
  return values;
}

function checkInteger(value: string): string {
  if (!isInteger(value)) {
    throw failure(`compares with ${JSON.stringify(value)}, which is no integer`);
  }
  return checkValues([value])[0];
}

function failure(reason: string): PatchFailure {
  return new PatchFailure('PATCH_SELECTOR', `must be a label selector; it ${reason}`);
}
