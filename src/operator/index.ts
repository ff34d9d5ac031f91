export type { PatchedTarget } from './apply-patch-entries';
export { readFluxInstance, renderSync } from './on-first-use';
export type { FluxInstance } from './read-flux-instance';
export type { RenderRequest } from './render-request';
export { PROP_FIELDS } from './sync-fields';
export type { SyncInput } from './sync-input';
