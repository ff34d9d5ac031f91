import type { Schema } from '../../src/schema';
import { findMinor, loadSchemas } from '../../src/schema/crds';

export interface FieldDescription {
  /** `spec.include[].repository.name`; of a map's values `spec.postBuild.substitute.*`. */
  readonly path: string;
  readonly schema: Schema;
}

/**
 * Every field of a kind's spec that a Flux version has, from the outside in. Empty where the version does not serve the kind.
 */
export function describeFields(fluxVersion: string, apiVersion: string, kind: string): FieldDescription[] {
  const minor = findMinor(fluxVersion);
  const schemas = minor === undefined ? {} : loadSchemas(minor);
  const name = `${apiVersion}/${kind}`;
  const spec = Object.hasOwn(schemas, name) ? schemas[name].properties?.spec : undefined;
  return spec === undefined ? [] : listBelow('spec', spec);
}

function listBelow(path: string, schema: Schema): FieldDescription[] {
  const below = Object.entries(schema.properties ?? {}).map(([key, field]): FieldDescription => ({ path: `${path}.${key}`, schema: field }));
  const any = schema.additionalProperties === undefined ? [] : [{ path: `${path}.*`, schema: schema.additionalProperties }];
  const items = schema.items === undefined ? [] : listBelow(`${path}[]`, schema.items);
  return [...[...below, ...any].flatMap((field) => [field, ...listBelow(field.path, field.schema)]), ...items];
}
