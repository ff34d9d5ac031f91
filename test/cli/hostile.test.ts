import * as fc from 'fast-check';
import { GOTK_SYNC, INSTANCE, PATCHED, RELEASE, run } from './terminal';

jest.setTimeout(120_000);

const TEXTS = [INSTANCE, RELEASE, GOTK_SYNC, PATCHED];

/** Correct input with a part replaced by something else. */
const mutated = fc.tuple(fc.constantFrom(...TEXTS), fc.nat(2000), fc.nat(40), fc.oneof(
  fc.string({ maxLength: 8 }),
  fc.constantFrom('{', '[', '*a', '&a ', '!!binary ', '---\n', '\t', '": ', "'", '${x', '{{', '|', '>-', '- ', ': ', '\n', '~', '1.10', '#', '<<: *a', '%YAML 1.2', '__proto__: '),
)).map(([text, start, length, part]) => {
  const at = start % text.length;
  return `${text.slice(0, at)}${part}${text.slice(at + length)}`;
});

const COMMANDS: readonly (readonly string[])[] = [
  ['check', '-'], ['check', '-', '--output', 'sarif'], ['check', '-', '--set', 'x=1'], ['build', '-'], ['diff', '-', '/dev/null'], ['convert', '-'], ['convert', '-', '--to', 'go'],
];

test.each(COMMANDS)('any bytes give %s an exit code and no exception', (...args) => {
  const texts = fc.oneof(mutated, fc.uint8Array({ maxLength: 300 }).map((bytes) => Buffer.from(bytes).toString('utf8')), fc.string({ unit: 'grapheme', maxLength: 200 }));
  fc.assert(fc.property(texts, (text) => {
    const { code, stdout, stderr } = run(args, text);
    expect([0, 1, 2]).toContain(code);
    expect(`${stdout}${stderr}`).not.toMatch(/ at .*\.[jt]s:|TypeError|RangeError|undefined/);
  }), { numRuns: 200 });
});

test.each([
  ['deeply nested lists', `kind: FluxInstance\nspec: ${'['.repeat(100_000)}`],
  ['deeply nested maps', `kind: FluxInstance\nspec: ${'{a: '.repeat(50_000)}`],
  ['a deeply nested block', Array.from({ length: 3000 }, (_, depth) => `${' '.repeat(depth)}a:\n`).join('')],
  ['an alias bomb', `kind: FluxInstance\na: &a [x,x,x,x,x,x,x,x,x,x]\n${'bcdefghij'.split('').map((name, index) => `${name}: &${name} [${Array(10).fill(`*${'abcdefghi'[index]}`).join()}]`).join('\n')}\n`],
  ['a long line', `kind: FluxInstance\nspec: ${'x'.repeat(2_000_000)}\n`],
  ['many documents', `${INSTANCE}---\n`.repeat(200)],
  ['nothing', ''],
  ['binary zeros', '\0'.repeat(1000)],
  ['a patch that is nested deeply', `${INSTANCE}  kustomize:\n    patches:\n      - target: {kind: Kustomization}\n        patch: '${'['.repeat(20_000)}'\n`],
])('%s end soon', (_, text) => {
  const before = process.cpuUsage();
  expect([0, 1, 2]).toContain(run(['check', '-'], text).code);
  expect(process.cpuUsage(before).user / 1e6).toBeLessThan(20);
});
