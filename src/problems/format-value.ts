import { escapeUnicode } from '../util';
import { hideCredentials } from './hide-credentials';

/** Control characters, line breaks of Unicode, a byte order mark, unpaired surrogates: what would break a line or show as nothing. */
const INVISIBLE = /[\u0000-\u001f\u007f-\u009f\u2028\u2029\ufeff]|\p{Surrogate}/gu;

/** Writes invisible characters as JSON does: `\u0000`. */
export function escapeInvisible(text: string): string {
  return text.replace(INVISIBLE, escapeUnicode);
}

/** Values longer than this are cut: an error must stay readable whatever it was given. */
const MAX_LENGTH = 120;

/**
 * Writes any value for an error message: in one line, short, and without ever throwing, whatever came in from plain JavaScript
 * (cycles, getters that throw, proxies, symbols, megabytes of text). Credentials in URLs are not shown.
 */
export function formatValue(value: unknown): string {
  try {
    return describe(value);
  } catch {
    // A getter or proxy that throws. A message about bad input must come out whatever the input is.
    return 'a value that cannot be read';
  }
}

function describe(value: unknown): string {
  switch (typeof value) {
    case 'undefined':
      return 'undefined';
    case 'string':
      return quote(value);
    case 'function':
      return 'a function';
    case 'bigint':
    case 'number':
    case 'boolean':
    case 'symbol':
      return shorten(String(value));
    default:
      return typeof value === 'object' && value !== null ? shorten(describeConstruct(value) ?? new Preview().write(value)) : 'null';
  }
}

/** A construct where a name must be is a frequent mistake. Its members are its whole tree, and say nothing. */
function describeConstruct(value: object): string | undefined {
  const node = (value as { readonly node?: { readonly path?: unknown; readonly addDependency?: unknown } }).node;
  return typeof node?.path === 'string' && typeof node.addDependency === 'function' ? `the construct ${JSON.stringify(node.path)}` : undefined;
}

/** JSON that stops as soon as there is enough to show: a list may have four billion holes. */
class Preview {
  private readonly open = new Set<object>();
  private budget = MAX_LENGTH;

  public write(value: unknown): string {
    this.budget -= 2;
    if (typeof value === 'string') {
      this.budget -= value.length;
      return JSON.stringify(hideCredentials(value).slice(0, MAX_LENGTH));
    }
    if (typeof value !== 'object' || value === null) {
      return value === undefined ? 'null' : describe(value);
    }
    if (this.open.has(value)) {
      return '"(again)"';
    }
    this.open.add(value);
    if (typeof (value as { toJSON?: unknown }).toJSON === 'function') {
      return this.write((value as { toJSON(): unknown }).toJSON());
    }
    if (Array.isArray(value)) {
      return `[${this.list(value)}]`;
    }
    const type = Object.prototype.toString.call(value).slice('[object '.length, -1);
    return type === 'Object' ? `{${this.members(value)}}` : `a ${type}`;
  }

  private list(items: readonly unknown[]): string {
    const parts: string[] = [];
    for (let index = 0; index < items.length && this.budget > 0; index++) {
      parts.push(this.write(items[index]));
    }
    return parts.join();
  }

  private members(value: object): string {
    const parts: string[] = [];
    for (const key of Object.keys(value)) {
      if (this.budget <= 0) {
        break;
      }
      parts.push(`${this.write(key)}:${this.write((value as Record<string, unknown>)[key])}`);
    }
    return parts.join();
  }
}

function quote(value: string): string {
  const text = hideCredentials(value);
  const shown = escapeInvisible(JSON.stringify(text.slice(0, MAX_LENGTH)));
  return text.length > MAX_LENGTH ? `${shown}… (${text.length} characters)` : shown;
}

function shorten(text: string): string {
  const shown = escapeInvisible(text.slice(0, MAX_LENGTH + 1));
  return shown.length > MAX_LENGTH ? `${shown.slice(0, MAX_LENGTH)}…` : shown;
}
