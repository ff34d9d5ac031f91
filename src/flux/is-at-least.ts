import { compareVersions } from './compare-versions';
import { parseVersion } from './parse-version';

/** Whether a Flux release (`v2.9.4`) is the given version (`2.6`) or later. */
export function isAtLeast(release: string, version: string): boolean {
  return compareVersions(parseVersion(release)!, parseVersion(version)!) >= 0;
}
