export { ChangeType, compareObjects } from './compare-objects';
export type { ObjectChange } from './compare-objects';
export { compareFile, formatFileChange, formatObjectName, readObjects } from './file-change';
export type { FileChange } from './file-change';
