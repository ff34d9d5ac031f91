import type { DerivationSinks } from '../instance';
import { isPlainString, parseDocuments } from '../kustomize';
import { ProblemSink } from '../problems';
import { isObject } from '../util';
import { expandVariables, VARIABLE_NAME as NAME } from './expand-variables';
import type { Variables } from './expand-variables';
import { UsageError } from './terminal';

/** Whether a text has variables that are still to be replaced. */
export function hasVariables(text: string): boolean {
  return text.includes('${') && new RegExp(`(?:^|[^$])\\$\\{#?${NAME}`).test(text);
}

/** Reads `NAME=value` of the command line, and the files that hold one of these a line or a YAML map. */
export function readVariables(given: readonly string[], files: readonly { readonly name: string; readonly text: string }[]): Variables {
  const fromFiles = files.flatMap(({ name, text }) => readVariablesFile(name, text));
  return new Map([...fromFiles, ...given.map((each) => readAssignment('--set', each))]);
}

function readVariablesFile(name: string, text: string): [string, string][] {
  const [document] = parseDocuments(text, new ProblemSink()) ?? [];
  const map = isObject(document) && isObject(document.data) && typeof document.kind === 'string' ? document.data : document;
  if (isObject(map)) {
    return Object.entries(map).map(([key, value]) => {
      if (!new RegExp(`^${NAME}$`).test(key) || (typeof value !== 'string' && typeof value !== 'number' && typeof value !== 'boolean')) {
        throw new UsageError(`--vars ${name}: must have variables and their values, such as region: eu-west-1`);
      }
      return [key, String(value)];
    });
  }
  return text.split(/\r?\n/).filter((line) => line.trim() !== '' && !line.startsWith('#')).map((line) => readAssignment(`--vars ${name}`, line));
}

function readAssignment(where: string, text: string): [string, string] {
  const match = new RegExp(`^(${NAME})=(.*)$`, 's').exec(text);
  if (match === null) {
    throw new UsageError(`${where}: must be NAME=value`);
  }
  return [match[1], match[2]];
}

/**
 * Replaces the variables in every string below a value, as kustomize-controller does after the build: what is not set becomes empty, and a string
 * that stood without quotes is read again, so that a value such as `10` becomes a number.
 */
export function substitute(value: unknown, variables: Variables, sinks: DerivationSinks): unknown {
  if (typeof value === 'string') {
    return value.includes('${') ? substituteString(value, variables, sinks) : value;
  }
  if (Array.isArray(value)) {
    return value.map((item, index) => substitute(item, variables, at(sinks, index)));
  }
  return isObject(value)
    ? Object.fromEntries(Object.entries(value).map(([key, member]) => [key, substitute(member, variables, at(sinks, key))]))
    : value;
}

function at({ problems, warnings }: DerivationSinks, step: string | number): DerivationSinks {
  return { problems: problems.at(step), warnings: warnings.at(step) };
}

function substituteString(value: string, variables: Variables, sinks: DerivationSinks): unknown {
  const replaced = expandVariables(value, variables, sinks);
  const wasPlain = !value.includes('\n') && isPlainString(value);
  return wasPlain && !replaced.includes('\n') && replaced !== value ? readScalar(replaced) : replaced;
}

/** Indicators of YAML in a value would break the object that Flux applies. Here they stay. */
function readScalar(text: string): unknown {
  const [value] = isPlainString(text) ? [text] : parseDocuments(text, new ProblemSink()) ?? [text];
  return isObject(value) || Array.isArray(value) || value === undefined ? text : value;
}
