export { claimObject } from './claim-object';
export { emitObject } from './emit-object';
export { keepTexts } from './keep-texts';
export { patchApiObject } from './patch-api-object';
