const TIMESTAMP = /^(\d{4})-(\d\d?)-(\d\d?)(?:([Tt ])(\d\d?):(\d\d?):(\d\d?)(?:[.,](\d+))?(Z|[-+]\d\d:\d\d)?)?$/;

/**
 * The RFC 3339 form of a YAML timestamp, or nothing. Upstream takes a date, a date and time with a zone after T or t, and one without a zone
 * after a blank.
 */
export function parseTimestamp(text: string): string | undefined {
  const match = text.length <= 80 ? TIMESTAMP.exec(text) : null;
  if (match === null) {
    return undefined;
  }
  const [, year, month, day, separator, hour = '0', minute = '0', second = '0', fraction = '', zone] = match;
  if ((separator === ' ') === (zone !== undefined) && separator !== undefined) {
    return undefined;
  }
  if (!isDate(+year, +month, +day) || +hour > 23 || +minute > 59 || +second > 59 || !isZone(zone)) {
    return undefined;
  }
  const part = fraction.slice(0, 9).replace(/0+$/, '');
  const time = [hour, minute, second].map((digits) => digits.padStart(2, '0')).join(':');
  const date = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
  return `${date}T${time}${part === '' ? '' : `.${part}`}${zone === undefined || /00:00$/.test(zone) ? 'Z' : zone}`;
}

function isDate(year: number, month: number, day: number): boolean {
  const leap = (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
  const days = [31, leap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
  return month >= 1 && month <= 12 && day >= 1 && day <= days[month - 1];
}

function isZone(zone: string | undefined): boolean {
  return zone === undefined || zone === 'Z' || (+zone.slice(1, 3) <= 24 && +zone.slice(4) <= 60);
}
