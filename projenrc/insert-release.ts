import { compareVersions, parseVersion } from '../src/flux';

const LIST = /(FLUX_RELEASES: readonly string\[\] = \[\n)([^\]]*)(\];)/;

/**
 * The text of `src/flux/releases.ts` with one more release, in its place: one line for each minor, oldest first.
 */
export function insertRelease(text: string, release: string): string {
  if (!/^\d+\.\d+\.\d+$/.test(release)) {
    throw new Error(`a Flux release looks like 2.10.0, not ${release}`);
  }
  const known = readReleases(text);
  if (known.includes(release)) {
    throw new Error(`Flux ${release} is in the list already`);
  }
  const releases = [...known, release].sort((a, b) => compareVersions(parseVersion(a)!, parseVersion(b)!));
  const lines = [...new Set(releases.map(minorOf))]
    .map((minor) => `  ${releases.filter((version) => minorOf(version) === minor).map((version) => `'${version}',`).join(' ')}\n`);
  return text.replace(LIST, (_, before: string, __, after: string) => before + lines.join('') + after);
}

/** The releases that the text of `src/flux/releases.ts` lists, oldest first. */
export function readReleases(text: string): string[] {
  return [...LIST.exec(text)![2].matchAll(/'([^']+)'/g)].map(([, version]) => version);
}

/** `2.10` of `2.10.0`. */
export function minorOf(release: string): string {
  return release.split('.').slice(0, 2).join('.');
}
