const SECOND = 1_000_000_000n;
const BELOW_SECOND: ReadonlyArray<readonly [string, bigint]> = [['ms', 1_000_000n], ['µs', 1000n], ['ns', 1n]];

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
