/**
 * A reader for the YAML that Flux's own manifests consist of: maps and lists in block style, strings on one or more lines, whole numbers, booleans.
 * What it reads it reads as the package `yaml` does, which takes ten times as long for a whole release. It leaves everything else to that package:
 * anchors, tags, brackets, escapes, other numbers, keys in quotes, tabs, comments behind values, and whatever is not YAML at all.
 */

/** Thrown inside for a text that is left to the package. */
class NotPlain extends Error {}

/** Tabs, control characters and the line breaks of other systems. */
const UNUSUAL = /[\x00-\x09\x0b-\x1f\x7f-\x9f\u2028\u2029\ufeff]/;

const KEY = /^([A-Za-z_$][\w./-]{0,200}):(?: +|$)/;

/** Characters that mean something at the start of a value, blanks that end it, and a colon that makes it a key. */
const UNUSUAL_START = /^(?:[?:,\]}#&*!>%@`]|-(?: |$))/;
const UNUSUAL_INSIDE = /: | #|:$/;

const WORDS: ReadonlyMap<string, boolean | null> = new Map<string, boolean | null>([
  ...['null', 'Null', 'NULL'].map((word) => [word, null] as const),
  ...['true', 'True', 'TRUE'].map((word) => [word, true] as const),
  ...['false', 'False', 'FALSE'].map((word) => [word, false] as const),
]);
const WHOLE_NUMBER = /^(?:0|-?[1-9]\d{0,14})$/;
const UNUSUAL_SCALAR = /^(?:~|[-+]?\.?\d[\d.]*(?:e[-+]?\d+)?|0o\d+|0x[\da-f]+|[-+]?\.(?:inf|nan))$/i;

/** Objects of a cluster are not nested deeper. */
const MAX_DEPTH = 100;

/** A regular expression for a quoted text takes stack for each of its characters. */
const MAX_LINE_LENGTH = 10_000;

const OPEN = /^(?:[^']|'')*$/;
const CLOSED = /^(?:[^']|'')*'$/;

/** The documents of a YAML stream; `undefined` where it is not as plain as that. */
export function readPlainYaml(text: string): unknown[] | undefined {
  const lines = text.split('\n');
  if (UNUSUAL.test(text) || lines.some(({ length }) => length > MAX_LINE_LENGTH)) {
    return undefined;
  }
  try {
    return new PlainReader(lines).readStream();
  } catch (error) {
    if (error instanceof NotPlain) {
      return undefined;
    }
    throw error;
  }
}

class PlainReader {
  /** The line that is read, and how far it is indented; -1 after the last one. Blank lines and comments are passed over. */
  private place = 0;
  private indent = -1;
  private depth = 0;

  constructor(private readonly lines: string[]) {}

  public readStream(): unknown[] {
    const documents: unknown[] = [];
    this.findContent();
    if (this.isMarker()) {
      this.move();
    }
    do {
      documents.push(this.readBlock(0));
    } while (this.takeMarker());
    return documents;
  }

  private get line(): string {
    return this.lines[this.place];
  }

  private isMarker(): boolean {
    return this.indent === 0 && this.line === '---';
  }

  private takeMarker(): boolean {
    const isMarker = this.isMarker();
    need(isMarker || this.indent < 0);
    if (isMarker) {
      this.move();
    }
    return isMarker;
  }

  private move(): void {
    this.place++;
    this.findContent();
  }

  private findContent(): void {
    for (; this.place < this.lines.length; this.place++) {
      const indent = countBlanks(this.line, 0);
      if (indent < this.line.length && this.line[indent] !== '#') {
        this.indent = indent;
        return;
      }
    }
    this.indent = -1;
  }

  private readBlock(indent: number): unknown {
    need(this.indent === indent && !this.isMarker() && this.depth < MAX_DEPTH);
    this.depth++;
    const block = this.isItem(indent) ? this.readList(indent) : this.readMap(indent);
    this.depth--;
    return block;
  }

  /** Whether an entry of a list starts in this column. */
  private isItem(indent: number): boolean {
    return this.line[indent] === '-' && (this.line.length === indent + 1 || this.line[indent + 1] === ' ');
  }

  private readList(indent: number): unknown[] {
    const items: unknown[] = [];
    while (this.indent === indent && this.isItem(indent)) {
      const start = countBlanks(this.line, indent + 1);
      const rest = this.line.slice(start);
      need(rest !== '');
      if (KEY.test(rest)) {
        // A map whose first key stands behind the dash: its other keys start in the same column.
        this.lines[this.place] = ' '.repeat(start) + rest;
        this.indent = start;
        items.push(this.readBlock(start));
      } else {
        items.push(this.readValue(rest, indent));
      }
    }
    need(this.indent <= indent);
    return items;
  }

  private readMap(indent: number): Record<string, unknown> {
    const map: Record<string, unknown> = {};
    while (this.indent === indent && !this.isItem(indent) && !this.isMarker()) {
      const rest = this.line.slice(indent);
      const [start, key] = KEY.exec(rest) ?? fail();
      need(key !== '__proto__' && !WORDS.has(key) && !Object.hasOwn(map, key));
      map[key] = rest.length === start.length ? this.readBelow(indent) : this.readValue(rest.slice(start.length), indent);
    }
    need(this.indent <= indent);
    return map;
  }

  /** The value of a key with nothing behind it. A list may start in the column of the key. */
  private readBelow(indent: number): unknown {
    this.move();
    return this.indent > indent ? this.readBlock(this.indent) : this.indent === indent && this.isItem(indent) ? this.readBlock(indent) : null;
  }

  /** A value that starts on this line. */
  private readValue(text: string, indent: number): unknown {
    const value = text.startsWith('|') ? this.readLiteral(text, indent) : this.readFlow(trimBlanks(text), indent);
    // What is indented further would be a part of the value.
    need(this.indent <= indent);
    return value;
  }

  private readFlow(text: string, indent: number): unknown {
    switch (text[0]) {
      case '\'':
        return this.readSingleQuoted(text, indent);
      case '"':
        need(/^"[^"\\]*"$/.test(text));
        this.move();
        return text.slice(1, -1);
      case '[':
        need(text === '[]');
        this.move();
        return [];
      case '{':
        need(text === '{}');
        this.move();
        return {};
      default:
        return this.readPlain(text, indent);
    }
  }

  private readPlain(first: string, indent: number): unknown {
    need(!UNUSUAL_START.test(first) && !UNUSUAL_INSIDE.test(first));
    let text = first;
    let last = this.place;
    this.move();
    while (this.indent > indent) {
      const line = trimBlanks(this.line);
      // Blank lines between would be line breaks.
      need(this.place === last + 1 && !UNUSUAL_INSIDE.test(line));
      text += ` ${line}`;
      last = this.place;
      this.move();
    }
    return text === first ? resolve(text) : text;
  }

  /** Line breaks in quotes count as blanks, and empty lines as line breaks. */
  private readSingleQuoted(first: string, indent: number): string {
    let last = first.slice(1);
    let text = last;
    let breaks = 0;
    while (OPEN.test(last)) {
      need(++this.place < this.lines.length);
      const line = trimBlanks(this.line);
      if (line === '') {
        breaks++;
      } else {
        need(countBlanks(this.line, 0) > indent);
        text += (breaks === 0 ? ' ' : '\n'.repeat(breaks)) + line;
        breaks = 0;
        last = line;
      }
    }
    need(CLOSED.test(last));
    this.move();
    return text.slice(0, -1).replaceAll('\'\'', '\'');
  }

  private readLiteral(header: string, indent: number): string {
    need(header === '|' || header === '|-');
    const start = this.place + 1;
    const width = this.measureLiteral(start, indent);
    let end = start;
    for (this.place = start; this.place < this.lines.length; this.place++) {
      const blanks = countBlanks(this.line, 0);
      const isBlank = blanks === this.line.length;
      if (!isBlank && blanks < width) {
        break;
      }
      need(!isBlank || blanks <= width);
      end = isBlank ? end : this.place + 1;
    }
    this.findContent();
    return this.lines.slice(start, end).map((line) => line.slice(width)).join('\n') + (header === '|' ? '\n' : '');
  }

  /** How far the first line of a literal is indented. */
  private measureLiteral(start: number, indent: number): number {
    let first = start;
    while (first < this.lines.length && this.lines[first] === '') {
      first++;
    }
    need(first < this.lines.length);
    const width = countBlanks(this.lines[first], 0);
    need(width > indent && width < this.lines[first].length);
    return width;
  }
}

function need(condition: boolean): void {
  if (!condition) {
    fail();
  }
}

function fail(): never {
  throw new NotPlain();
}

function countBlanks(line: string, from: number): number {
  let to = from;
  while (line[to] === ' ') {
    to++;
  }
  return to;
}

/** Only blanks: other white space is content. */
function trimBlanks(line: string): string {
  let end = line.length;
  while (line[end - 1] === ' ') {
    end--;
  }
  return line.slice(countBlanks(line, 0), end);
}

function resolve(text: string): unknown {
  if (WHOLE_NUMBER.test(text)) {
    return Number(text);
  }
  need(!UNUSUAL_SCALAR.test(text));
  return WORDS.has(text) ? WORDS.get(text) : text;
}
