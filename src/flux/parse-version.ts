import type { Version } from './version';

const VERSION = /^v?(\d+)(?:\.(\d+))?(?:\.(\d+))?(?:-([0-9A-Za-z-]+(?:\.[0-9A-Za-z-]+)*))?(?:\+[0-9A-Za-z-]+(?:\.[0-9A-Za-z-]+)*)?$/;

/** Reads a version, with or without `v`; missing parts are 0. `undefined` where the text is none. */
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
