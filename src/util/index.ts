export { Cache, lazy } from './cache';
export { describeError, describeFileError } from './errors';
export { readBoundedText, readRegularFile, readRegularText } from './read-file';
export type { KubeObject, ObjectMeta } from './kube-object';
export { copyPlain, escapePointer, escapeUnicode, extend, isObject, isUtf8, readEntries, readMembers, setOwn, UNPRINTABLE, writeQuoted } from './values';
