import type { CaseRandom } from './case-random';

/** Strings that a YAML reader takes for something else when they stand without quotes, that need quotes, or that a block scalar changes. */
export const ODD_STRINGS = [
  'yes', 'no', 'on', 'off', 'y', 'N', 'true', 'False', 'null', '~', '', '0', '-1', '+1', '0777', '0o17', '0x1F', '0b11', '1_000', '1e3', '1.5', '1.50', '1.10', '.5',
  '-.5', '.inf', '-.Inf', '.nan', '12:30:45', '2024-01-01', '2024-01-01T00:00:00Z', '2024-01-01 10:00:00', '<<', '=', '9007199254740993', '1e400', '-0', '0.00001',
  'a: b', 'a #b', '- a', '*a', '&a', '!a', '# a', '{a}', '[a]', '%a', '@a', '`a`', '"a"', '\'a\'', 'a,b', 'a?', '?a', 'a:', ':a', '-', '?', ':', '.', '...', '---', '|', '>',
  'a\nb\n', 'a\n\nb', '  a\nb', 'a\n', '\n', '\ta', 'a\tb', 'a ', ' a', 'a\nb\n\n', 'a\n b\nc\n', 'é', '😀', '\u00a0', 'a\\b', 'a/b', 'a~b', '$(a)', '$patch',
  '__proto__', 'constructor', 'x'.repeat(90), 'word '.repeat(30),
];

const PLAIN_STRINGS = ['a', 'b', 'web', 'x.y', 'main', './deploy', 'v1.2.3', 'ghcr.io/my-org/app:1.0', '10m', 'a b c'];

/** A string, number, boolean or null. */
export function pickScalar(random: CaseRandom): string | number | boolean | null {
  if (random.isOdd('scalars', 0.4)) {
    return random.pick<string | number | null>([...ODD_STRINGS, 1e6, 1e21, 1e-7, null]);
  }
  return random.chance(0.5) ? random.pick(PLAIN_STRINGS) : random.pick([0, 1, -1, 80, 8080, 1.5, true, false]);
}

/** A value as YAML. */
export function writeYaml(value: unknown, random: CaseRandom): string {
  // How often a map or list is written in brackets.
  const flow = random.isOdd('styles', 0.5) ? random.pick([0.1, 0.3, 1]) : 0;
  return new YamlWriter(random, flow).write(value);
}

class YamlWriter {
  public constructor(private readonly random: CaseRandom, private readonly flow: number) {}

  public write(value: unknown): string {
    return typeof value === 'object' && value !== null && !this.random.chance(this.flow / 4)
      ? this.writeBlock(value, '').replace(/^\n/, '') : `${this.writeInline(value, '')}\n`;
  }

  /** What stands behind a key or a dash, with the line break before it, if it is written in lines of its own. */
  private writeBlock(value: object, indent: string): string {
    if (Object.keys(value).length === 0 || this.random.chance(this.flow)) {
      return ` ${this.writeInline(value, indent)}\n`;
    }
    return Array.isArray(value)
      ? `\n${value.map((item) => `${indent}-${this.writeItem(item, `${indent}  `)}`).join('')}`
      : `\n${Object.entries(value).map(([key, child]) => `${indent}${this.writeEntry(key, child, indent)}`).join('')}`;
  }

  private writeItem(item: unknown, indent: string): string {
    if (typeof item !== 'object' || item === null) {
      return this.writeScalarLine(item, indent);
    }
    const block = this.writeBlock(item, indent);
    // The first key or dash may share the line.
    return block.startsWith('\n') && this.random.chance(0.9) ? ` ${block.slice(1 + indent.length)}` : block;
  }

  private writeEntry(key: string, value: unknown, indent: string): string {
    const name = this.writeKey(key);
    if (typeof value !== 'object' || value === null) {
      return `${name}:${this.writeScalarLine(value, `${indent}  `)}`;
    }
    const deeper = Array.isArray(value) && this.random.chance(0.5) ? indent : `${indent}${this.random.pick(['  ', '    '])}`;
    return `${name}:${this.writeBlock(value, deeper)}`;
  }

  private writeScalarLine(value: unknown, indent: string): string {
    if (typeof value === 'string' && (value.includes('\n') ? this.random.chance(0.5) : this.random.isOdd('styles', 0.05))) {
      return ` ${this.random.pick(['|', '>', '|-', '>-', '|+', '>+'])}\n${value.replace(/\n$/, '').replace(/^(?=.)/gm, indent)}\n`;
    }
    const scalar = this.writeScalar(value);
    return `${scalar === '' ? '' : ' '}${scalar}${this.random.isOdd('styles', 0.1) ? ' # comment' : ''}\n`;
  }

  private writeInline(value: unknown, indent: string): string {
    if (typeof value !== 'object' || value === null) {
      return this.writeScalar(value);
    }
    const items = Array.isArray(value)
      ? value.map((item) => this.writeInline(item, indent))
      : Object.entries(value).map(([key, child]) => `${this.writeKey(key)}: ${this.writeInline(child, indent)}`);
    const [open, close] = Array.isArray(value) ? '[]' : '{}';
    return this.random.chance(0.1) ? `${open}\n${items.map((item) => `${indent}  ${item}`).join(',\n')}\n${indent}${close}` : `${open}${items.join(', ')}${close}`;
  }

  private writeKey(key: string): string {
    // Beside a key that is null, kustomize writes the same key twice, and cannot read what it wrote.
    return key === '~' || key === '' ? JSON.stringify(key) : this.writeString(key, 0.05);
  }

  private writeScalar(value: unknown): string {
    if (typeof value === 'string') {
      const tag = this.random.isOdd('styles', 0.03) ? this.random.pick(['!!str ', '!!binary ', '!!int ', '! ', '!x ']) : '';
      return tag + this.writeString(value, 0.3);
    }
    return value === null ? this.random.pick(['null', '~', '']) : JSON.stringify(value) ?? '';
  }

  /** Some strings that need quotes get none: they become whatever the readers make of them. */
  private writeString(value: string, quotes: number): string {
    if (/^[\w./-]+$/.test(value) ? !this.random.isOdd('styles', quotes) : this.random.isOdd('scalars', 0.1)) {
      return value;
    }
    return this.random.chance(0.5) || /[\n\t]/.test(value) ? JSON.stringify(value) : `'${value.replaceAll('\'', '\'\'')}'`;
  }
}

/** What a text may get in the middle. */
const PIECES = [
  '\n', ' ', '  ', '\t', ':', ': ', '- ', '-', ',', '?', '? ', '#', ' #', '"', '\'', '[', ']', '{', '}', '|', '>', '|-', '>+', '&a ', '*a', '!', '!!str ', '!!int ', '~', '---\n',
  '...', '%', '\\', '<<: ', '\r', '\r\n', 'null', '\n\n', '\u0085', '\u2028', '\ufeff',
];

/** The text with one or two characters lost, or something added. */
export function mutateText(text: string, random: CaseRandom): string {
  let mutated = text;
  for (let count = 1 + random.below(2); count > 0; count--) {
    const at = random.below(mutated.length + 1);
    const removed = random.below(3);
    mutated = mutated.slice(0, at) + (random.chance(0.7) ? random.pick(PIECES) : '') + mutated.slice(at + removed);
  }
  return mutated;
}
