import type { Version } from './version';

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
