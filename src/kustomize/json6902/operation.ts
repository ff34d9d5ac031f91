import { JsonScalar, WRITTEN_NULL } from './json-value';
import type { JsonObject, JsonValue } from './json-value';
import { readJsonText } from './parse-json';

/** One operation as written; what is missing or of the wrong type shows when it is applied. */
export interface Operation {
  readonly op?: string;
  readonly path?: string;
  readonly from?: string;
  readonly value?: JsonValue;
}

export function readOperation(source: JsonObject | null): Operation {
  return {
    op: readText(source?.get('op')),
    path: readText(source?.get('path')),
    from: readText(source?.get('from')),
    value: readValue(source),
  };
}

function readText(value: JsonValue | undefined): string | undefined {
  return value instanceof JsonScalar && value.text.startsWith('"') ? readJsonText(value.text) : undefined;
}

function readValue(source: JsonObject | null): JsonValue | undefined {
  const value = source?.get('value');
  return value === null ? WRITTEN_NULL : value;
}
