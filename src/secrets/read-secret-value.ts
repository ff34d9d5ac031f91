import { readFileSync } from 'node:fs';
import { findSecretOrigin } from './secret-value';
import type { Problem } from '../problems';

/**
 * Reads the value from where it is. Returns the text, or what is wrong: the file or variable is named, the value never.
 */
export function readSecretValue(value: unknown): string | Omit<Problem, 'path'> {
  const origin = findSecretOrigin(value);
  if (origin === undefined) {
    return { code: 'INPUT_TYPE', rule: 'must be a SecretValue', remedy: 'use SecretValue.fromFile or SecretValue.fromEnvironment' };
  }
  switch (origin.kind) {
    case 'file':
      return readFile(origin.path);
    case 'environment':
      return readVariable(origin.variable);
    case 'plainText':
      return typeof origin.text === 'string' ? origin.text : { code: 'INPUT_TYPE', rule: 'must be a text' };
  }
}

function readFile(path: string): ReturnType<typeof readSecretValue> {
  if (typeof path !== 'string' || path === '') {
    return { code: 'INPUT_TYPE', rule: 'must name a file' };
  }
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(readFileSync(path));
  } catch (error) {
    const reason = (error as NodeJS.ErrnoException).code;
    return {
      code: 'INPUT_FILE',
      rule: reason === 'ERR_ENCODING_INVALID_ENCODED_DATA' ? 'must be a file with UTF-8 text' : `must be a file that can be read (${reason})`,
      received: path,
    };
  }
}

function readVariable(variable: string): ReturnType<typeof readSecretValue> {
  if (typeof variable !== 'string' || variable === '') {
    return { code: 'INPUT_TYPE', rule: 'must name an environment variable' };
  }
  const text = Object.hasOwn(process.env, variable) ? process.env[variable] : undefined;
  return text ?? { code: 'INPUT_REQUIRED', rule: 'must be an environment variable that is set', received: variable };
}
