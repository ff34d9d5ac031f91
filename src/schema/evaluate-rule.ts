import { type CelEnvironment, type CelExpression, loadCel } from './load-cel';
import { findField } from './prune-unknown';
import type { CelRule, Schema } from './schema';

let environment: CelEnvironment | undefined;
const parsed = new Map<string, CelExpression>();

/**
 * Evaluates a CRD's rule on a value that is being created. Returns what the rule says if the value breaks it.
 */
export function evaluateRule(rule: CelRule, value: any, schema: Schema): string | undefined {
  if (rule.needs !== undefined && !Object.hasOwn(value, rule.needs)) {
    return undefined;
  }
  const message = rule.message ?? rule.rule;
  const expression = parseRule(rule.rule);
  try {
    return expression({ self: toCel(value, schema) }) === true ? undefined : message;
  } catch (error) {
    // The API server refuses an object on which a rule cannot be evaluated.
    return `${message} (${(error as Error).message.split('\n')[0]})`;
  }
}

/** Parses a rule of a CRD. Throws where it is no CEL. */
export function parseRule(rule: string): CelExpression {
  environment ??= new (loadCel().Environment)({ unlistedVariablesAreDyn: true });
  let expression = parsed.get(rule);
  if (expression === undefined) {
    expression = environment.parse(rule);
    parsed.set(rule, expression);
  }
  return expression;
}

/** CEL tells whole numbers from others by their type, and knows only the fields that the schema declares. */
function toCel(value: any, schema: Schema | undefined): unknown {
  if (typeof value === 'number') {
    return schema?.type === 'number' ? value : toInteger(value);
  }
  if (Array.isArray(value)) {
    return value.map((item) => toCel(item, schema?.items));
  }
  if (typeof value === 'object' && value !== null) {
    const map: Record<string, unknown> = Object.create(null);
    for (const key of Object.keys(value)) {
      map[key] = toCel(value[key], findField(schema, key) ?? schema?.additionalProperties);
    }
    return map;
  }
  return value;
}

function toInteger(value: number): unknown {
  return Number.isInteger(value) ? BigInt(value) : value;
}
