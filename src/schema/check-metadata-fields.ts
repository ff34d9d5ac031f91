import type { Problem } from '../problems';
import { checkValue } from './check-value';
import { METADATA_SCHEMA } from './metadata-schema';
import { CRD_CODES, type SchemaCodes } from './schema-codes';

const METADATA_CODES = Object.fromEntries(Object.keys(CRD_CODES).map((kind) => [kind, 'META_FIELD'])) as unknown as SchemaCodes;

/**
 * Checks that metadata has only fields that Kubernetes knows, each of its type. The API server's decoder does it before it looks at the object's
 * own rules, which are in `checkObject`.
 */
export function checkMetadataFields(metadata: unknown): Problem[] {
  return metadata === undefined || metadata === null ? [] : checkValue(metadata, METADATA_SCHEMA, 'metadata', METADATA_CODES);
}
