import { newList, newMap, newScalar } from '../nodes/node';
import type { Node, ScalarNode } from '../nodes/node';
import { PatchFailure } from '../patch-failure';
import { formatYamlFloat } from '../scalars/format-float';
import { needsQuotes } from '../scalars/needs-quotes';
import { resolveScalar } from '../scalars/resolve-scalar';

const DEEPEST = 1000;

/**
 * How scalars count as written: `canonical` as YAML writers usually do, `quoted` as in JSON, `rewritten` as upstream's writer does after a JSON
 * patch, where every number is a float.
 */
export type ScalarStyle = 'canonical' | 'quoted' | 'rewritten';

/** The nodes of a plain value. What JSON leaves out (undefined, functions) is left out. */
export function fromPlain(value: unknown, style: ScalarStyle, depth = 0): Node {
  if (depth > DEEPEST) {
    throw new PatchFailure('PATCH_YAML', `must not be nested deeper than ${DEEPEST} levels`);
  }
  if (typeof value === 'string') {
    return textNode(value, style);
  }
  if (typeof value === 'object' && value !== null) {
    return Array.isArray(value)
      ? newList(value.map((item) => fromPlain(item, style, depth + 1)))
      : mapNode(value, style, depth);
  }
  return primitiveNode(value, style);
}

function mapNode(value: object, style: ScalarStyle, depth: number): Node {
  const map = newMap();
  for (const [key, child] of Object.entries(value)) {
    if (child !== undefined && typeof child !== 'function' && typeof child !== 'symbol') {
      map.fields.set(key, { key: textNode(key, style), value: fromPlain(child, style, depth + 1) });
    }
  }
  return map;
}

function textNode(text: string, style: ScalarStyle): ScalarNode {
  return newScalar(text, '!!str', style === 'quoted' || needsQuotes(text));
}

function primitiveNode(value: unknown, style: ScalarStyle): ScalarNode {
  if (typeof value === 'boolean') {
    return newScalar(String(value), '!!bool');
  }
  if (typeof value === 'bigint' || (typeof value === 'number' && Number.isFinite(value))) {
    const text = style === 'rewritten' ? formatYamlFloat(Number(value)) : String(value);
    return newScalar(text, resolveScalar('', text).tag);
  }
  if (typeof value === 'number') {
    return newScalar(Number.isNaN(value) ? '.nan' : value > 0 ? '.inf' : '-.inf', '!!float');
  }
  return newScalar('null', '!!null');
}
