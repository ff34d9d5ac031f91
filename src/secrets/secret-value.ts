import { existsSync } from 'node:fs';
import { dirname } from 'node:path';
import { readOrReport, readValue, stringOrEmpty } from '../input';
import type { ProblemSink } from '../problems';
import { readRegularFile } from '../util';

/** Where a value is. It may be anything that plain JavaScript passes. */
type SecretOrigin =
  | { readonly kind: 'file'; readonly path: unknown }
  | { readonly kind: 'environment'; readonly variable: unknown }
  | { readonly kind: 'plainText'; readonly text: unknown };

/** Kept apart from the objects, so that nothing which prints an object can print a value. */
const ORIGINS = new WeakMap<object, SecretOrigin>();

/** The API server refuses a Secret that holds more. */
export const MAX_SECRET_BYTES = 1024 * 1024;

/**
 * A value of a Secret: where to find it. However it is printed, it never shows the value.
 *
 * @exampleMetadata fixture=chart
 * @example
 * FluxSecret.gitSsh(chart, 'git-key', {
 *   privateKey: SecretValue.fromFile('identity'),
 *   knownHosts: SecretValue.fromFile('known_hosts'),
 *   allowPlainTextInOutput: true,
 * });
 */
export class SecretValue {
  /**
   * A value from a file with UTF-8 text. A byte order mark at its beginning is dropped.
   *
   * @param path The file, relative to the working directory.
   */
  public static fromFile(path: string): SecretValue {
    return new SecretValue(looksLikePath(path) ? `file ${path}` : 'file', { kind: 'file', path });
  }

  /**
   * A value from an environment variable.
   *
   * @param variable The variable's name.
   */
  public static fromEnvironment(variable: string): SecretValue {
    return new SecretValue(looksLikeVariable(variable) ? `environment variable ${variable}` : 'environment variable', { kind: 'environment', variable });
  }

  /**
   * A literal in source code. Avoid it for real secrets: prefer a file or an environment variable.
   *
   * @param value The value.
   */
  public static unsafePlainText(value: string): SecretValue {
    return new SecretValue('plain text', { kind: 'plainText', text: value });
  }

  private constructor(private readonly origin: string, source: SecretOrigin) {
    ORIGINS.set(this, source);
  }

  /**
   * Says where the value is, never the value.
   */
  public toString(): string {
    return `SecretValue(${this.origin})`;
  }

  /**
   * Says where the value is, never the value.
   */
  public toJSON(): string {
    return this.toString();
  }
}

/** Reads the value from where it is. Problems name the file or variable, never the value. */
export function readSecretValue(value: unknown, sink: ProblemSink): string | undefined {
  const origin = typeof value === 'object' && value !== null ? ORIGINS.get(value) : undefined;
  switch (origin?.kind) {
    case undefined:
      return sink.report({ code: 'INPUT_TYPE', rule: 'must be a SecretValue', remedy: 'use SecretValue.fromFile or SecretValue.fromEnvironment' });
    case 'file':
      return readFile(origin.path, sink);
    case 'environment':
      return readVariable(origin.variable, sink);
    case 'plainText':
      return readValue(stringOrEmpty, origin.text, sink, { form: 'props', confidential: true });
  }
}

function readVariable(variable: unknown, sink: ProblemSink): string | undefined {
  if (typeof variable !== 'string' || variable === '') {
    return sink.report({ code: 'INPUT_TYPE', rule: 'must name an environment variable' });
  }
  return Object.hasOwn(process.env, variable) ? process.env[variable] : sink.report({
    code: 'INPUT_REQUIRED',
    rule: 'must be an environment variable that is set',
    ...looksLikeVariable(variable) ? { received: variable } : { remedy: 'pass the name of the variable, not its value' },
  });
}

function readFile(path: unknown, sink: ProblemSink): string | undefined {
  if (typeof path !== 'string' || path === '') {
    return sink.report({ code: 'INPUT_TYPE', rule: 'must name a file' });
  }
  const named = looksLikePath(path) ? { received: path } : { remedy: 'pass the path of the file, not its content' };
  const bytes = readOrReport(() => readRegularFile(path, MAX_SECRET_BYTES), sink, named);
  if (bytes === undefined) {
    return undefined;
  }
  return decodeUtf8(bytes) ?? sink.report({ code: 'INPUT_FILE', rule: 'must be a file with UTF-8 text', ...named });
}

function decodeUtf8(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    // With these options and bytes it throws for one reason only: they are not UTF-8.
    return undefined;
  }
}

/** Words in upper case. A token that was passed in the place of the name is hardly ever written like that, and must not be shown. */
function looksLikeVariable(name: unknown): boolean {
  return typeof name === 'string' && name.length <= 64 && /^[A-Z]{1,16}(?:_[A-Z0-9]{1,16})*$/.test(name);
}

/**
 * A path may be shown when it or its folder exists, or when it is written like one. The content of the file, passed in the place of the path,
 * must not be shown.
 */
function looksLikePath(path: unknown): boolean {
  if (typeof path !== 'string' || !/^[^\u0000-\u001f\u007f-\u009f\u2028\u2029]{1,200}$/.test(path)) {
    return false;
  }
  const parts = path.split(/[\\/]/);
  return existsSync(path) || (parts.length > 1 && (
    (dirname(path) !== '/' && existsSync(dirname(path))) || parts.every((part) => /^(?:[A-Z]?[a-z0-9 ._~-]{0,60}|[A-Za-z]:)$/.test(part))
  ));
}
