export { claimObject, constructPath } from './claim-object';
export { emitObject } from './emit-object';
export { keepStrings } from './keep-strings';
export { listApiObjects } from './list-api-objects';
export { patchApiObject } from './patch-api-object';
