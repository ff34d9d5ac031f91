import type { Problem } from '../problems';
import { evaluateRule } from './evaluate-rule';
import { formatPlace, type Place, stepInto } from './place';
import { findField } from './prune-unknown';
import type { Rule, Schema } from './schema';
import type { SchemaCodes } from './schema-codes';

/**
 * Checks the rules over several fields, of the value and of all that is in it. Only for values that passed the structural checks: like the API
 * server, and because a rule would fail on a wrong type with an error that helps nobody.
 */
export function checkRules(value: any, schema: Schema, place: Place, codes: SchemaCodes, problems: Problem[]): void {
  if (value === null) {
    return;
  }
  for (const rule of schema['x-kubernetes-validations'] ?? []) {
    const broken = evaluateRule(rule, value, schema);
    if (broken !== undefined) {
      problems.push({ code: codes.rule, path: formatPlace(place), rule: `breaks a rule of its schema: ${broken}` });
    }
  }
  for (const rule of schema.rules ?? []) {
    if (!rule.holds(value)) {
      problems.push(describeBroken(rule, value, place, codes));
    }
  }
  if (Array.isArray(value)) {
    const { items } = schema;
    if (items !== undefined) {
      value.forEach((item, index) => checkRules(item, items, stepInto(place, index), codes, problems));
    }
  } else if (typeof value === 'object') {
    for (const key of Object.keys(value)) {
      const field = findField(schema, key) ?? schema.additionalProperties;
      if (field !== undefined) {
        checkRules(value[key], field, stepInto(place, key), codes, problems);
      }
    }
  }
}

function describeBroken(rule: Rule, value: any, place: Place, codes: SchemaCodes): Problem {
  const { field, message, remedy } = rule;
  const received = field === undefined ? value : value[field];
  return {
    code: codes.rule,
    path: formatPlace(field === undefined ? place : stepInto(place, field)),
    rule: message,
    ...(received === undefined || typeof received === 'object' ? {} : { received }),
    ...(remedy === undefined ? {} : { remedy }),
  };
}
