export { checkValue } from './check-value';
export { loadCel } from './load-cel';
export { CRD_CODES, INPUT_CODES } from './schema-codes';
export type { SchemaCodes } from './schema-codes';
export type { CelRule, Rule, Schema } from './schema';
