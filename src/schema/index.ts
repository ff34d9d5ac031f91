export { checkObject } from './check-object';
export type { CheckedNames } from './check-object';
export { copyJson } from './json';
export { checkAnnotations, checkLabels, checkMetadata, checkMetadataFields } from './metadata';
export { checkNamespace, checkObjectName, isDnsSubdomain } from './names';
export { CRD_CODES } from './schema';
export type { Schema, SchemaCodes } from './schema';
export { checkValue } from './validator';
