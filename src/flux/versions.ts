/** A semantic version without build metadata, which never takes part in a comparison. */
export interface Version {
  readonly major: number;
  readonly minor: number;
  readonly patch: number;
  /** What follows the `-`, empty for a release. */
  readonly prerelease: string;
}

const VERSION = /^v?(\d+)(?:\.(\d+))?(?:\.(\d+))?(?:-([0-9A-Za-z-]+(?:\.[0-9A-Za-z-]+)*))?(?:\+[0-9A-Za-z-]+(?:\.[0-9A-Za-z-]+)*)?$/;

/** Reads a version, with or without `v`; missing parts are 0. `undefined` for any other string. */
export function parseVersion(text: string): Version | undefined {
  const match = VERSION.exec(text);
  if (match === null) {
    return undefined;
  }
  const [major, minor, patch] = [match[1], match[2], match[3]].map((digits) => Number(digits ?? 0));
  const prerelease = match[4] ?? '';
  if ([major, minor, patch].some((part) => !Number.isSafeInteger(part)) || prerelease.split('.').some((part) => /^0\d+$/.test(part))) {
    return undefined;
  }
  return { major, minor, patch, prerelease };
}

/** Orders two versions as semver does: negative where `a` is lower. */
export function compareVersions(a: Version, b: Version): number {
  return a.major - b.major || a.minor - b.minor || a.patch - b.patch || comparePrereleases(a.prerelease, b.prerelease);
}

function comparePrereleases(a: string, b: string): number {
  if (a === b) {
    return 0;
  }
  if (a === '' || b === '') {
    return a === '' ? 1 : -1;
  }
  const left = a.split('.');
  const right = b.split('.');
  for (let i = 0; i < Math.min(left.length, right.length); i++) {
    const order = compareIdentifiers(left[i], right[i]);
    if (order !== 0) {
      return order;
    }
  }
  return left.length - right.length;
}

function compareIdentifiers(a: string, b: string): number {
  const numeric = [a, b].map((identifier) => /^\d+$/.test(identifier));
  if (numeric[0] && numeric[1]) {
    return Number(a) - Number(b);
  }
  if (numeric[0] !== numeric[1]) {
    return numeric[0] ? -1 : 1;
  }
  return a < b ? -1 : a > b ? 1 : 0;
}

/** Whether a Flux release (`v2.9.4`) is the given version (`2.6`) or later. */
export function isAtLeast(release: string, version: string): boolean {
  return compareVersions(parseVersion(release)!, parseVersion(version)!) >= 0;
}
