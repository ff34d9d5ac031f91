import { isPlainObject } from './is-plain-object';
import type { Problem } from '../problems';

const NAME = /^[A-Za-z_][A-Za-z0-9_-]*$/;

/** Reads the `variables` of a cluster into values by full name: `cluster.name`, `var.region`. */
export function readVariables(cluster: string, variables: unknown, problems: Problem[]): ReadonlyMap<string, string> {
  const values = new Map([['cluster.name', cluster]]);
  if (variables !== undefined && !isPlainObject(variables)) {
    problems.push({ code: 'INPUT_TYPE', path: 'variables', rule: 'must be a map of texts', received: variables });
    return values;
  }
  for (const [name, value] of Object.entries(variables ?? {})) {
    const path = `variables.${name}`;
    if (!NAME.test(name)) {
      problems.push({ code: 'INPUT_FORMAT', path, rule: 'must have a name of letters, digits, _ and -, not beginning with a digit', received: name });
    } else if (typeof value !== 'string') {
      problems.push({ code: 'INPUT_TYPE', path, rule: 'must be a text', received: value, remedy: 'quote it' });
    } else if (/[\u0000-\u001f\u007f]/.test(value)) {
      // In a patch a line break would start new YAML.
      problems.push({ code: 'INPUT_FORMAT', path, rule: 'must be one line of text', received: value });
    } else {
      values.set(`var.${name}`, value);
    }
  }
  return values;
}
