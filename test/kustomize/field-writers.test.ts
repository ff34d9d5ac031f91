import { applyPatches, parseResources, runPatches } from './engine';

const RESOURCES = parseResources(`
{apiVersion: example.com/v1, kind: Thing, metadata: {name: a}, spec: {list: [{n: 1}, {n: 2}], other: {keep: 1}}}
---
{apiVersion: example.com/v1, kind: Thing, metadata: {name: b}, spec: {}}
`);

function change(...operations: object[]): { readonly patch: string; readonly target: object } {
  return { patch: JSON.stringify(operations), target: { name: 'a' } };
}

function merge(spec: string): { readonly patch: string; readonly target: object } {
  return { patch: `{kind: A, metadata: {name: x}, spec: ${spec}}`, target: { name: 'a' } };
}

describe('JSON patches that follow each other on one object', () => {
  // From the second on, they change one document in place.
  const patches = [
    change({ op: 'add', path: '/spec/first', value: { k: 1 } }),
    change({ op: 'add', path: '/spec/list/-', value: { n: 3 } }),
    change({ op: 'replace', path: '/spec/list/1/n', value: 4 }),
    change({ op: 'remove', path: '/spec/list/0' }),
    change({ op: 'move', from: '/spec/first', path: '/spec/last' }, { op: 'add', path: '/spec/last/k', value: 2 }),
    change({ op: 'copy', from: '/spec/other', path: '/spec/copied' }, { op: 'replace', path: '/spec/copied/keep', value: 2 }),
    change({ op: 'add', path: '/spec/list/0', value: { n: 9 } }),
  ];
  const states = patches.map((_, i) => applyPatches(RESOURCES, patches.slice(0, i + 1))[0].spec);

  test.each<[string, number[]]>([
    ['in their order', [0, 1, 2, 3, 4, 5, 6]],
    ['backwards', [6, 5, 4, 3, 2, 1, 0]],
    ['back and forth', [3, 5, 1, 1, 4, 6, 2, 0]],
  ])('show the object after each of them, read %s', (_, order) => {
    const stages = runPatches(RESOURCES, patches).listStages();
    expect(order.map((place) => stages[place].listObjects()[0].spec)).toEqual(order.map((place) => states[place]));
  });

  test.each<[string, number | undefined]>([
    ['spec.list[0]', 6],
    ['spec.list[1].n', 6],
    ['spec.list', 6],
    ['spec.first', 4],
    ['spec.last.k', 4],
    ['spec.copied.keep', 5],
    ['spec.other.keep', undefined],
    ['spec', 6],
    ['', 6],
    ['status', undefined],
  ])('wrote %j last in patch %s', (path, writer) => {
    expect(runPatches(RESOURCES, patches).findWriter(0, path)).toBe(writer);
    expect(runPatches(RESOURCES, patches).findWriter(1, path)).toBe(undefined);
  });

  test('wrote one entry where they add to the end of a list or replace it', () => {
    const { findWriter } = runPatches(RESOURCES, patches.slice(0, 3));
    expect(['spec.list[0]', 'spec.list[0].n', 'spec.list[1].n', 'spec.list[2]', 'spec.list[2].n', 'spec.list'].map((path) => findWriter(0, path)))
      .toEqual([undefined, undefined, 2, 1, 1, 2]);
  });

  test('wrote a whole list where they remove an entry', () => {
    const { findWriter } = runPatches(RESOURCES, patches.slice(0, 4));
    expect(['spec.list[0].n', 'spec.list', 'spec.first'].map((path) => findWriter(0, path))).toEqual([3, 3, 0]);
  });
});

// The first JSON patch of an object is compared as a merge is.
test.each<[string, { readonly patch: string; readonly target: object }, (number | undefined)[]]>([
  ['changes a field', merge('{other: {keep: 2}}'), [0, 0, undefined, undefined]],
  ['adds a field', merge('{other: {more: 1}}'), [0, undefined, 0, undefined]],
  ['removes a field', merge('{other: {keep: null}}'), [0, 0, undefined, undefined]],
  ['writes what is there', merge('{other: {keep: 1}}'), [undefined, undefined, undefined, undefined]],
  ['replaces a map with a scalar', change({ op: 'replace', path: '/spec/other', value: 's' }), [0, 0, 0, undefined]],
  ['replaces a map with a list', change({ op: 'replace', path: '/spec/other', value: [] }), [0, 0, 0, undefined]],
  ['changes a field below an entry', change({ op: 'replace', path: '/spec/list/0/n', value: 5 }), [undefined, undefined, undefined, 0]],
])('a patch that %s wrote that only', (_, patch, writers) => {
  const { findWriter } = runPatches(RESOURCES, [patch]);
  expect(['spec.other', 'spec.other.keep', 'spec.other.more', 'spec.list[0].n'].map((path) => findWriter(0, path))).toEqual(writers);
});

test.each<[unknown, (number | undefined)[]]>([
  [[{ n: 1 }, { n: 5 }, { n: 3 }], [0, undefined, 0, 0]],
  [[{ n: 1 }], [0, 0, 0, 0]],
  ['s', [0, 0, 0, 0]],
])('a patch that makes a list %j wrote what differs, and all of a list that is shorter', (value, writers) => {
  const { findWriter } = runPatches(RESOURCES, [change({ op: 'replace', path: '/spec/list', value })]);
  expect(['spec.list', 'spec.list[0]', 'spec.list[1].n', 'spec.list[2]'].map((path) => findWriter(0, path))).toEqual(writers);
});
