const INTEGER = /^([-+]?)(?:0[xX]([0-9a-fA-F]+)|0[bB]([01]+)|0[oO]([0-7]+)|0([0-7]+)|(0|[1-9][0-9]*))$/;
const FLOAT = /^[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?$/;
const LEAST = -(2n ** 63n);
const MOST_UNSIGNED = 2n ** 64n - 1n;

/** The integer that Go's parser with automatic base reads: decimal, 0x, 0b, 0o and a leading zero for octal, up to 64 bits. */
export function parseGoInteger(text: string): bigint | undefined {
  const match = text.length <= 80 ? INTEGER.exec(text) : null;
  if (match === null) {
    return undefined;
  }
  const [, sign, hex, binary, octal, oldOctal, decimal] = match;
  const size = BigInt(prefixDigits(hex, binary, octal ?? oldOctal, decimal));
  const value = sign === '-' ? -size : size;
  // An unsigned number has no sign, so +2^63 is none.
  const most = sign === '' ? MOST_UNSIGNED : -LEAST - 1n;
  return value >= LEAST && value <= most ? value : undefined;
}

/** The float of YAML's form; one beyond the range of a double is none. */
export function parseGoFloat(text: string): number | undefined {
  if (!FLOAT.test(text)) {
    return undefined;
  }
  const value = Number(text);
  return Number.isFinite(value) ? value : undefined;
}

function prefixDigits(hex?: string, binary?: string, octal?: string, decimal?: string): string {
  if (hex !== undefined) {
    return `0x${hex}`;
  }
  if (binary !== undefined) {
    return `0b${binary}`;
  }
  return octal !== undefined ? `0o${octal}` : decimal as string;
}
