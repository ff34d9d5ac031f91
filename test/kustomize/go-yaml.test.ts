import { ProblemsError } from '../../src/problems';
import { applyPatches, parseResources } from './engine';

const HEAD = 'apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: x\n';

/** The data of a ConfigMap, or 'refused'. */
function read(data: string): unknown {
  try {
    return applyPatches(parseResources(HEAD + data), [])[0].data;
  } catch (error) {
    if (error instanceof ProblemsError) {
      return 'refused';
    }
    throw error;
  }
}

describe('the indentation inside brackets and quotes does not matter', () => {
  test.each<[string, unknown]>([
    ['data: {\na: b\n}\n', { a: 'b' }],
    ['data: {a: b,\n\tc: d}\n', { a: 'b', c: 'd' }],
    ['data:\n  a: [\nb,\n c\n]\n  d: e\n', { a: ['b', 'c'], d: 'e' }],
    ['data:\n  a: [{b: c,\nd: [\n]\n}]\n  e: f\n', { a: [{ b: 'c', d: [] }], e: 'f' }],
    ['data:\n  a: "b\n  c"\n  d: e\n', { a: 'b c', d: 'e' }],
    ['data:\n  a: \'b\nc\'\n  d: e\n', { a: 'b c', d: 'e' }],
    ['data:\n  a: "b \\\nc"\n  d:\n    - "e\n\nf"\n    - g\n', { a: 'b c', d: ['e\nf', 'g'] }],
    ['data:\n  a: !!str "b\nc"\n  d: |\n    e\n', { a: 'b c', d: 'e\n' }],
    ['data: [a,\n---\n]\n', 'refused'],
    ['data:\n  a: "b\n---\nc"\n', 'refused'],
  ])('%j', (data, expected) => {
    expect(read(data)).toEqual(expected);
  });
});

describe('a tab may separate, and may not indent', () => {
  test.each<[string, unknown]>([
    ['data:\n  a: "b"\n\t\n  c: d\n', 'refused'],
    ['data:\n  a: "b"\n  \t\n  c: d\n', 'refused'],
    ['data:\n  a: b\n\t\n  c: d\n', 'refused'],
    ['data:\n  a: b\n   \t\n  c: d\n', { a: 'b', c: 'd' }],
    ['data:\n  a: "b"\n\t# c\n', 'refused'],
    ['data:\n  a:\n    -\tb\n', 'refused'],
    ['data:\n  a: b\n\tc\n', 'refused'],
    ['data:\n  a: b\n    \tc\n', { a: 'b c' }],
    ['data:\n  a: "b\n\tc"\n', { a: 'b c' }],
    ['data:\n  a:\tb\t# c\n  d: "e"\t\n', { a: 'b', d: 'e' }],
    ['data:\n  a: |\n    b\n    \tc\n', { a: 'b\n\tc\n' }],
    ['data:\n  a: |\n    b\n\t\n    c\n', 'refused'],
    ['data:\n  a: |\n    \tb\n', 'refused'],
    ['data:\n  a: [b,\n\t\n\tc]\n', { a: ['b', 'c'] }],
    ['data:\n  a: [b\n\t, c]\n', 'refused'],
  ])('%j', (data, expected) => {
    expect(read(data)).toEqual(expected);
  });
});

describe('characters that go-yaml treats in its own way', () => {
  test.each<[string, unknown]>([
    ['data: {a: http://x.y/z?q=1}\n', 'refused'],
    ['data: [a?]\n', 'refused'],
    ['data: {a: "b?"}\n', { a: 'b?' }],
    ['data:\n  : b\n', 'refused'],
    ['data:\n  - :\n', 'refused'],
    ['data:\n  -: b\n  :c: d\n', { '-': 'b', ':c': 'd' }],
    ['data:\n  ? a\n  : b\n', { a: 'b' }],
    ['data:\n  a: b?c\n', { a: 'b?c' }],
    ['data:\n  a: {? b : c}\n', { a: { b: 'c' } }],
    ['data:\n  a: b\r  c: d\r', { a: 'b', c: 'd' }],
    ['data:\n  a: b # c\r\n  d: e\n', { a: 'b', d: 'e' }],
    ['data:\n  a: b\u2028c\n', 'refused'],
    ['data:\n  a: "b\\u2028c"\n', { a: 'b\u2028c' }],
  ])('%j', (data, expected) => {
    expect(read(data)).toEqual(expected);
  });
});

describe('`!!binary`', () => {
  const patch = (op: string) => [{ patch: `- {op: ${op}, path: /data/a, value: b}\n`, target: {} }];

  test('is decoded in a JSON 6902 patch, and refused where it is not base64', () => {
    expect(applyPatches(parseResources(HEAD), [{ patch: '- {op: add, path: /data, value: {a: !!binary aGk=}}\n', target: {} }])[0].data).toEqual({ a: 'hi' });
    expect(() => applyPatches(parseResources(`${HEAD}data: {}\n`), patch('!!binary add'))).toThrow('not base64');
  });

  test('that is not base64 is no problem where a patch replaces it', () => {
    const resources = parseResources(`${HEAD}data:\n  a: !!binary x\n`);
    expect(() => applyPatches(resources, [])).toThrow('not base64');
    expect(applyPatches(resources, [{ patch: `${HEAD}data:\n  a: null\n  b: c\n` }])[0].data).toEqual({ b: 'c' });
  });

  test('is decoded over a folded block, too', () => {
    const resources = parseResources(`${HEAD}data:\n  a: >\n    b\n    c\n`);
    expect(applyPatches(resources, [{ patch: `${HEAD}data:\n  a: !!binary aGVsbG8=\n` }])[0].data).toEqual({ a: 'hello' });
  });
});

describe('a block scalar may have nothing but empty lines', () => {
  test.each<[string, unknown]>([
    ['data:\n  a: >-\n\n  c: d\n', { a: '', c: 'd' }],
    ['data:\n  a: |\n\n  c: d\n', { a: '', c: 'd' }],
    ['data:\n  a: |+\n\n  c: d\n', { a: '\n', c: 'd' }],
    ['data:\n  a: |\n  c: d\n', { a: '', c: 'd' }],
  ])('%j', (data, expected) => {
    expect(read(data)).toEqual(expected);
  });
});
