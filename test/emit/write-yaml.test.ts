import { Yaml } from 'cdk8s';
import { array, assert, boolean, constant, constantFrom, dictionary, double, integer, letrec, oneof, property, string } from 'fast-check';
import { writeYaml } from '../../src/emit';
import { HOSTILE } from './emit-strings';

const PARTS = [
  ...'0178abBeEfxXoO_-+.: \t\n\r#|>"\'\\{}[]&*!%@`?,~=</', '\n\n', '\n ', '---', '...', ': ', ' #', '\u0000', '\u0085', '\u2028', '\ufeff', '😀',
  'true', 'null', 'yes', 'No', 'on', 'y', '1m0s', '12:30:45', '2001-01-01', '0x1F', '1_000', '.inf', 'https://a.b/c', 'a long line of many words ',
];
const hostile = oneof(
  array(constantFrom(...PARTS), { maxLength: 6 }).map((parts) => parts.join('')),
  constantFrom(...HOSTILE),
  string({ maxLength: 6 }),
  constantFrom('word', 'E0', 'e+5', 'e10.5', 'e1x', 'clusters/eu-1', 'v1', `${'word '.repeat(60)}end`, 'x'.repeat(1100)),
);
const { object } = letrec((tie) => ({
  value: oneof(
    { withCrossShrink: true, maxDepth: 5 },
    hostile, integer(), double(), boolean(), constant(null), constant([]), constant({}), array(tie('value'), { maxLength: 4 }), tie('object'),
  ),
  object: dictionary(hostile, tie('value'), { maxKeys: 5 }),
}));

test('what is written is what cdk8s writes, byte for byte, whatever the keys and values', () => {
  let written = 0;
  assert(property(object, (value) => {
    const json = value;
    const text = writeYaml(json);
    written += text === undefined ? 0 : 1;
    expect(text ?? Yaml.stringify(json)).toBe(Yaml.stringify(json));
  }), { numRuns: 3000 });
  expect(written).toBeGreaterThan(300);
}, 60_000);

test('each string is written as cdk8s writes it, as a key, in a list and at any depth', () => {
  let written = 0;
  assert(property(hostile, (value) => {
    for (const json of [{ a: value }, { [value]: value }, { a: [value, [value]] }, { a: { b: { [value]: [{ c: value, d: value }] } } }]) {
      const text = writeYaml(json);
      written += text === undefined ? 0 : 1;
      expect(text ?? Yaml.stringify(json)).toBe(Yaml.stringify(json));
    }
  }), { numRuns: 1500, examples: [...HOSTILE, 'a: b', 'x #y', 'a\n\nb', 'a\nb\n', '- a\n- b\n', ' a\nb', 'a\n b\n'].map((value) => [value]) });
  expect(written).toBeGreaterThan(2000);
}, 60_000);

test('the objects of a sync, blocks of several lines included, are written without cdk8s', () => {
  const spec = {
    interval: '1m0s',
    url: 'https://github.com/my-org/my-fleet.git',
    ignore: '# all\n/*\n\n!/deploy\n',
    timeout: '5m',
    prune: true,
    count: 3,
    labels: { 'app.kubernetes.io/version': 'v2.9.4', 'on': 'no' },
    list: [[], {}, [1, 'two'], { a: 1, b: { c: null } }],
  };
  expect(writeYaml({ spec })).toBe(Yaml.stringify({ spec }));
});

test('an object that is there twice is left to cdk8s, which writes an alias', () => {
  const shared = { a: 1 };
  expect([writeYaml({ x: shared, y: shared }), writeYaml({ x: [shared], y: [shared] }), writeYaml({ x: undefined, y: 1 })])
    .toEqual([undefined, undefined, undefined]);
});
