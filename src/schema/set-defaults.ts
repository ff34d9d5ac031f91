import { findField } from './prune-unknown';
import type { Schema } from './schema';

/**
 * Sets the schema's defaults in a copy, for absent fields and for nulls where null is not allowed. It comes before all checks, as in the API
 * server: a rule may rely on a default.
 */
export function setDefaults(value: any, schema: Schema): void {
  if (Array.isArray(value)) {
    const { items } = schema;
    if (items !== undefined) {
      value.forEach((item, index) => {
        if (isReplaced(item, items)) {
          value[index] = structuredClone(items.default);
        }
        setDefaults(value[index], items);
      });
    }
  } else if (typeof value === 'object' && value !== null) {
    for (const [key, field] of Object.entries(schema.properties ?? {})) {
      if (field.default !== undefined && (!Object.hasOwn(value, key) || isReplaced(value[key], field))) {
        value[key] = structuredClone(field.default);
      }
    }
    for (const key of Object.keys(value)) {
      const known = findField(schema, key) ?? schema.additionalProperties;
      if (known !== undefined) {
        setDefaults(value[key], known);
      }
    }
  }
}

function isReplaced(value: unknown, schema: Schema): boolean {
  return value === null && schema.nullable !== true && schema.default !== undefined;
}
