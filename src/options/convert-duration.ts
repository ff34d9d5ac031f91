import { formatDuration } from '../flux';

const NANOSECONDS = 1_000_000n;
const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

/**
 * Writes a cdk8s Duration as Go does, or returns `undefined` for anything else. An hour and more is written in minutes where the CRD
 * knows no hours: `90m0s`.
 *
 * The Duration is known by what it does, not by its class: several copies of cdk8s may be loaded.
 */
export function convertDuration(value: unknown, withoutHours: boolean): string | undefined {
  const milliseconds = readMilliseconds(value);
  if (milliseconds === undefined) {
    return undefined;
  }
  if (withoutHours && milliseconds >= HOUR) {
    return `${Math.floor(milliseconds / MINUTE)}m${format(milliseconds % MINUTE)}`;
  }
  return format(milliseconds);
}

function format(milliseconds: number): string {
  const whole = Math.floor(milliseconds);
  return formatDuration(BigInt(whole) * NANOSECONDS + BigInt(Math.round((milliseconds - whole) * Number(NANOSECONDS))));
}

function readMilliseconds(value: unknown): number | undefined {
  try {
    const milliseconds: unknown = (value as { toMilliseconds(options: object): number }).toMilliseconds({ integral: false });
    return typeof milliseconds === 'number' && Number.isFinite(milliseconds) && milliseconds >= 0 ? milliseconds : undefined;
  } catch {
    return undefined;
  }
}
