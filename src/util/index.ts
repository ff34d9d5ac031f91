export { Cache, lazy } from './cache';
export { describeFileError } from './file-error';
export { escapePointer } from './json-pointer';
export type { KubeObject, ObjectMeta } from './kube-object';
export { isObject, isUtf8, readEntries, readMembers } from './values';
