export { parsePatch } from './patch';
export type { ParsedPatch, Patch } from './patch';
export { parseResources } from './resources';
export { runPatches, selectTargets } from './run-patches';
export type { PatchEntry, PatchRun } from './run-patches';
export type { PatchTarget } from './selector';
export { parseDocuments, parseManifest } from './yaml/read-yaml11';
export { isPlainString } from './yaml/scalars';
