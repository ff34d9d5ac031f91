import { ProblemsError } from '../../src/problems';
import { applyPatches, parsePatch, parseResources } from './engine';

const object = { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'x' }, data: { a: 'b' } };
const all = {};

function codeOf(run: () => unknown): string | undefined {
  try {
    run();
  } catch (error) {
    if (error instanceof ProblemsError) {
      return error.problems[0].code;
    }
    throw error;
  }
  return undefined;
}

describe('the keys of JavaScript\'s objects are plain data', () => {
  afterEach(() => expect(({} as any).polluted).toBeUndefined());

  test('in resources', () => {
    const [read] = parseResources('kind: A\nmetadata: {name: x}\n__proto__: {polluted: true}\nconstructor: {prototype: {polluted: true}}\n');
    expect(Object.keys(read)).toEqual(['kind', 'metadata', '__proto__', 'constructor']);
    expect(Object.getPrototypeOf(read)).toBe(Object.prototype);
  });

  test('in a strategic merge patch', () => {
    const [patched] = applyPatches([object], [{ patch: 'kind: A\nmetadata: {name: x}\n__proto__: {polluted: 1}\ndata: {__proto__: t, constructor: u}\n', target: all }]);
    expect(JSON.stringify(patched.data)).toBe('{"a":"b","__proto__":"t","constructor":"u"}');
    expect(Object.getOwnPropertyDescriptor(patched, '__proto__')?.value).toEqual({ polluted: 1 });
  });

  test('in a JSON 6902 patch', () => {
    const operations = '[{"op":"add","path":"/__proto__","value":{}},{"op":"add","path":"/__proto__/polluted","value":1},{"op":"add","path":"/constructor","value":{"a":1}}]';
    const [patched] = applyPatches([object], [{ patch: operations, target: all }]);
    expect(Object.getOwnPropertyDescriptor(patched, '__proto__')?.value).toEqual({ polluted: 1 });
    expect(patched.constructor).toEqual({ a: 1 });
  });

  test('and nothing that an object inherits can be pointed to', () => {
    expect(codeOf(() => applyPatches([object], [{ patch: '[{"op":"add","path":"/constructor/prototype/polluted","value":1}]', target: all }]))).toBe('PATCH_JSON_PATH');
  });
});

describe('depth and size end in an error', () => {
  const deep = 10_000;
  const nested: any = { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'x' } };
  let inner = nested;
  for (let i = 0; i < deep; i++) {
    inner = inner.a = {};
  }
  const cyclic: any = { ...object };
  cyclic.self = cyclic;
  const bomb = ['kind: A', 'metadata: {name: x}', 'a0: &a0 [x, x, x, x, x, x, x, x, x]',
    ...Array.from({ length: 9 }, (_, i) => `a${i + 1}: &a${i + 1} [${Array(9).fill(`*a${i}`).join(', ')}]`)].join('\n');
  const doubling = JSON.stringify([{ op: 'add', path: '/a', value: ['x'] }, ...Array.from({ length: 60 }, (_, i) => ({ op: 'copy', from: '/a', path: `/a/${i}` }))]);

  const indented = (depth: number) => Array.from({ length: depth }, (_, i) => `${' '.repeat(i)}a:`).join('\n');
  const nest = (depth: number) => JSON.parse('['.repeat(depth) + ']'.repeat(depth)) as unknown;

  test.each<[string, () => unknown, string]>([
    ['indentation', () => parseResources(`kind: A\nmetadata: {name: x}\n${indented(1200)}`), 'PATCH_YAML'],
    ['compact lists in lines that are themselves nested', () => parseResources(
      `kind: A\nmetadata: {name: x}\na:\n${Array.from({ length: 20 }, (_, i) => `${' '.repeat(i * 200)}${'- '.repeat(100)}a:`).join('\n')}`), 'PATCH_YAML'],
    ['values that operations nest into each other', () => applyPatches([object], [{
      patch: JSON.stringify([
        { op: 'add', path: '/a', value: nest(900) }, { op: 'add', path: '/b', value: nest(900) }, { op: 'move', from: '/a', path: `/b${'/0'.repeat(899)}/-` },
      ]),
      target: all,
    }]), 'PATCH_YAML'],
    ['an object with a getter that throws', () => applyPatches([{ ...object, get data() { throw new Error('no'); } }], []), 'PATCH_OBJECT_INVALID'],
    ['brackets', () => parseResources(`kind: A\nmetadata: {name: x}\na: ${'['.repeat(deep)}${']'.repeat(deep)}`), 'PATCH_YAML'],
    ['braces', () => parseResources(`kind: A\nmetadata: {name: x}\na: ${'{a: '.repeat(deep)}${'}'.repeat(deep)}`), 'PATCH_YAML'],
    ['compact lists', () => parseResources(`kind: A\nmetadata: {name: x}\na:\n${'- '.repeat(deep)}x`), 'PATCH_YAML'],
    ['brackets without end', () => parseResources('['.repeat(deep)), 'PATCH_YAML'],
    ['a patch of brackets', () => parsePatch({ patch: `kind: A\nmetadata: {name: x}\na: ${'['.repeat(deep)}${']'.repeat(deep)}` }), 'PATCH_UNPARSABLE'],
    ['a JSON patch of brackets', () => parsePatch({ patch: `[{"op":"add","path":"/a","value":${'['.repeat(deep)}${']'.repeat(deep)}}]` }), 'PATCH_UNPARSABLE'],
    ['a plain object', () => applyPatches([nested], []), 'PATCH_YAML'],
    ['a plain object that holds itself', () => applyPatches([cyclic], []), 'PATCH_YAML'],
    ['an alias bomb', () => parseResources(bomb), 'PATCH_YAML'],
    ['an alias inside its own anchor', () => parseResources('kind: A\nmetadata: {name: x}\na: &a [*a]'), 'PATCH_YAML'],
    ['copies of copies', () => applyPatches([object], [{ patch: doubling, target: all }]), 'PATCH_JSON_ROOT'],
    ['a value that is not an object', () => applyPatches(['x'], []), 'PATCH_OBJECT_INVALID'],
    ['a patch that is not a string', () => applyPatches([object], [{ patch: 5 as any }]), 'PATCH_UNPARSABLE'],
  ])('%s', (_, run, code) => {
    expect(codeOf(run)).toBe(code);
  });
});
