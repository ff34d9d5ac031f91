export { checkInstance } from './check-instance';
export type { PatchedTarget } from './patch-sync';
export { renderInstance } from './render-instance';
export type { InstanceContext, RenderedInstance } from './render-instance';
export { renderSync } from './render-sync';
export type { RenderContext, RenderedSync } from './render-sync';
export { SyncTemplate } from './sync-template';
export { writeInstance } from './write-instance';
export type { InstanceMetadata, WrittenInstance } from './write-instance';
