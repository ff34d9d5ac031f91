export type { PatchedTarget } from './apply-patch-entries';
export { readFluxInstance } from './read-flux-instance';
export type { FluxInstance } from './read-flux-instance';
export type { RenderedSync, RenderOptions, RenderRequest } from './render-request';
export { renderSync } from './render-sync';
export { PROP_FIELDS } from './sync-fields';
export type { SyncInput } from './sync-input';
