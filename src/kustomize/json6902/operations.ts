import { attempt, PatchFailure } from '../patch-failure';
import { JsonScalar, readJsonString, toPlainJson, WRITTEN_NULL } from './json';
import type { JsonObject, JsonValue } from './json';

/** One operation as written. What is missing or of the wrong type is a failure when the operation is applied. */
export interface Operation {
  readonly op?: string;
  readonly path?: string;
  readonly from?: string;
  readonly value?: JsonValue;
  /** The plain value, unless an operation of the patch has to see how it is written. */
  readonly plain?: JsonValue;
}

export function readOperations(sources: readonly (JsonObject | null)[]): readonly Operation[] {
  const operations = sources.map(readOperation);
  // A value that cannot be written fails only where it is still there after all operations.
  const plain = operations.some(({ op }) => op === 'test') ? undefined : attempt(() => operations.map(({ value }) => value && toPlainJson(value)));
  return plain === undefined || plain instanceof PatchFailure ? operations : operations.map((operation, i) => ({ ...operation, plain: plain[i] }));
}

function readOperation(source: JsonObject | null): Operation {
  const read = (member: string) => (source !== null && Object.hasOwn(source, member) ? source[member] : undefined);
  const value = read('value');
  return { op: readString(read('op')), path: readString(read('path')), from: readString(read('from')), value: value === null ? WRITTEN_NULL : value };
}

function readString(value: JsonValue | undefined): string | undefined {
  return value instanceof JsonScalar ? value.text.startsWith('"') ? readJsonString(value.text) : undefined : typeof value === 'string' ? value : undefined;
}
