import { parseArgs } from 'node:util';
import type { ParseArgsConfig } from 'node:util';
import { suggestRemedy } from '../problems';
import { isObject, readBoundedText } from '../util';
import type { FindOptions } from './find-instances';
import { orUnreadable } from './inputs';
import { readVariables } from './substitute';
import { UsageError } from './terminal';
import type { Terminal } from './terminal';

type Options = NonNullable<ParseArgsConfig['options']>;

/** A command: its help, its options, and what it does. It returns the exit code. */
export interface Command {
  readonly summary: string;
  readonly help: string;
  readonly run: (args: readonly string[], terminal: Terminal) => number;
}

/** What every command takes. */
export const COMMON_OPTIONS = {
  'help': { type: 'boolean', short: 'h' },
  'flux-version': { type: 'string' },
  'set': { type: 'string', multiple: true },
  'vars': { type: 'string', multiple: true },
  'manifests': { type: 'string' },
} as const satisfies Options;

export const COMMON_HELP = `  --flux-version RANGE  the Flux version, in place of the one that each instance names
  --set NAME=value      the value of a variable \${NAME}, replaced as Flux does it; may be given again
  --vars FILE           a file with such values: NAME=value on each line, a YAML map, or a ConfigMap
  --manifests PATH      Flux's manifests, as the unpacked distribution artifact or the output of flux install --export: the objects of the
                        controllers are then rendered and patched, too
`;

/** Reads the arguments of a command. What it does not know is an error that says so in one sentence. */
export function readArguments<O extends Options>(
  args: readonly string[], options: O,
): ReturnType<typeof parseArgs<{ args: string[]; options: O; allowPositionals: true }>> {
  try {
    return parseArgs({ args: [...args], options, allowPositionals: true });
  } catch (error) {
    // Node's own messages for wrong arguments; a defect of ours has no such code.
    if (isObject(error) && String(error.code).startsWith('ERR_PARSE_ARGS')) {
      const [message] = String(error.message).split('. ');
      const remedy = suggestRemedy(/^Unknown option '(--[^']*)'/.exec(message)?.[1], Object.keys(options).map((name) => `--${name}`));
      throw new UsageError(remedy === undefined ? message : `${message}; ${remedy}`);
    }
    throw error;
  }
}

/** What the common options say about reading. */
export function readFindOptions(
  { set, vars, 'flux-version': fluxVersion }: { readonly 'set'?: string[]; readonly 'vars'?: string[]; readonly 'flux-version'?: string },
): FindOptions {
  const files = (vars ?? []).map((name) => ({ name, text: orUnreadable(name, () => readBoundedText(name)) }));
  return { ...set === undefined && vars === undefined ? {} : { variables: readVariables(set ?? [], files) }, fluxVersion };
}

/** The one of the allowed values that an option has. */
export function readChoice<T extends string>(option: string, value: string | undefined, allowed: readonly T[], fallback: T): T {
  if (value === undefined || (allowed as readonly string[]).includes(value)) {
    return value as T | undefined ?? fallback;
  }
  throw new UsageError(`--${option}: must be one of ${allowed.join(', ')}`);
}

/** The paths that were named: without any there is nothing to do. */
export function requirePaths(paths: readonly string[]): readonly string[] {
  if (paths.length === 0) {
    throw new UsageError('name a file or a folder, or - for standard input');
  }
  return paths;
}

