export { parsePatch, parsePatches } from './patch';
export type { ParsedPatch, Patch, PatchEntry } from './patch';
export { parseResources } from './resources';
export { runPatches, selectByTarget, selectTargets } from './run-patches';
export type { PatchRun } from './run-patches';
export type { PatchTarget } from './selector';
export { parseDocuments, parseManifest } from './yaml/read-yaml11';
export { isPlainString } from './yaml/scalars';
