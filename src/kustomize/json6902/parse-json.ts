import { JsonScalar } from './json-value';
import type { JsonObject, JsonValue } from './json-value';

const BLANK = /[ \t\n\r]*/y;
const SCALAR = /"(?:[^"\\\x00-\x1f]|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*"|-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][-+]?[0-9]+)?|true|false|null/y; // eslint-disable-line no-control-regex
const DEEPEST = 1000;

/** Strict JSON that keeps the source text of scalars; of a repeated key the last one counts. Nothing for anything else. */
export function parseJson(text: string): JsonValue | undefined {
  const reader = new JsonReader(text);
  try {
    return reader.readAll();
  } catch (error) {
    if (error instanceof SyntaxError) {
      return undefined;
    }
    throw error;
  }
}

class JsonReader {
  private at = 0;

  constructor(private readonly text: string) {}

  public readAll(): JsonValue {
    const value = this.readValue(0);
    this.skipBlanks();
    return this.at === this.text.length ? value : this.fail();
  }

  private readValue(depth: number): JsonValue {
    this.skipBlanks();
    if (depth > DEEPEST) {
      return this.fail();
    }
    if (this.take('[')) {
      return this.readArray(depth);
    }
    if (this.take('{')) {
      return this.readObject(depth);
    }
    const scalar = this.match(SCALAR);
    return scalar === 'null' ? null : new JsonScalar(scalar || this.fail());
  }

  private readArray(depth: number): JsonValue[] {
    const items: JsonValue[] = [];
    if (this.takeAfterBlanks(']')) {
      return items;
    }
    do {
      items.push(this.readValue(depth + 1));
    } while (this.takeAfterBlanks(','));
    return this.takeAfterBlanks(']') ? items : this.fail();
  }

  private readObject(depth: number): JsonObject {
    const members: JsonObject = new Map();
    if (this.takeAfterBlanks('}')) {
      return members;
    }
    do {
      this.skipBlanks();
      const key = this.text[this.at] === '"' ? this.match(SCALAR) : '';
      if (key === '' || !this.takeAfterBlanks(':')) {
        return this.fail();
      }
      members.set(readJsonText(key), this.readValue(depth + 1));
    } while (this.takeAfterBlanks(','));
    return this.takeAfterBlanks('}') ? members : this.fail();
  }

  private takeAfterBlanks(character: string): boolean {
    this.skipBlanks();
    return this.take(character);
  }

  private take(character: string): boolean {
    const taken = this.text[this.at] === character;
    this.at += taken ? 1 : 0;
    return taken;
  }

  private skipBlanks(): void {
    this.match(BLANK);
  }

  private match(pattern: RegExp): string {
    pattern.lastIndex = this.at;
    const found = pattern.exec(this.text)?.[0] ?? '';
    this.at += found.length;
    return found;
  }

  private fail(): never {
    throw new SyntaxError(`no JSON at ${this.at}`);
  }
}

/** The text that a JSON string stands for; half a surrogate pair becomes the replacement character, as in Go. */
export function readJsonText(source: string): string {
  return (JSON.parse(source) as string).replace(/[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g, '\ufffd');
}
