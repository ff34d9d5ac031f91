export { Cache, lazy } from './cache';
export { describeError, describeFileError } from './errors';
export { readBoundedText, readRegularFile, readRegularText } from './read-file';
export { isKubeObject } from './kube-object';
export type { KubeObject, ObjectMeta } from './kube-object';
export { isShared, share } from './shared';
export { copyPlain, escapePointer, escapeUnicode, extend, isObject, isUtf8, readEntries, readMembers, setOwn, UNPRINTABLE, writeQuoted } from './values';
