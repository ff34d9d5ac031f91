export { Cache, lazy } from './cache';
export { describeError, describeFileError } from './errors';
export { readBoundedText, readRegularFile, readRegularText } from './read-file';
export type { KubeObject, ObjectMeta } from './kube-object';
export { escapePointer, escapeUnicode, isObject, isUtf8, readEntries, readMembers, UNPRINTABLE, writeQuoted } from './values';
