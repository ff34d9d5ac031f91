export { COMPONENTS } from './components';
export type { Component } from './components';
export { listArgs } from './fields';
export { listOutline } from './outline';
export { findRelease, listComponents, listReleases } from './read-manifests';
export { listUnpatched, renderDistribution } from './render-distribution';
export type { DistributionSinks, PatchedObject, RenderedDistribution } from './render-distribution';
export type { ClusterSpec, DistributionSpec, ImageSpec, ImageVariant, OutlineSpec, ShardingSpec, StorageSpec } from './spec';
