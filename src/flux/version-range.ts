import { compareVersions, parseVersion } from './versions';
import type { Version } from './versions';

/** Tells whether a version is in the range. */
export type VersionRange = (version: Version) => boolean;

/** One comparison of a range: an operator, and a version whose last parts may be open (`2`, `2.x`). */
interface Comparator {
  readonly operator: string;
  readonly version: Version;
  /** How many parts were written: 0 for `*`, 1 for `2.x`, 2 for `2.7`, 3 for `2.7.1`. */
  readonly parts: number;
}

const PART = '(?:[0-9]+|[xX*])';
const OPEN_VERSION = `v?(${PART})(?:\\.(${PART}))?(?:\\.(${PART}))?(-[0-9A-Za-z-]+(?:\\.[0-9A-Za-z-]+)*)?(?:\\+[0-9A-Za-z-]+(?:\\.[0-9A-Za-z-]+)*)?`;
const OPERATOR = '=>|>=|=<|<=|!=|~>|=|>|<|~|\\^|';
const COMPARATOR = new RegExp(`^\\s*(${OPERATOR})\\s*${OPEN_VERSION}(?=$|[\\s,])`);
const HYPHEN = new RegExp(`(${OPEN_VERSION})\\s+-\\s+(${OPEN_VERSION})`, 'g');

/** Far beyond any real range. It keeps hostile input from costing quadratic time. */
const MAX_LENGTH = 1024;

/** Other spellings of the same operator. */
const SPELLINGS: Readonly<Record<string, string>> = { '': '=', '=>': '>=', '=<': '<=', '~>': '~' };

/**
 * Reads a range as the Go library Masterminds/semver v3 does, not as npm does: a comma or a space means AND, `||` means OR,
 * `2.7` and `=2.7` mean 2.7.x, and `>2.8` starts at 2.9.0.
 *
 * `undefined` for a string that is not a range.
 */
export function parseVersionRange(text: string): VersionRange | undefined {
  if (text.length > MAX_LENGTH) {
    return undefined;
  }
  const alternatives = text.split('||').map(parseAlternative);
  if (alternatives.some((alternative) => alternative === undefined)) {
    return undefined;
  }
  return (version) => alternatives.some((comparators) => comparators!.every((comparator) => matches(comparator, version)));
}

/** Whether a string is a range of versions and looks like one: it has an operator or a wildcard, so it is not the name of a tag or a branch. */
export function isVersionRange(text: string): boolean {
  return /[<>=~^*]|^v?[0-9].*\.[xX]/.test(text) && parseVersionRange(text) !== undefined;
}

function parseAlternative(text: string): Comparator[] | undefined {
  let rest = text.replace(HYPHEN, (_, from: string, ...groups: unknown[]) => `>=${from}, <=${String(groups[4])}`);
  const comparators: Comparator[] = [];
  do {
    const match = COMPARATOR.exec(rest);
    const comparator = match === null ? undefined : readComparator(match);
    if (comparator === undefined) {
      return undefined;
    }
    comparators.push(comparator);
    rest = rest.slice(match![0].length).trimStart();
    if (rest.startsWith(',')) {
      rest = rest.slice(1);
      if (rest.trim() === '') {
        return undefined;
      }
    }
  } while (rest !== '');
  return comparators;
}

function readComparator(match: RegExpExecArray): Comparator | undefined {
  const written = [match[2], match[3], match[4]];
  const open = written.findIndex((part) => part === undefined || /^[xX*]$/.test(part));
  const parts = open === -1 ? 3 : open;
  const digits = written.map((part, index) => (index < parts ? part : '0'));
  const version = parseVersion(`${digits.join('.')}${match[5] ?? ''}`);
  return version === undefined ? undefined : { operator: SPELLINGS[match[1]] ?? match[1], version, parts };
}

function matches(comparator: Comparator, version: Version): boolean {
  const { operator, version: bound, parts } = comparator;
  // A range without a prerelease never matches one.
  if (version.prerelease !== '' && bound.prerelease === '') {
    return false;
  }
  const order = compareVersions(version, bound);
  switch (operator) {
    case '=':
      return parts === 3 ? order === 0 : matchesTilde(comparator, version);
    case '!=':
      return parts === 3 ? order !== 0 : !sharesParts(version, bound, Math.max(parts, 1));
    case '>':
      return order > 0 && !(parts > 0 && parts < 3 && sharesParts(version, bound, parts));
    case '>=':
      return order >= 0;
    case '<':
      return order < 0;
    case '<=':
      return order <= 0 || (parts > 0 && parts < 3 && sharesParts(version, bound, parts));
    case '~':
      return matchesTilde(comparator, version);
    default:
      return matchesCaret(comparator, version);
  }
}

/** `~2.7.1` and `~2.7` stay within the minor, `~2` within the major; `~*` and `~0.0.0` match every version. */
function matchesTilde({ version: bound, parts }: Comparator, version: Version): boolean {
  if (parts !== 1 && parts !== 2 && bound.major === 0 && bound.minor === 0 && bound.patch === 0) {
    return true;
  }
  return compareVersions(version, bound) >= 0 && sharesParts(version, bound, Math.min(Math.max(parts, 1), 2));
}

/** `^` fixes the parts up to the first that is not zero; where all given parts are zero, up to the last given one. */
function matchesCaret({ version: bound, parts }: Comparator, version: Version): boolean {
  if (compareVersions(version, bound) < 0) {
    return false;
  }
  if (bound.major > 0 || parts === 1) {
    return version.major === bound.major;
  }
  if (bound.minor > 0 || parts === 2) {
    return sharesParts(version, bound, 2);
  }
  return sharesParts(version, bound, 3);
}

function sharesParts(a: Version, b: Version, count: number): boolean {
  return a.major === b.major && (count < 2 || a.minor === b.minor) && (count < 3 || a.patch === b.patch);
}
