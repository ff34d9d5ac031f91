import { Cache } from '../util';

const LIMIT = 2n ** 63n - 1n;
const LIMIT_DIGITS = String(LIMIT).length;
const UNITS: Readonly<Record<string, bigint>> = { h: 3_600_000_000_000n, m: 60_000_000_000n, s: 1_000_000_000n, ms: 1_000_000n };
const DURATION = /^([0-9]+(\.[0-9]+)?(ms|s|m|h))+$/;

const durations = new Cache<bigint | undefined>(1000);

/**
 * Reads a duration in nanoseconds, of the form that Flux' CRDs accept (`1h30m`, `1.5h`, `500ms`).
 *
 * `undefined` for another form, and for more than Go can hold (some 292 years).
 */
export function parseDuration(text: string): bigint | undefined {
  return durations.getOrCompute(text, () => read(text));
}

function read(text: string): bigint | undefined {
  if (!DURATION.test(text)) {
    return undefined;
  }
  let total = 0n;
  for (const [, whole, fraction = '', unit] of text.matchAll(/0*([0-9]+)(?:\.([0-9]+))?(ms|s|m|h)/g)) {
    if (whole.length > LIMIT_DIGITS) {
      return undefined;
    }
    total += BigInt(whole) * UNITS[unit] + readFraction(fraction, UNITS[unit]);
    if (total > LIMIT) {
      return undefined;
    }
  }
  return total;
}

/** Go computes fractions in floating point and cuts what is below a nanosecond; so do we, to print the same. */
function readFraction(digits: string, unit: bigint): bigint {
  const significant = digits.slice(0, 18);
  return BigInt(Math.trunc(Number(significant) * (Number(unit) / 10 ** significant.length)));
}
