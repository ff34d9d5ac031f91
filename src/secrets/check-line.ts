/** A value that ends up in a header or an address: a line break in it would start another header. */
export function checkLine(text: string): string | undefined {
  return /[\u0000-\u001f\u007f]/.test(text) ? 'must be one line without control characters' : undefined;
}

/** The user name of HTTP basic authentication ends at the first colon. */
export function checkUsername(text: string): string | undefined {
  return checkLine(text) ?? (text.includes(':') ? 'must not contain a colon' : undefined);
}

export function checkDigits(text: string): string | undefined {
  return /^[0-9]+$/.test(text) ? undefined : 'must be a number, in digits';
}
