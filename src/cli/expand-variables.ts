import type { DerivationSinks } from '../instance';
import { suggestRemedy } from '../problems';

/** The variables of Flux's substitution, by name. */
export type Variables = ReadonlyMap<string, string>;

export const VARIABLE_NAME = '[A-Za-z_][A-Za-z0-9_]*';

const NAME = new RegExp(VARIABLE_NAME, 'y');
/** A word in place of an empty value, a change of case, a part of a string, the removal of a prefix or suffix, a replacement. */
const OPERATOR = /:[=\-?+]|=|\^\^?|,,?|:|##?|%%?|\/[/#%]?/y;
const GLOB = /[*?[\\]/;

/** Nobody nests defaults more deeply. */
const MAX_DEPTH = 20;

class SyntaxFailure extends Error {}

/**
 * A string with its variables replaced. Mirrors the envsubst of Flux, where every form with a default looks at whether the value is empty. What it
 * refuses is a problem. A pattern with wildcards is left as it is, with a warning.
 */
export function expandVariables(text: string, variables: Variables, sinks: DerivationSinks): string {
  const expansion = new Expansion(text, variables, sinks);
  try {
    return expansion.readText('', 0);
  } catch (error) {
    if (!(error instanceof SyntaxFailure)) {
      throw error;
    }
    sinks.problems.report({
      code: 'VARIABLE_SYNTAX',
      rule: 'has a ${…} that Flux cannot read, so that it applies nothing',
      remedy: 'write ${name}, ${name:=default} or another form of docs/command.md, and $${…} for what stays',
    });
    return text;
  }
}

/** A value, and the words behind its operator. */
interface Form {
  readonly value: string;
  readonly operator: string;
  readonly words: readonly string[];
}

class Expansion {
  private position = 0;

  constructor(private readonly text: string, private readonly variables: Variables, private readonly sinks: DerivationSinks) {}

  /** Reads up to one of the characters that end a word, or to the end of the text. */
  public readText(ends: string, depth: number): string {
    let read = '';
    while (this.position < this.text.length) {
      const rest = this.text.slice(this.position, this.position + 3);
      if (ends.includes(rest[0])) {
        return read;
      }
      if (rest === '$${') {
        read += '${';
        this.position += 3;
      } else if (rest.startsWith('${')) {
        this.position += 2;
        read += this.readReference(depth + 1);
      } else {
        read += rest[0];
        this.position++;
      }
    }
    return ends === '' ? read : this.fail();
  }

  private readReference(depth: number): string {
    const start = this.position - 2;
    if (depth > MAX_DEPTH) {
      return this.fail();
    }
    if (this.text[this.position] === '#') {
      this.position++;
      const value = this.getValue(this.take(NAME) ?? this.fail(), false);
      this.skip('}');
      return String(Buffer.byteLength(value));
    }
    const name = this.take(NAME) ?? this.fail();
    const operator = this.take(OPERATOR) ?? '';
    const words = this.readWords(operator, depth);
    this.skip('}');
    const value = this.getValue(name, /[=\-?+]$/.test(operator));
    if (/^[#%]/.test(operator) && GLOB.test(words[0])) {
      const reference = this.text.slice(start, this.position);
      this.sinks.warnings.report({ code: 'VARIABLE_PATTERN', rule: `has ${reference}, whose wildcards are left as they are here`, remedy: 'give the shortened value as a variable of its own' });
      return reference;
    }
    return apply({ value, operator, words });
  }

  private readWords(operator: string, depth: number): string[] {
    if (operator === '' || /^[\^,]/.test(operator)) {
      return [];
    }
    if (!/^(?::|\/.?)$/.test(operator)) {
      return [this.readText('}', depth)];
    }
    const separator = operator === ':' ? ':' : '/';
    const first = this.readText(`${separator}}`, depth);
    if (this.text[this.position] === '}') {
      // A replacement needs both of its words.
      return operator === ':' ? [first] : this.fail();
    }
    this.position++;
    return [first, this.readText('}', depth)];
  }

  private getValue(name: string, hasDefault: boolean): string {
    const value = this.variables.get(name);
    if (value === undefined && !hasDefault) {
      const remedy = suggestRemedy(name, this.variables.keys()) ?? `give it with --set ${name}=…, or write a default: \${${name}:=…}`;
      this.sinks.warnings.report({ code: 'VARIABLE_UNSET', rule: `uses \${${name}}, which is not set: Flux writes an empty string for it`, remedy });
    }
    return value ?? '';
  }

  private take(pattern: RegExp): string | undefined {
    pattern.lastIndex = this.position;
    const match = pattern.exec(this.text)?.[0];
    this.position += match?.length ?? 0;
    return match;
  }

  private skip(character: string): void {
    if (this.text[this.position] !== character) {
      this.fail();
    }
    this.position++;
  }

  private fail(): never {
    throw new SyntaxFailure();
  }
}

function apply({ value, operator, words: [word = '', other = ''] }: Form): string {
  switch (operator) {
    case '':
      return value;
    case '^':
      return changeFirst(value, (first) => first.toUpperCase());
    case '^^':
      return value.toUpperCase();
    case ',':
      return changeFirst(value, (first) => first.toLowerCase());
    case ',,':
      return value.toLowerCase();
    case ':':
      return cut(value, word, other);
    case '#':
    case '##':
      return value.startsWith(word) ? value.slice(word.length) : value;
    case '%':
    case '%%':
      return value.endsWith(word) ? value.slice(0, value.length - word.length) : value;
    case '/':
      return value.replace(word, () => other);
    case '//':
      return value.replaceAll(word, () => other);
    case '/#':
      return value.startsWith(word) ? `${other}${value.slice(word.length)}` : value;
    case '/%':
      return value.endsWith(word) ? `${value.slice(0, value.length - word.length)}${other}` : value;
    default:
      return value === '' ? word : value;
  }
}

function changeFirst(value: string, change: (first: string) => string): string {
  const [first = ''] = value;
  return `${change(first)}${value.slice(first.length)}`;
}

/** In bytes, like Go's. A position or length that is no number changes nothing. */
function cut(value: string, position: string, length: string): string {
  const bytes = Buffer.from(value);
  if (!/^[-+]?\d+$/.test(position) || (length !== '' && !/^\d+$/.test(length))) {
    return value;
  }
  const start = Number(position) < 0 ? Math.max(bytes.length + Number(position), 0) : Number(position);
  return bytes.subarray(start, length === '' ? undefined : start + Number(length)).toString('utf8');
}
