import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { parseAllDocuments } from 'yaml';
import { readPlainYaml } from '../../src/distribution/read-plain-yaml';
import { ARTIFACT } from './render';

/** What the package reads, as JSON, which shows the order of keys; its first error where there is one. */
function readWithPackage(text: string): string {
  const documents = parseAllDocuments(text, { logLevel: 'silent' });
  const list = Array.isArray(documents) ? documents : [];
  return list.flatMap(({ errors }) => errors.map(({ message }) => message))[0] ?? JSON.stringify(list.map((document) => document.toJS() as unknown));
}

function listFiles(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.yaml')).map((file) => join(folder, file));
}

test('Flux\'s own files are plain, and are read as the package reads them', () => {
  const files = [...listFiles(ARTIFACT), ...listFiles(join(__dirname, '../../imports/crds'))];
  expect(files.length).toBeGreaterThan(30);
  const plain = files.map((file) => readPlainYaml(readFileSync(file, 'utf8')));
  expect(files.filter((_, i) => plain[i] === undefined)).toEqual([]);
  expect(files.filter((file, i) => JSON.stringify(plain[i]) !== readWithPackage(readFileSync(file, 'utf8')))).toEqual([]);
});

test.each<[string, unknown[]]>([
  ['a: b', [{ a: 'b' }]],
  ['# first\n---\na: b\n', [{ a: 'b' }]],
  ['---\na: b\n---\n\n- c\n', [{ a: 'b' }, ['c']]],
  ['a:\nb:\n- c\n- d: e\n  f: g\n-   h:\n    - i\n', [{ a: null, b: ['c', { d: 'e', f: 'g' }, { h: ['i'] }] }]],
  ['a:\n    b:\n     c: 1\n  # comment\n\nd: -15', [{ a: { b: { c: 1 } }, d: -15 }]],
  ['- 0\n- true\n- False\n- NULL\n- yes\n- 1m\n- v1\n- .spec\n- --a=b\n- a,[b]{c}#d\n', [[0, true, false, null, 'yes', '1m', 'v1', '.spec', '--a=b', 'a,[b]{c}#d']]],
  ['- []\n- {}\n- "a b"\n- \'it\'\'s: #\'\n- \'\'\n', [[[], {}, 'a b', 'it\'s: #', '']]],
  ['a: one\n  two\n  - three\nb: 1\n  2\n', [{ a: 'one two - three', b: '1 2' }]],
  ['a: \'one\n\n\n  two \'\'\n  \'\n', [{ a: 'one\n\ntwo \' ' }]],
  ['a: |\n  one\n    two\n\n  # three\n\n\nb: |-\n\n   x\n', [{ a: 'one\n  two\n\n# three\n', b: '\nx' }]],
  ['- |\n  a: b\n- |-\n  c', [['a: b\n', 'c']]],
  ['toString: a\nconstructor: b\n', [{ toString: 'a', constructor: 'b' }]],
  ['a: b\u00a0 \n', [{ a: 'b\u00a0' }]],
])('%j is read', (text, expected) => {
  expect(readPlainYaml(text)).toEqual(expected);
  expect(readWithPackage(text)).toBe(JSON.stringify(expected));
});

test.each([
  '', '---\n', '# nothing', 'a', '---\n---\na: b', 'a: b\n---\n', 'a: b\n...\n', '%YAML 1.2\n---\na: b', '--- {a: b}',
  'a: &b c', 'a: *b', 'a: !!str 1', '<<: {a: b}', 'a: [b]', 'a: {b: c}', '[a]', '? a', '"a": b', 'a : b', 'a:b', 'a b: c',
  'a: 1.5', 'a: 01', 'a: 0x1f', 'a: 0o17', 'a: 1e3', 'a: +1', 'a: -0', 'a: .inf', 'a: -.INF', 'a: .nan', 'a: ~', 'a: 1234567890123456',
  'a: b # c', 'a: # c', 'a: b: c', 'a: b:', 'a: "b\\n"', 'a: "b\n  c"', 'a: \'b', 'a: \'b\' c', 'a: >\n  b', 'a: |+\n  b', 'a: |2\n    b', 'a: |\nb: c',
  'a: b\n\n  c', 'a: b\n  # c\n  d', 'a: b\n  c: d', 'a: []\n  b', 'a: |\n    b\n  c', 'a: |\n     \n  b', 'a:\n  b: c\n d: e', ' a: b\nc: d',
  'a: b\na: c', '__proto__: a', 'null: a', 'true: a', '1: a', '- - a', '-', '- a\nb: c', 'a: b\n- c', 'a: - b', 'a: ? b', 'a: @b', 'a: `b',
  'a:\tb', 'a: b\r\nc: d', '\ufeffa: b', 'a: b\u2028c', 'a: b\u0085c', 'a: \u0007',
])('%j is left to the package', (text) => {
  expect(readPlainYaml(text)).toBeUndefined();
});

test.each([
  ['a long line', `a: '${'b'.repeat(20_000)}'`],
  ['deep nesting', Array.from({ length: 200 }, (_, i) => `${' '.repeat(i)}a:`).join('\n')],
])('%s is left to the package', (_, text) => {
  expect(readPlainYaml(text)).toBeUndefined();
});

describe('texts that are made up', () => {
  const indent = fc.constantFrom('', '', ' ', '  ', '  ', '   ', '    ');
  const value = fc.oneof(
    { weight: 4, arbitrary: fc.constantFrom('a', 'b c', '1', 'true', '\'q\'', '\'it\'\'s\'', '"d"', '[]', '{}', '|', '|-', '.x', '-x', 'x\'y', '10m', '') },
    { weight: 1, arbitrary: fc.constantFrom('\'a', 'a: b', 'a #b', '- a', '--- a', '\'a\' b', '&a', '>', '~', '1.5', '"a', '[a]', 'a:', '\u00a0', '# a', '{') },
    { weight: 1, arbitrary: fc.string({ maxLength: 5 }) },
  );
  const key = fc.oneof({ weight: 6, arbitrary: fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f') }, { weight: 1, arbitrary: fc.constantFrom('null', '__proto__', '\'a\'', 'a b', '-') });
  const line = fc.tuple(indent, fc.oneof(
    { weight: 5, arbitrary: fc.tuple(key, value).map(([name, text]) => `${name}: ${text}`) },
    { weight: 3, arbitrary: fc.tuple(key, value).map(([name, text]) => `- ${name}: ${text}`) },
    { weight: 3, arbitrary: key.map((name) => `${name}:`) },
    { weight: 3, arbitrary: value.map((text) => `- ${text}`) },
    { weight: 3, arbitrary: value },
    { weight: 1, arbitrary: fc.constantFrom('---', '# c', '', '-') },
  )).map(([blanks, text]) => blanks + text);
  const made = fc.tuple(fc.array(line, { minLength: 1, maxLength: 6 }), fc.constantFrom('', '\n', '\n\n')).map(([lines, end]) => lines.join('\n') + end);

  test('are read as the package reads them, or left to it', () => {
    let plain = 0;
    fc.assert(fc.property(made, (text) => {
      const read = readPlainYaml(text);
      if (read !== undefined) {
        plain++;
        expect(JSON.stringify(read)).toBe(readWithPackage(text));
      }
    }), { numRuns: 3000 });
    expect(plain).toBeGreaterThan(50);
  });
});
