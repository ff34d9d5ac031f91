export { Cache, lazy } from './cache';
export { escapePointer } from './json-pointer';
export type { KubeObject, ObjectMeta } from './kube-object';
export { isObject, isUtf8, readEntries, readMembers } from './values';
