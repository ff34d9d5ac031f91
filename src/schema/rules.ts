import { CEL_RULES } from '../../imports/cel-rules';
import type { ProblemCode, ProblemSink } from '../problems';
import { isObject } from '../util';
import { CelError } from './cel';
import { findField, findMember } from './schema';
import type { CelRule, Schema } from './schema';

/**
 * Checks the rules over several fields, of the value and of all that is in it. Only for values that passed the other checks: like the API
 * server, and because a rule would fail on a wrong type with an error that helps nobody.
 */
export function checkRules(value: unknown, schema: Schema, sink: ProblemSink, code: ProblemCode): void {
  const { hasRules, ruledFields } = summarize(schema);
  if (value === null || !hasRules) {
    return;
  }
  const rules = schema['x-kubernetes-validations'] ?? [];
  const self = rules.length > 0 ? complete(value, schema) : value;
  for (const rule of rules) {
    const message = evaluate(rule, self);
    if (message !== undefined) {
      sink.report({ code, rule: `breaks a rule of its schema: ${message}` });
    }
  }
  if (Array.isArray(self) && schema.items !== undefined) {
    for (const [index, item] of self.entries()) {
      checkRules(item, schema.items, sink.at(index), code);
    }
  } else if (isObject(self)) {
    for (const [key, field] of ruledFields) {
      if (Object.hasOwn(self, key) && self[key] !== undefined) {
        checkRules(self[key], field, sink.at(key), code);
      }
    }
    const { additionalProperties } = schema;
    if (additionalProperties !== undefined && summarize(additionalProperties).hasRules) {
      for (const key of Object.keys(self).filter((name) => findField(schema, name) === undefined)) {
        checkRules(self[key], additionalProperties, sink.at(key), code);
      }
    }
  }
}

/** What the rule says if the value breaks it. The API server refuses an object on which a rule has no result. */
function evaluate({ rule, message = rule }: CelRule, self: unknown): string | undefined {
  try {
    return CEL_RULES[rule](self) ? undefined : message;
  } catch (error) {
    if (error instanceof CelError) {
      return `${message} (${error.message})`;
    }
    throw error;
  }
}

/**
 * The value with the defaults of absent fields, and of nulls where null is not allowed: a rule may rely on them. Unknown fields stay, for a rule
 * can only name fields that its schema has. The value itself where that changes nothing; of the rest, only what changes is copied.
 */
export function complete(value: unknown, schema: Schema): unknown {
  if (value === null) {
    return schema.nullable !== true && schema.default !== undefined ? complete(schema.default, schema) : value;
  }
  if (typeof value !== 'object' || !summarize(schema).hasDefaults) {
    return value;
  }
  const { items } = schema;
  if (Array.isArray(value)) {
    const list = items === undefined ? value : value.map((item) => complete(item, items));
    return list.every((item, index) => item === value[index]) ? value : list;
  }
  return isObject(value) ? completeObject(value, schema) : value;
}

function completeObject(object: Record<string, unknown>, schema: Schema): Record<string, unknown> {
  let result = object;
  const set = (key: string, value: unknown): void => {
    if (value !== object[key]) {
      result = result === object ? { ...object } : result;
      result[key] = value;
    }
  };
  for (const key of Object.keys(object)) {
    const member = findMember(schema, key);
    if (member !== undefined) {
      set(key, complete(object[key], member));
    }
  }
  for (const [key, field] of summarize(schema).defaults) {
    if (!Object.hasOwn(object, key) || object[key] === undefined) {
      set(key, complete(field.default, field));
    }
  }
  return result;
}

/** What is asked about a schema for each value. */
interface SchemaSummary {
  /** Whether it or a schema below has a rule. */
  readonly hasRules: boolean;
  /** The fields that have a rule in or below them. */
  readonly ruledFields: readonly (readonly [string, Schema])[];
  /** Whether it or a schema below has a default. */
  readonly hasDefaults: boolean;
  /** The fields that have a default. */
  readonly defaults: readonly (readonly [string, Schema])[];
}

const summaries = new WeakMap<Schema, SchemaSummary>();

function summarize(schema: Schema): SchemaSummary {
  let summary = summaries.get(schema);
  if (summary === undefined) {
    const fields = Object.entries(schema.properties ?? {});
    const ruledFields = fields.filter(([, field]) => summarize(field).hasRules);
    const others = [schema.items, schema.additionalProperties].flatMap((one) => (one === undefined ? [] : [summarize(one)]));
    summary = {
      hasRules: Boolean(schema['x-kubernetes-validations']?.length) || ruledFields.length > 0
        || others.some(({ hasRules }) => hasRules),
      ruledFields,
      hasDefaults: schema.default !== undefined || fields.some(([, field]) => summarize(field).hasDefaults)
        || others.some(({ hasDefaults }) => hasDefaults),
      defaults: fields.filter(([, field]) => field.default !== undefined),
    };
    summaries.set(schema, summary);
  }
  return summary;
}
