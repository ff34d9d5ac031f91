import { applyPatches, parseResources } from './engine';

test('empty documents are dropped and lists are opened, behind the other objects', () => {
  expect(parseResources(`
# a comment
---
kind: ThingList
items:
- {kind: Thing, metadata: {name: a}}
--- # another
{kind: Thing, metadata: {name: b}}
---
null
---
{}
---
kind: OtherList
items: null
`).map(({ metadata }) => metadata.name)).toEqual(['b', 'a']);
});

test('a lone List is opened in place', () => {
  expect(parseResources('apiVersion: v1\nkind: List\nitems:\n- {kind: A, metadata: {name: a}}\n- {kind: B, metadata: {name: b}}\n').map(({ kind }) => kind)).toEqual(['A', 'B']);
});

test('anchors and merge keys are expanded, own keys win, and of several sources the first', () => {
  const [read] = parseResources(`
kind: A
metadata: {name: x}
one: &one {a: 1, b: 1}
two: &two {b: 2, c: 2}
both: {<<: [*one, *two], c: 3}
again: *one
`);
  expect(read.both).toEqual({ a: 1, b: 1, c: 3 });
  expect(read.again).toEqual({ a: 1, b: 1 });
});

test('a text block that ends with the file has no line break there', () => {
  expect(parseResources('kind: A\nmetadata: {name: x}\na: |\n  b')[0].a).toBe('b');
  expect(parseResources('kind: A\nmetadata: {name: x}\na: |\n  b\n')[0].a).toBe('b\n');
});

test.each<[string, string, string]>([
  ['a separator with content', 'kind: A\nmetadata: {name: x}\n--- b\n', 'only a comment after a document separator'],
  ['an object without kind', 'metadata: {name: x}', 'must have a kind'],
  ['an object without name', 'kind: A\nmetadata: {}', 'must have a metadata.name'],
  ['a list at the top', '- a', 'must have a kind'],
  ['text', 'hello', 'must have a kind'],
  ['items that are not a list', 'kind: AList\nitems: {a: b}', 'must have a list in the items'],
  ['a tab for an indent', 'kind: A\nmetadata:\n\tname: x', 'must be YAML'],
  ['a control character', 'kind: A\nmetadata: {name: "\u0007"}', 'control characters'],
  ['an unknown alias', 'kind: A\nmetadata: {name: *x}', 'without an anchor'],
  ['a merge key with a scalar', 'kind: A\nmetadata: {name: x}\n<<: 5', 'must have only maps below a merge key'],
])('%s is an error', (_, text, message) => {
  expect(() => parseResources(text)).toThrow(message);
});

test('build annotations and local configuration do not leave the build, and annotations are texts', () => {
  const resources = parseResources(`
{kind: A, metadata: {name: a, annotations: {config.kubernetes.io/index: "1", internal.config.kubernetes.io/path: p, n: 5, t: true, e: }}}
---
{kind: A, metadata: {name: b, annotations: {config.kubernetes.io/local-config: "true"}}}
---
{kind: A, metadata: {name: c, annotations: {config.kubernetes.io/local-config: "false"}, labels: {}}}
---
{kind: A, metadata: {name: d, annotations: {}}}
`);
  expect(applyPatches(resources, []).map(({ metadata }) => metadata)).toEqual([
    { name: 'a', annotations: { n: '5', t: 'true', e: '' } },
    { name: 'c', annotations: { 'config.kubernetes.io/local-config': 'false' }, labels: {} },
    { name: 'd' },
  ]);
});
