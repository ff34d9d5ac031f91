const QUANTITY = /^([+-]?)(\d*)(?:\.(\d*))?(Ki|Mi|Gi|Ti|Pi|Ei|[numkMGTPE]|[eE][+-]?\d+)?$/;

const BINARY: readonly string[] = ['Ki', 'Mi', 'Gi', 'Ti', 'Pi', 'Ei'];

/** The decimal suffixes by exponent. */
const DECIMAL: ReadonlyMap<number, string> = new Map([
  [-9, 'n'], [-6, 'u'], [-3, 'm'], [0, ''], [3, 'k'], [6, 'M'], [9, 'G'], [12, 'T'], [15, 'P'], [18, 'E'],
]);
const EXPONENTS: ReadonlyMap<string, number> = new Map([...DECIMAL].map(([exponent, suffix]) => [suffix, exponent]));

/** Larger exponents are no quantity of anything. */
const MAX_EXPONENT = 100;

const MAX_INT64 = 2n ** 63n - 1n;

/** With more digits than this, upstream computes the canonical form. */
const MAX_KEPT_DIGITS = 18;

/**
 * A Kubernetes quantity as its Go type writes it again, or `undefined` where the string is none. Upstream keeps what it read where that looks
 * canonical by its quick check, and makes the rest canonical: `1000m` becomes `1`, `1024Mi` becomes `1Gi`.
 */
export function normalizeQuantity(text: string): string | undefined {
  const match = QUANTITY.exec(text);
  if (match === null || text === '') {
    return undefined;
  }
  const [, sign, zeros, fraction = '', suffix = ''] = match;
  const whole = zeros.replace(/^0+(?=\d)/, '') || '0';
  const digits = BigInt(`${whole}${fraction}`) * (sign === '-' ? -1n : 1n);
  if (digits === 0n) {
    return '0';
  }
  if (BINARY.includes(suffix)) {
    return isKeptBinary(whole, fraction, digits, suffix) ? text : normalizeBinary(digits, fraction.length, suffix);
  }
  const exponential = /^[eE][+-]?\d/.test(suffix);
  const exponent = exponential ? Number(suffix.slice(1)) : EXPONENTS.get(suffix)!;
  if (Math.abs(exponent) > MAX_EXPONENT) {
    return undefined;
  }
  const scale = exponent - fraction.length;
  return isKept(whole + fraction, scale) ? text : formatDecimal(digits, scale, exponential);
}

function isKept(digits: string, scale: number): boolean {
  return scale % 3 === 0 && scale >= -9 && digits.length <= MAX_KEPT_DIGITS && !digits.startsWith('0') && !digits.endsWith('000');
}

function isKeptBinary(whole: string, fraction: string, digits: bigint, suffix: string): boolean {
  const power = 10 * (BINARY.indexOf(suffix) + 1);
  return fraction === '' && digits % 8n !== 0n && whole.length + Math.trunc(power * 0.3) < 15;
}

function normalizeBinary(digits: bigint, decimals: number, suffix: string): string {
  const divisor = 10n ** BigInt(decimals);
  const scaled = clamp(digits * 1024n ** BigInt(BINARY.indexOf(suffix) + 1), divisor);
  if (scaled % divisor !== 0n || abs(scaled / divisor) < 1024n) {
    return formatDecimal(scaled, -decimals, false);
  }
  let amount = scaled / divisor;
  let power = 0;
  while (amount % 1024n === 0n && power < BINARY.length) {
    amount /= 1024n;
    power++;
  }
  return `${amount}${power === 0 ? '' : BINARY[power - 1]}`;
}

/** The largest exponent that leaves no fraction, of those that are a multiple of three. */
function formatDecimal(digits: bigint, scale: number, exponential: boolean): string {
  let amount = digits;
  let exponent = scale;
  if (exponent < -9) {
    amount = roundUp(amount, 10n ** BigInt(-9 - exponent));
    exponent = -9;
  }
  while (exponent % 3 !== 0) {
    amount *= 10n;
    exponent--;
  }
  while (amount % 1000n === 0n) {
    amount /= 1000n;
    exponent += 3;
  }
  // There is no suffix above E. Upstream leaves it out, although the amount is another then.
  const suffix = exponential ? `e${exponent}` : DECIMAL.get(exponent) ?? '';
  return `${amount}${exponent === 0 ? '' : suffix}`;
}

/** What is smaller than a nano is rounded away from zero. */
function roundUp(amount: bigint, divisor: bigint): bigint {
  const quotient = amount / divisor;
  return amount % divisor === 0n ? quotient : quotient + (amount < 0n ? -1n : 1n);
}

/** Binary amounts end at the largest 64-bit integer. */
function clamp(scaled: bigint, divisor: bigint): bigint {
  const max = MAX_INT64 * divisor;
  return scaled > max ? max : scaled < -max ? -max : scaled;
}

function abs(amount: bigint): bigint {
  return amount < 0n ? -amount : amount;
}
