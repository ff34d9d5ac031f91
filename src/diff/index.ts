export { ChangeType, compareObjects } from './compare-objects';
export type { ObjectChange } from './compare-objects';
