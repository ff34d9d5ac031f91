import { Cache, lazy } from '../util';

type Matcher = (value: string) => boolean;

/**
 * The patterns of Flux's CRDs and of the FluxInstance, as JavaScript writes them: Go's dot stops only at a line feed. A test compares each with
 * RE2, and makes sure that none is missing.
 */
const KNOWN_PATTERNS: Readonly<Record<string, RegExp>> = {
  '^([0-9]+(\\.[0-9]+)?(ms|s|m|h))+$': /^([0-9]+(\.[0-9]+)?(ms|s|m|h))+$/u,
  '^([0-9]+(\\.[0-9]+)?(ms|s|m))+$': /^([0-9]+(\.[0-9]+)?(ms|s|m))+$/u,
  '^oci://.*$': /^oci:\/\/[^\n]*$/u,
  '^(http|https)://.*$': /^(http|https):\/\/[^\n]*$/u,
  '^(http|https|ssh)://.*$': /^(http|https|ssh):\/\/[^\n]*$/u,
  '^[A-Za-z]([A-Za-z0-9_,:]*[A-Za-z0-9_])?$': /^[A-Za-z]([A-Za-z0-9_,:]*[A-Za-z0-9_])?$/u,
  '^[a-z0-9]+(?:[.+_-][a-z0-9]+)*:[a-zA-Z0-9=_-]+$': /^[a-z0-9]+(?:[.+_-][a-z0-9]+)*:[a-zA-Z0-9=_-]+$/u,
  '^([a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*/)?(([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9])$':
    /^([a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*\/)?(([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9])$/u,
};

/** Longer strings go to RE2, whose time is linear. */
const MAX_KNOWN_LENGTH = 1000;

/** Loaded late: most runs never need it. */
// eslint-disable-next-line @typescript-eslint/no-require-imports
const loadRe2 = lazy(() => require('re2js') as typeof import('re2js'));

const compiled = new Cache<Matcher>(100);

/** Whether a pattern is matched without RE2. */
export function isKnownPattern(pattern: string): boolean {
  return Object.hasOwn(KNOWN_PATTERNS, pattern);
}

/**
 * Whether Go's regular expressions find the pattern in the string.
 */
export function matchesPattern(pattern: string, value: string): boolean {
  return isKnownPattern(pattern) && value.length <= MAX_KNOWN_LENGTH
    ? KNOWN_PATTERNS[pattern].test(value)
    : compiled.getOrCompute(pattern, () => compile(pattern))(value);
}

function compile(pattern: string): Matcher {
  const expression = loadRe2().RE2JS.compile(pattern);
  return (value) => expression.matcher(value).find();
}
