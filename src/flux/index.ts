export { compareVersions } from './compare-versions';
export { formatDuration } from './format-duration';
export { isAtLeast } from './is-at-least';
export { parseDuration } from './parse-duration';
export { parseVersion } from './parse-version';
export { parseVersionRange } from './parse-version-range';
export { FLUX_RELEASES } from './releases';
export { resolveRelease } from './resolve-release';
export type { Version } from './version';
