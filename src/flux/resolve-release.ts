import { Cache, lazy } from '../util';
import { FLUX_RELEASES } from './releases';
import { parseVersionRange } from './version-range';
import { parseVersion } from './versions';

/** What a version or a range resolves to, or why it does not. */
export interface Resolution {
  /** The Flux release, with `v`: `v2.9.4`. */
  readonly release?: string;
  /** Whether the string is a version or a range at all. */
  readonly isRange: boolean;
  /** `true` where the release is newer than the newest one of its minor that this package knows. */
  readonly isNewer?: true;
}

/** Newest first. */
const listNewestFirst = lazy(() => [...FLUX_RELEASES].reverse());

const resolutions = new Cache<Resolution>(1000);

/**
 * Resolves `spec.distribution.version`, a version or a range, to the highest known Flux release that matches, as the operator does.
 *
 * An exact patch release of a known minor that is newer than the known ones is taken as it is: the CRDs are the same in every release of a minor.
 */
export function resolveRelease(range: string): Resolution {
  return resolutions.getOrCompute(range, () => resolve(range));
}

function resolve(range: string): Resolution {
  const matches = parseVersionRange(range);
  if (matches === undefined) {
    return { isRange: false };
  }
  const release = listNewestFirst().find((known) => matches(parseVersion(known)!));
  if (release !== undefined) {
    return { isRange: true, release: `v${release}` };
  }
  return isNewerPatch(range) ? { isRange: true, release: range.startsWith('v') ? range : `v${range}`, isNewer: true } : { isRange: true };
}

/** Whether a string is an exact version (`2.9.9`, `v2.9.9`) above the newest known release of its minor. */
function isNewerPatch(text: string): boolean {
  const [, minor, patch] = /^v?(\d+\.\d+)\.(0|[1-9]\d*)$/.exec(text) ?? [];
  const newest = listNewestFirst().find((known) => known.startsWith(`${minor}.`));
  return newest !== undefined && Number(patch) > parseVersion(newest)!.patch;
}
