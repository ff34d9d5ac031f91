import { Cache } from '../util';

/** Go holds a duration in 64 bits: some 292 years. */
const MAX_DURATION = 2n ** 63n - 1n;
const MAX_DIGITS = String(MAX_DURATION).length;
const SECOND = 1_000_000_000n;
const UNITS: Readonly<Record<string, bigint>> = { h: 3_600_000_000_000n, m: 60_000_000_000n, s: SECOND, ms: 1_000_000n };
const BELOW_SECOND: ReadonlyArray<readonly [string, bigint]> = [['ms', 1_000_000n], ['µs', 1000n], ['ns', 1n]];
export const DURATION = /^([0-9]+(\.[0-9]+)?(ms|s|m|h))+$/;

const durations = new Cache<bigint | undefined>(1000);

/**
 * Reads a duration in nanoseconds, of the form that Flux' CRDs accept (`1h30m`, `1.5h`, `500ms`).
 *
 * `undefined` for any other form, and for more than Go can hold (some 292 years).
 */
export function parseDuration(text: string): bigint | undefined {
  return durations.getOrCompute(text, () => readDuration(text));
}

function readDuration(text: string): bigint | undefined {
  if (!DURATION.test(text)) {
    return undefined;
  }
  let total = 0n;
  for (const [, whole, fraction = '', unit] of text.matchAll(/0*([0-9]+)(?:\.([0-9]+))?(ms|s|m|h)/g)) {
    if (whole.length > MAX_DIGITS) {
      return undefined;
    }
    total += BigInt(whole) * UNITS[unit] + readFraction(fraction, UNITS[unit]);
    if (total > MAX_DURATION) {
      return undefined;
    }
  }
  return total;
}

/** Go computes fractions in floating point and drops what is below a nanosecond. The same here, to print the same. */
function readFraction(digits: string, unit: bigint): bigint {
  const significant = digits.slice(0, 18);
  return BigInt(Math.trunc(Number(significant) * (Number(unit) / 10 ** significant.length)));
}

/**
 * Writes nanoseconds in Go's canonical form, as the operator prints every duration: `1m0s`, `1h30m0s`, `500ms`, `0s`.
 */
export function formatDuration(nanoseconds: bigint): string {
  if (nanoseconds === 0n) {
    return '0s';
  }
  if (nanoseconds < SECOND) {
    const [unit, size] = BELOW_SECOND.find(([, least]) => nanoseconds >= least)!;
    return `${writeDecimal(nanoseconds, size)}${unit}`;
  }
  const hours = nanoseconds / (3600n * SECOND);
  const minutes = (nanoseconds / (60n * SECOND)) % 60n;
  const seconds = `${writeDecimal(nanoseconds % (60n * SECOND), SECOND)}s`;
  if (hours > 0n) {
    return `${hours}h${minutes}m${seconds}`;
  }
  return minutes > 0n ? `${minutes}m${seconds}` : seconds;
}

function writeDecimal(value: bigint, unit: bigint): string {
  const digits = String(unit).length - 1;
  const fraction = String(value % unit).padStart(digits, '0').replace(/0+$/, '');
  return fraction === '' || digits === 0 ? String(value / unit) : `${value / unit}.${fraction}`;
}
