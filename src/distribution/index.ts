export { COMPONENTS } from './components';
export type { Component } from './components';
export { listArgs } from './fields';
export { listReleases } from './manifests';
export { listOutline } from './outline';
export { renderDistribution } from './render-distribution';
export type { DistributionSinks, RenderedDistribution } from './render-distribution';
export type { ClusterSpec, DistributionSpec, ImageSpec, ImageVariant, OutlineSpec, ShardingSpec, StorageSpec } from './spec';
