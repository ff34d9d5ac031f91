/** The formats that Flux's CRDs use. The API server ignores those that it does not know, and so do we. */
const FORMATS: Readonly<Record<string, { readonly says: string; matches(text: string): boolean }>> = {
  'date-time': { says: 'must be a date and time like 2026-01-31T12:00:00Z', matches: isDateTime },
};

/**
 * What the text must be, if it does not have the format.
 */
export function matchFormat(format: string, text: string): string | undefined {
  const known = Object.hasOwn(FORMATS, format) ? FORMATS[format] : undefined;
  return known === undefined || known.matches(text) ? undefined : known.says;
}

function isDateTime(text: string): boolean {
  const [date, time, ...rest] = text.toLowerCase().split('t');
  const clock = /^([0-9]{2}):([0-9]{2}):([0-9]{2})(?:.[0-9]+)?(?:z|[+-][0-9]{2}:[0-9]{2})$/.exec(time ?? '');
  return rest.length === 0 && isDate(date) && clock !== null && clock[1] <= '23' && clock[2] <= '59' && clock[3] <= '59';
}

function isDate(text: string): boolean {
  const parts = /^([0-9]{4})-([0-9]{2})-([0-9]{2})$/.exec(text);
  if (parts === null) {
    return false;
  }
  const [year, month, day] = parts.slice(1).map(Number);
  const date = new Date(0);
  date.setUTCFullYear(year, month - 1, day);
  return date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
}
