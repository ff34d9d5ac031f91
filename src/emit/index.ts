export { claimObject, constructPath, findCollision, isInTree } from './claim-object';
export { emitObject } from './emit-object';
export { keepTexts } from './keep-texts';
export { listApiObjects } from './list-api-objects';
export { patchApiObject } from './patch-api-object';
