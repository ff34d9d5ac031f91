import { mapOf, readValue, stringWith } from '../input';
import { suggestNearest } from '../problems';
import type { FluxWarning, Problem, ProblemSink } from '../problems';
import { readEntries, readMembers } from '../util';
import { isPlainObject } from './layers';

/** Values by full name: `cluster.name`, `var.region`. */
export type Variables = ReadonlyMap<string, string>;

const NAME = /^[A-Za-z_][A-Za-z0-9_-]*$/;

const ONE_LINE = /^[^\u0000-\u001f\u007f]*$/;

/** In a patch a line break would start new YAML. */
export const VARIABLE_VALUES = mapOf(stringWith({
  empty: 'allowed',
  form: { matches: (value) => ONE_LINE.test(value), rule: 'must be one line without control characters', pattern: ONE_LINE.source },
}));

/** Reads the `variables` of a cluster. Their values are not shown: some could be passwords. */
export function readVariables(cluster: string, variables: unknown, sink: ProblemSink): Variables {
  const values = new Map([['cluster.name', cluster]]);
  const given = variables === undefined ? undefined : readValue(VARIABLE_VALUES, variables, sink, { form: 'data', confidential: true });
  for (const [name, value] of Object.entries(given ?? {})) {
    if (!NAME.test(name)) {
      const rule = 'must have a name of letters, digits, _ and - that does not begin with a digit';
      sink.at(name).report({ code: 'INPUT_FORMAT', rule, received: name });
    } else if (value !== undefined) {
      values.set(`var.${name}`, value);
    }
  }
  return values;
}

/**
 * `$(cluster.name)` and `$(var.region)`, as Kubernetes writes variables in a container's arguments, with `$$(` for a literal `$(`. Only
 * these two families are ours: `$(POD_NAME)` in a patch belongs to Kubernetes, `${var}` to Flux, `{{ }}` to templates.
 */
const REFERENCE = /(\$+)\(((?:cluster|var)\.[^()\s]*)\)/g;

/** Replaces the variables in every string below a value, and reports the unknown ones. */
export function expandVariables(value: unknown, variables: Variables, sink: ProblemSink): unknown {
  if (typeof value === 'string') {
    return value.includes('$(') ? expandString(value, variables, sink) : value;
  }
  if (Array.isArray(value)) {
    return value.map((item, index) => expandVariables(item, variables, sink.at(index)));
  }
  if (isPlainObject(value)) {
    return Object.fromEntries(Object.entries(value).map(([key, child]) => [key, expandVariables(child, variables, sink.at(key))]));
  }
  return value;
}

/** Whether `expandVariables` could change anything in a value. */
export function hasVariables(value: unknown): boolean {
  return typeof value === 'string' ? value.includes('$(')
    : Array.isArray(value) ? value.some(hasVariables)
      : isPlainObject(value) && Object.values(value).some(hasVariables);
}

function expandString(value: string, variables: Variables, sink: ProblemSink): string {
  return value.replace(REFERENCE, (_match, dollars: string, name: string) => {
    const escaped = '$'.repeat(Math.floor(dollars.length / 2));
    if (dollars.length % 2 === 0) {
      return `${escaped}(${name})`;
    }
    if (!variables.has(name)) {
      reportUnknown(name, variables, sink);
    }
    return `${escaped}${variables.get(name) ?? ''}`;
  });
}

function reportUnknown(name: string, variables: Variables, sink: ProblemSink): void {
  const allowed = [...variables.keys()];
  const nearest = suggestNearest(name, allowed);
  sink.report({
    code: 'VARIABLE_UNKNOWN',
    rule: `uses a variable that this cluster does not have; it has ${allowed.join(', ')}`,
    received: `$(${name})`,
    allowed,
    remedy: nearest === undefined ? 'add it to variables' : `did you mean $(${nearest})?`,
  });
}

/** Shorter values would be found in other words, too. */
const MIN_HIDDEN_LENGTH = 4;

/** No problem shows an object that goes deeper. */
const MAX_HIDDEN_DEPTH = 8;

/**
 * Puts the names of variables back in the place of their values, in every string of a problem or a warning: a value could be a password, and the
 * name is what the user wrote.
 */
export function hideVariables<T extends Problem | FluxWarning>(problem: T, variables: Variables): T {
  const values = [...variables]
    .filter(([name, value]) => name.startsWith('var.') && value.length >= MIN_HIDDEN_LENGTH)
    // One may be a part of another.
    .sort(([, a], [, b]) => b.length - a.length)
    // In a message a value stands as a string of JSON.
    .flatMap(([name, value]) => [...new Set([value, JSON.stringify(value).slice(1, -1)])].map((shown) => ({ shown, reference: `$(${name})` })));
  const hidden = Object.entries(problem).map(([member, value]: [string, unknown]) => [member, member === 'code' ? value : hideIn(value, values, 0)]);
  return values.length === 0 ? problem : Object.fromEntries(hidden) as T;
}

function hideIn(value: unknown, values: readonly { readonly shown: string; readonly reference: string }[], depth: number): unknown {
  if (typeof value === 'string') {
    return values.reduce((text, { shown, reference }) => text.replaceAll(shown, () => reference), value);
  }
  if (typeof value !== 'object' || value === null) {
    return value;
  }
  if (depth > MAX_HIDDEN_DEPTH) {
    return '…';
  }
  const entries = readEntries(value);
  if (entries !== undefined) {
    return entries.map((entry) => hideIn(entry, values, depth + 1));
  }
  const members = readMembers(value);
  return members === undefined
    ? value
    : Object.fromEntries(members.map(([key, member]) => [hideIn(key, values, depth) as string, hideIn(member, values, depth + 1)]));
}
