export { Cache, lazy } from './cache';
export { describeFileError } from './file-error';
export type { KubeObject, ObjectMeta } from './kube-object';
export { escapePointer, isObject, isUtf8, readEntries, readMembers } from './values';
