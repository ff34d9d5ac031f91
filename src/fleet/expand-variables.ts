import { isPlainObject } from './is-plain-object';
import { suggestNearest } from '../problems';
import type { Problem } from '../problems';

/**
 * `$(cluster.name)` and `$(var.region)`, as Kubernetes writes variables in a container's arguments, `$$(` for a plain `$(` included. Only
 * these two families are ours: `$(POD_NAME)` in a patch is for Kubernetes, `${var}` for Flux, `{{ }}` for templates.
 */
const REFERENCE = /(\$+)\(((?:cluster|var)\.[^()\s]*)\)/g;

/**
 * Replaces the variables in every text below a value, and reports the unknown ones.
 *
 * @param values The values by full name, such as `var.region`.
 */
export function expandVariables(value: unknown, values: ReadonlyMap<string, string>, path: string, problems: Problem[]): unknown {
  if (typeof value === 'string') {
    return value.includes('$(') ? expandText(value, values, path, problems) : value;
  }
  if (Array.isArray(value)) {
    return value.map((item, index) => expandVariables(item, values, `${path}[${index}]`, problems));
  }
  if (isPlainObject(value)) {
    const join = path === '' ? '' : `${path}.`;
    return Object.fromEntries(Object.entries(value).map(([key, child]) => [key, expandVariables(child, values, `${join}${key}`, problems)]));
  }
  return value;
}

function expandText(text: string, values: ReadonlyMap<string, string>, path: string, problems: Problem[]): string {
  return text.replace(REFERENCE, (_match, dollars: string, name: string) => {
    const escaped = '$'.repeat(Math.floor(dollars.length / 2));
    if (dollars.length % 2 === 0) {
      return `${escaped}(${name})`;
    }
    const value = values.get(name);
    if (value === undefined) {
      problems.push(describeUnknown(name, values, path));
    }
    return `${escaped}${value ?? ''}`;
  });
}

function describeUnknown(name: string, values: ReadonlyMap<string, string>, path: string): Problem {
  const nearest = suggestNearest(name, values.keys());
  return {
    code: 'VARIABLE_UNKNOWN',
    path,
    rule: `uses a variable that this cluster lacks; it has ${[...values.keys()].join(', ')}`,
    received: `$(${name})`,
    allowed: [...values.keys()],
    remedy: nearest === undefined ? 'add it to variables' : `did you mean $(${nearest})?`,
  };
}
