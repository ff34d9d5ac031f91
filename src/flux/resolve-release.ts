import { Cache } from '../util';
import { parseVersion } from './parse-version';
import { parseVersionRange } from './parse-version-range';
import { FLUX_RELEASES } from './releases';

/** What a version range resolves to, or why it does not. */
export interface Resolution {
  /** The highest known release in the range, with `v`: `v2.9.4`. */
  readonly release?: string;
  /** Whether the text is a range at all. */
  readonly isRange: boolean;
}

const resolutions = new Cache<Resolution>(1000);

/**
 * Resolves `spec.distribution.version`, a version or a range, to the highest known Flux release that matches, as the operator does.
 */
export function resolveRelease(range: string): Resolution {
  return resolutions.getOrCompute(range, () => resolve(range));
}

function resolve(range: string): Resolution {
  const matches = parseVersionRange(range);
  if (matches === undefined) {
    return { isRange: false };
  }
  for (let i = FLUX_RELEASES.length - 1; i >= 0; i--) {
    if (matches(parseVersion(FLUX_RELEASES[i])!)) {
      return { isRange: true, release: `v${FLUX_RELEASES[i]}` };
    }
  }
  return { isRange: true };
}
