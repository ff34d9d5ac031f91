export { claimObject } from './claim-object';
export { emitObject } from './emit-object';
export { patchApiObject } from './patch-api-object';
