import type { ApiObject } from 'cdk8s';
import { Yaml } from 'cdk8s';

const NUMBER_LIKE = /^[-+.]?[0-9_]/;

/**
 * Makes an API object write texts such as `0o17` and `0X1F` in quotes. cdk8s leaves them plain, and kubectl and Flux, whose readers are Go's,
 * would take them for numbers.
 */
export function keepTexts(object: ApiObject, content: unknown): void {
  if (!hasLostText(content)) {
    return;
  }
  const toJson = object.toJson.bind(object);
  object.toJson = () => {
    const json = toJson() as object;
    // The YAML writer asks for it; to everybody else the texts stay what they are.
    return Object.defineProperty(json, 'toJSON', { value: () => quoteTexts(json) });
  };
}

function hasLostText(value: unknown): boolean {
  return typeof value === 'string' ? isLost(value) : typeof value === 'object' && value !== null && Object.values(value).some(hasLostText);
}

function isLost(text: string): boolean {
  if (!NUMBER_LIKE.test(text)) {
    return false;
  }
  // The patch engine is the largest room: it waits until a text needs it.
  // eslint-disable-next-line @typescript-eslint/no-require-imports
  const { isPlainString } = require('../kustomize') as typeof import('../kustomize');
  return !isPlainString(text) && Yaml.stringify(text).trim() === text;
}

function quoteTexts(value: unknown): unknown {
  if (typeof value === 'string') {
    return isLost(value) ? quote(value) : value;
  }
  if (Array.isArray(value)) {
    return value.map(quoteTexts);
  }
  return typeof value === 'object' && value !== null ? Object.fromEntries(Object.entries(value).map(([key, child]) => [key, quoteTexts(child)])) : value;
}

/** A scalar node, which the writer takes over as it is; the `yaml` package knows its nodes across copies. */
function quote(text: string): unknown {
  // Hardly any sync has such a text: the package is loaded only for one that has.
  // eslint-disable-next-line @typescript-eslint/no-require-imports
  const { Scalar } = require('yaml') as typeof import('yaml');
  const scalar = new Scalar(text);
  scalar.type = 'QUOTE_DOUBLE';
  return scalar;
}
