/** Values longer than this are cut: an error must stay readable whatever it was given. */
const LONGEST = 120;

/**
 * Writes any value for an error message: in one line, short, and without ever throwing, whatever came in from plain JavaScript
 * (cycles, getters that throw, proxies, symbols, megabytes of text).
 */
export function formatValue(value: unknown): string {
  try {
    return describe(value);
  } catch {
    return 'a value that cannot be read';
  }
}

function describe(value: unknown): string {
  switch (typeof value) {
    case 'undefined':
      return 'nothing';
    case 'string':
      return quote(value);
    case 'function':
      return 'a function';
    case 'bigint':
    case 'number':
    case 'boolean':
    case 'symbol':
      return String(value);
    default:
      return value === null ? 'null' : describeObject(value as object);
  }
}

function describeObject(value: object): string {
  const open = new Set<object>();
  let budget = 200;
  const text = JSON.stringify(value, function (this: unknown, _key, child: unknown) {
    if (--budget < 0) {
      return undefined;
    }
    if (typeof child === 'bigint') {
      return String(child);
    }
    if (typeof child === 'string') {
      return child.slice(0, LONGEST);
    }
    if (typeof child === 'object' && child !== null) {
      if (open.has(child)) {
        return '(again)';
      }
      open.add(child);
    }
    return child;
  });
  return text === undefined ? 'an object' : shorten(text);
}

function quote(text: string): string {
  const shown = JSON.stringify(text.slice(0, LONGEST)).replace(/[\u007f-\u009f\u2028\u2029\ufeff]/g, escape);
  return text.length > LONGEST ? `${shown}… (${text.length} characters)` : shown;
}

function escape(character: string): string {
  return `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
}

function shorten(text: string): string {
  return text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text;
}
