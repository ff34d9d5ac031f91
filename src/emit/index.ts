export { claimObject, constructPath, findCollision, isInTree } from './claim-object';
export { emitObject } from './emit-object';
export { keepStrings } from './keep-strings';
export { listApiObjects } from './list-api-objects';
export { TargetPatcher } from './patch-targets';
export { watchOwner } from './watch-owner';
export { AppWarnings, ConstructWarnings } from './warnings';
export type { SharedWarning } from './warnings';
export { writeYaml } from './write-yaml';
