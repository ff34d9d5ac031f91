export { applyPatches } from './apply-patches';
export { parsePatch } from './parse-patch';
export { parseManifest } from './parse-manifest';
export { parseResources } from './parse-resources';
export type { Patch, PatchTarget } from './patch';
export type { ParsedPatch } from './patch/read-patch';
export { runPatches } from './run-patches';
export { countMatches, selectTargets } from './select-targets';
export { isText } from './scalars/is-text';
