export { buildSync } from './build-sync';
export type { PatchedTarget } from './patch-sync';
export { renderSync } from './render-sync';
export type { RenderContext, RenderedSync } from './render-sync';
