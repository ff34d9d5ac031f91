export { Cache, lazy } from './cache';
export { describeError, describeFileError } from './errors';
export { readRegularFile, readRegularText } from './read-file';
export type { KubeObject, ObjectMeta } from './kube-object';
export { escapePointer, isObject, isUtf8, readEntries, readMembers } from './values';
