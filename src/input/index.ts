export { readOrReport } from './read-file';
export { isGiven, readStruct, readValue } from './read-struct';
export type { GivenMember, ReadOptions } from './read-struct';
export {
  anything, boolean, custom, duration, durationWithoutHours, enumOf, field, listOf, mapOf, required, secretName, string, stringOrEmpty,
  stringWith, struct,
} from './struct';
export type { Field, Fields, Shape, StringRules, StructShape, ValuesOf } from './struct';
export { checkSince, findMember, findMembers, writeFields } from './write-fields';
