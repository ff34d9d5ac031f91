import { FLUX_MINORS, loadSchemas } from './load-schemas';
import { findField } from './prune-unknown';
import type { Schema } from './schema';

/**
 * The first Flux minor after the given one in which a condition on the schema of the same field holds. Where a later minor does not serve the
 * apiVersion any more, the ones that it serves count.
 *
 * @param steps where the field is: keys and indices
 */
export function findSince(
  minor: string, apiVersion: string, kind: string, steps: readonly (string | number)[], holds: (schema: Schema) => boolean,
): string | undefined {
  return FLUX_MINORS.slice(FLUX_MINORS.indexOf(minor) + 1).find((later) => {
    const served = loadSchemas(later);
    const exact = `${apiVersion}/${kind}`;
    const names = Object.hasOwn(served, exact) ? [exact] : Object.keys(served).filter((name) => name.endsWith(`/${kind}`));
    return names.some((name) => {
      const schema = steps.reduce<Schema | undefined>(descend, served[name]);
      return schema !== undefined && holds(schema);
    });
  });
}

function descend(schema: Schema | undefined, step: string | number): Schema | undefined {
  return typeof step === 'number' ? schema?.items : findField(schema, step) ?? schema?.additionalProperties;
}
