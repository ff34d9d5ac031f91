export { COMPONENT_NAMES, DEFAULT_COMPONENTS, FLUX_NAMESPACE } from './components';
export { formatDuration, parseDuration } from './durations';
export { FLUX_RELEASES } from './releases';
export { resolveRelease } from './resolve-release';
export type { Resolution } from './resolve-release';
export { isVersionRange, parseVersionRange } from './version-range';
export { compareVersions, isAtLeast, parseVersion } from './versions';
export type { Version } from './versions';
