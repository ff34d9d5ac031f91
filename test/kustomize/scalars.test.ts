import { formatGoFloat, needsQuotes, refold } from '../../src/kustomize/yaml/plain-values';
import { readYaml11 } from '../../src/kustomize/yaml/read-yaml11';
import { resolveScalar, resolveYaml11Scalar } from '../../src/kustomize/yaml/scalars';

describe('a plain scalar reads as Go\'s YAML reader reads it', () => {
  test.each<[string, string, unknown]>([
    ['', '!!null', null],
    ['~', '!!null', null],
    ['NULL', '!!null', null],
    ['nULL', '!!str', 'nULL'],
    ['True', '!!bool', true],
    ['tRue', '!!str', 'tRue'],
    ['yes', '!!str', 'yes'],
    ['on', '!!str', 'on'],
    ['0755', '!!int', 493n],
    ['08', '!!float', 8],
    ['0o17', '!!int', 15n],
    ['-0o17', '!!int', -15n],
    ['0x1F', '!!int', 31n],
    ['0b11', '!!int', 3n],
    ['1_000', '!!int', 1000n],
    ['_1', '!!str', '_1'],
    ['+1', '!!int', 1n],
    ['-0', '!!int', 0n],
    ['18446744073709551615', '!!int', 18446744073709551615n],
    ['18446744073709551616', '!!float', 18446744073709552000],
    ['+9223372036854775808', '!!float', 9223372036854775808],
    ['-9223372036854775809', '!!float', -9223372036854775809],
    ['1e3', '!!float', 1000],
    ['1e400', '!!str', '1e400'],
    ['.5', '!!float', 0.5],
    ['.7_5', '!!float', 0.75],
    ['.7_', '!!str', '.7_'],
    ['5.', '!!float', 5],
    ['.inf', '!!float', Infinity],
    ['3.14abc', '!!str', '3.14abc'],
    ['12:30:45', '!!str', '12:30:45'],
    ['2024-1-1', '!!timestamp', '2024-01-01T00:00:00Z'],
    ['2024-02-30', '!!str', '2024-02-30'],
    ['2024-02-29', '!!timestamp', '2024-02-29T00:00:00Z'],
    ['2024-01-01T10:00:00', '!!str', '2024-01-01T10:00:00'],
    ['2024-01-01 10:00:00', '!!timestamp', '2024-01-01T10:00:00Z'],
    ['2024-01-01 10:00:00Z', '!!str', '2024-01-01 10:00:00Z'],
    ['2024-01-01t1:2:3.50+02:00', '!!timestamp', '2024-01-01T01:02:03.5+02:00'],
  ])('%s is %s', (text, tag, value) => {
    expect(resolveScalar('', text)).toEqual({ tag, value });
  });

  test.each<[string, string, unknown]>([
    ['!!str', '5', '5'],
    ['!!float', '5', 5],
    ['!!int', '0x10', 16n],
    ['!foo', 'bar', 'bar'],
  ])('the tag %s decides about %s', (tag, text, value) => {
    expect(resolveScalar(tag, text).value).toEqual(value);
  });

  test('a tag that the text does not fit is an error', () => {
    expect(() => resolveScalar('!!bool', 'yes')).toThrow('cannot read a value that is tagged !!bool');
  });
});

test.each<[string, unknown]>([['yes', true], ['No', false], ['ON', true], ['y', true], ['nO', 'nO'], ['0o17', 15n]])('in a JSON 6902 patch %s is %s', (text, value) => {
  expect(resolveYaml11Scalar('', text).value).toEqual(value);
});

// Each of these was built with kustomize.
test.each<[string, string]>([
  ['1.5', '1.5'], ['0.1', '0.1'], ['1e3', '1000'], ['1e6', '1e+06'], ['1000000', '1000000'], ['1e-5', '1e-05'], ['1e30', '1e+30'], ['-0.0', '-0'], ['1_000.5', '1000.5'],
  ['123456.7', '123456.7'], ['1.23456789012', '1.2345679'], ['16777217.0', '1.6777216e+07'], ['9999999.5', '1e+07'], ['0.30000000000000004', '0.3'],
  ['3.4028236e39', '.inf'], ['.inf', '.inf'], ['-.Inf', '-.inf'], ['.nan', '.nan'], ['9223372036854775807', '9223372036854775807'],
])('in a JSON 6902 patch the key %s is %s', (text, key) => {
  expect(readYaml11(`{${text}: x}`)).toEqual({ [key]: 'x' });
});

describe('a text gets quotes where YAML writers put them', () => {
  test.each(['', '5', 'true', 'yes', 'null', '2024-01-01', '1:20', 'a: b', 'a:', ': b', '- a', '-', '#a', 'a #b', '@a', '%a', '[a', '{a', '*a', '&a', '!a', '|a', '"a', '\'a',
    ' a', 'a ', 'a\nb', 'a\tb', '--- a', '\u0000', '\u2028', '\ufeff', '\u{1f600}'])('%j', (text) => {
    expect(needsQuotes(text)).toBe(true);
  });

  test.each(['a', 'a:b', '-a', 'a#b', 'é', 'a b', '1m0s', 'https://example.com/x', 'a\'b', '12:60:00', 'a-', '?a'])('but not %j', (text) => {
    expect(needsQuotes(text)).toBe(false);
  });
});

test.each<[number, string]>([[0, '0'], [-0, '-0'], [1, '1'], [1.5, '1.5'], [999999, '999999'], [1000000, '1e+06'], [12345678, '1.2345678e+07'], [0.0001, '0.0001'],
  [0.00001, '1e-05'], [1e21, '1e+21']])('%d is written %s', (value, text) => {
  expect(formatGoFloat(value)).toBe(text);
});

describe('a folded text comes back from upstream\'s writer', () => {
  test.each<[string, string, string]>([
    ['as it was where no line is indented', 'a\nb\n\nc\n', 'a\nb\n\nc\n'],
    ['with one more break before an indented line', 'a\n  b\nc\n', 'a\n\n  b\nc\n'],
    ['with one more break where breaks at the end are kept', 'a\n\n', 'a\n\n\n'],
    ['folded once more where it starts with a blank', ' x\na\nb', ' x\na b'],
    ['as it was where it cannot be a block', 'a \n  b\n', 'a \n  b\n'],
  ])('%s', (_, text, written) => {
    expect(refold(text)).toBe(written);
  });
});
