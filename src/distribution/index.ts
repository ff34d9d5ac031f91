export { COMPONENTS } from './components';
export type { Component } from './components';
export { listReleases, readManifests } from './manifests';
export type { ManifestRequest, Manifests } from './manifests';
export { findVariant } from './images';
export { listOutline } from './outline';
export { renderDistribution } from './render-distribution';
export type { DistributionSinks, RenderedDistribution } from './render-distribution';
export type { ClusterSpec, DistributionSpec, ImageSpec, ImageVariant, OutlineSpec, ShardingSpec, StorageSpec } from './spec';
