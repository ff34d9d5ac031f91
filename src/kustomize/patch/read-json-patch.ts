import { JsonScalar } from '../json6902/json-value';
import type { JsonObject, JsonValue } from '../json6902/json-value';
import { parseJson } from '../json6902/parse-json';
import { PatchFailure } from '../patch-failure';
import { readYaml11 } from '../read/read-yaml11';

/** The operations of a JSON 6902 patch, not yet checked, or null where the text says so: strict JSON where the text starts with a bracket, else YAML 1.1. */
export function readJsonPatch(text: string): (JsonObject | null)[] | null {
  const value = text.startsWith('[') ? parseJson(text) : readYaml11(text);
  if (value === undefined) {
    throw new PatchFailure('PATCH_UNPARSABLE', 'a list in brackets must be strict JSON');
  }
  if (value === null) {
    return null;
  }
  if (!Array.isArray(value) || !value.every(isOperation)) {
    throw new PatchFailure('PATCH_UNPARSABLE', 'operations must be objects in a list');
  }
  return value;
}

function isOperation(value: JsonValue): value is JsonObject | null {
  return !Array.isArray(value) && !(value instanceof JsonScalar);
}
