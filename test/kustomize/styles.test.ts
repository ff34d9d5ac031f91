import { applyPatches, parseResources } from './engine';

const head = 'apiVersion: example.com/v1\nkind: Thing\nmetadata: {name: x}\n';

function patchSpec(resource: string | object, ...specs: string[]): unknown {
  const given = typeof resource === 'string' ? parseResources(`${head}spec: ${resource}\n`) : [resource];
  return applyPatches(given, specs.map((spec) => ({ patch: `kind: A\nmetadata: {name: x}\nspec: ${spec}\n`, target: {} })))[0].spec;
}

describe('a scalar that is replaced keeps its quotes', () => {
  test.each<[string, string, string, unknown]>([
    ['a number over a quoted text', '{a: "8080"}', '{a: 9090}', '9090'],
    ['a boolean over a quoted text', '{a: \'true\'}', '{a: false}', 'false'],
    ['an octal over a quoted text, as it is written', '{a: "1"}', '{a: 0755}', '0755'],
    ['a date over a quoted text, as it is written', '{a: "1"}', '{a: 2024-1-1}', '2024-1-1'],
    ['a binary over a folded block', '\n  a: >-\n    x', '{a: !!binary aGVsbG8=}', 'hello'],
    ['a number over a block', '\n  a: |-\n    x', '{a: 5}', '5'],
    ['a number over a plain text', '{a: b}', '{a: 5}', 5],
    ['a quoted number over a plain one', '{a: 5}', '{a: "6"}', '6'],
    ['a tagged number over a quoted text', '{a: "5"}', '{a: !!str 6}', '6'],
    ['a number over a word that YAML 1.1 knows', '{a: yes}', '{a: 5}', 5],
  ])('%s', (_, resource, patch, value) => {
    expect(patchSpec(resource, patch)).toEqual({ a: value });
  });

  test('and a merge puts quotes around words that YAML 1.1 knows, which the next patch then finds', () => {
    expect(patchSpec('{a: yes}', '{b: no}', '{a: 5, b: 5}')).toEqual({ a: '5', b: '5' });
  });

  test('from one call to the next', () => {
    const [between] = applyPatches(parseResources(`${head}spec: {a: "x", b: y}\n`), []);
    expect(patchSpec(between, '{a: 1, b: 1}')).toEqual({ a: '1', b: 1 });
  });

  test('but not once the object was changed by hand, which then counts as written anew', () => {
    const [read] = parseResources(`${head}spec: {a: "x"}\n`);
    read.spec.b = 'y';
    expect(patchSpec(read, '{a: 1}')).toEqual({ a: 1, b: 'y' });
  });

  test('and a plain object counts as written by a YAML writer', () => {
    const object = { apiVersion: 'example.com/v1', kind: 'Thing', metadata: { name: 'x' }, spec: { plain: 'x', number: '5', yes: 'yes', colon: 'a: b', duration: '1m0s' } };
    expect(patchSpec(object, '{plain: 1, number: 1, yes: 1, colon: 1, duration: 1}')).toEqual({ plain: 1, number: '1', yes: '1', colon: '1', duration: 1 });
  });

  test('and a JSON 6902 patch writes the whole object anew', () => {
    const [read] = applyPatches(parseResources(`${head}spec: {a: "x", b: "5"}\n`), [
      { patch: '[{"op":"add","path":"/spec/c","value":1000000}]', target: {} },
      { patch: 'kind: A\nmetadata: {name: x, annotations: {n: 1}}\nspec: {a: 1, b: 1}', target: {} },
    ]);
    expect(read.spec).toEqual({ a: 1, b: '1', c: 1000000 });
  });
});

describe('what YAML in brackets makes of a scalar', () => {
  test.each<[string, unknown]>([
    ['{a: 2024-1-1}', '2024-01-01T00:00:00Z'],
    ['{a: 2024-01-01 10:00:00}', '2024-01-01 10:00:00'],
    ['\n  a: 2024-01-01 10:00:00', '2024-01-01T10:00:00Z'],
    ['{a: }', ''],
    ['\n  a:', null],
  ])('%j', (resource, value) => {
    expect(applyPatches(parseResources(`${head}spec: ${resource}\n`), [])[0].spec).toEqual({ a: value });
  });
});

// What the value becomes shows the style: in brackets, a date with a blank stays as it is.
test.each<[string, string, string, unknown]>([
  ['an empty map takes the style of a block', '{}', '\n  a: 2024-01-01 10:00:00', { a: '2024-01-01T10:00:00Z' }],
  ['an empty map takes the style of brackets', '{}', '{a: 2024-01-01 10:00:00}', { a: '2024-01-01 10:00:00' }],
  ['a map with a field keeps its own', '{b: 1}', '\n  a: 2024-01-01 10:00:00', { a: '2024-01-01 10:00:00', b: 1 }],
  ['an empty list takes the style of a block', '[]', '\n  - 2024-01-01 10:00:00', ['2024-01-01T10:00:00Z']],
  ['an empty list takes the style of brackets', '[]', '[2024-01-01 10:00:00]', ['2024-01-01 10:00:00']],
  ['a list with an element keeps its own', '[1]', '\n  - 2024-01-01 10:00:00', ['2024-01-01 10:00:00']],
])('%s', (_, resource, patch, value) => {
  expect(patchSpec(resource, patch)).toEqual(value);
});

test.each<[string, string]>([
  ['a key that is a number', '{1: a}'],
  ['a key that is a boolean', '{true: a}'],
  ['a key that is a date', '{2024-01-01: a}'],
  ['a key that is a list', '{[a]: b}'],
  ['a key twice', '{a: 1, a: 2}'],
  ['infinity', '{a: .inf}'],
  ['not a number', '{a: .nan}'],
  ['a tag that does not fit', '{a: !!int x}'],
])('%s cannot be written, but a patch can take it out in time', (_, resource) => {
  expect(() => applyPatches(parseResources(`${head}spec: ${resource}\n`), [])).toThrow('PATCH_ENCODE');
  expect(patchSpec(resource, '{$patch: delete}')).toBeUndefined();
});

test('a new key keeps the quotes that the patch has', () => {
  expect(patchSpec('{b: c}', '{"1": a, "true": a}')).toEqual({ 1: 'a', b: 'c', true: 'a' });
  expect(() => patchSpec('{b: c}', '{1: a}')).toThrow('PATCH_ENCODE');
});
