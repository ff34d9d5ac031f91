import { UNREADABLE } from './copy-json';
import { type Place, stepInto } from './place';
import type { Schema } from './schema';

/** A field that the schema does not have, and the fields that it has there. */
export interface UnknownField {
  readonly place: Place;
  readonly received: unknown;
  readonly known: readonly string[];
}

/**
 * Takes out of a copy what its schema does not know, as the API server's decoder does, and says what it was. What is no object or list is left
 * to the type check, but objects within it are unknown all the same.
 */
export function pruneUnknown(value: any, schema: Schema | undefined, place: Place, found: UnknownField[]): void {
  if (Array.isArray(value)) {
    value.forEach((item, index) => pruneUnknown(item, schema?.items ?? keepAll(schema), stepInto(place, index), found));
  } else if (typeof value === 'object' && value !== null) {
    for (const key of Object.keys(value)) {
      const known = findField(schema, key) ?? schema?.additionalProperties;
      const below = stepInto(place, key);
      if (known !== undefined) {
        pruneUnknown(value[key], known, below, found);
      } else if (!schema?.['x-kubernetes-preserve-unknown-fields']) {
        if (value[key] !== UNREADABLE) {
          found.push({ place: below, received: value[key], known: Object.keys(schema?.properties ?? {}) });
        }
        delete value[key];
      }
    }
  }
}

/** The schema of a declared field. */
export function findField(schema: Schema | undefined, key: string): Schema | undefined {
  const fields = schema?.properties;
  return fields !== undefined && Object.hasOwn(fields, key) ? fields[key] : undefined;
}

function keepAll(schema: Schema | undefined): Schema | undefined {
  return schema?.['x-kubernetes-preserve-unknown-fields'] ? schema : undefined;
}
