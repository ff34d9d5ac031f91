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

const cache = new Map<string, Resolution>();
/** A fleet has few different ranges; the bound only keeps made-up input from filling memory. */
const MOST_CACHED = 1000;

/**
 * Resolves `spec.distribution.version`, a version or a range, to the highest known Flux release that matches, as the operator does.
 */
export function resolveRelease(range: string): Resolution {
  const known = cache.get(range);
  if (known !== undefined) {
    return known;
  }
  const resolution = resolve(range);
  if (cache.size < MOST_CACHED) {
    cache.set(range, resolution);
  }
  return resolution;
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
