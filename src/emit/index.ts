export { claimObject, constructPath, findCollision, isInTree } from './claim-object';
export { emitObject } from './emit-object';
export { hideValues } from './hide-values';
export { keepStrings } from './keep-strings';
export { listApiObjects } from './list-api-objects';
export { checkPlace, orRemove } from './make-construct';
export { TargetPatcher } from './patch-targets';
export { watchOwner } from './watch-owner';
