export { COMPONENTS } from './components';
export type { Component } from './components';
export { listArgs } from './fields';
export { findRelease, listComponents, listReleases } from './manifests';
export { listOutline } from './outline';
export { listUnpatched, renderDistribution } from './render-distribution';
export type { DistributionSinks, PatchedObject, RenderedDistribution } from './render-distribution';
export type { ClusterSpec, DistributionSpec, ImageSpec, ImageVariant, OutlineSpec, ShardingSpec, StorageSpec } from './spec';
