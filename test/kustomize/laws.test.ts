import fc from 'fast-check';
import type { Patch } from '../../src/kustomize';
import { ProblemsError } from '../../src/problems';
import { share } from '../../src/util';
import { applyPatches, listStages, parseResources, runPatches } from './engine';

const key = fc.oneof(fc.constantFrom('a', 'b', 'name', '__proto__', 'constructor', 'toString', '$patch', '0'), fc.string({ maxLength: 6 })).filter((text) => text !== '');
const scalar = fc.oneof(fc.string({ maxLength: 12 }), fc.integer(), fc.boolean(), fc.constantFrom('yes', '5', 'null', '2024-01-01', '', 1.5, 1000000));
const { value } = fc.letrec<{ value: unknown }>((tie) => ({
  value: fc.oneof({ depthSize: 'small' }, scalar, fc.array(tie('value'), { maxLength: 4 }), fc.dictionary(key, tie('value'), { maxKeys: 4 })),
}));
const resource = fc.record({
  apiVersion: fc.constantFrom('example.com/v1', 'v1'),
  kind: fc.constantFrom('ConfigMap', 'Thing'),
  metadata: fc.record({ name: fc.constantFrom('a', 'b', 'c') }),
  spec: value,
});
const resources = fc.uniqueArray(resource, { maxLength: 3, selector: ({ apiVersion, kind, metadata }) => `${apiVersion} ${kind} ${metadata.name}` });

const pointer = fc.array(fc.constantFrom('spec', 'metadata', 'name', 'labels', 'a', 'b', '0', '-', '-1', '__proto__'), { maxLength: 4 }).map((parts) => ['', ...parts].join('/'));
const operation = fc.record({ op: fc.constantFrom('add', 'remove', 'replace', 'move', 'copy', 'test'), path: pointer, from: pointer, value });
const jsonPatch = fc.array(operation, { minLength: 1, maxLength: 3 }).map((operations) => ({ patch: JSON.stringify(operations), target: { kind: '.*' } }));
const mergePatch = fc.dictionary(key, value, { maxKeys: 3 })
  .map((fields) => ({ patch: JSON.stringify({ ...fields, kind: 'Any', metadata: { name: 'any' } }), target: { name: '[ab]' } }));
const patches = fc.array(fc.oneof(jsonPatch, mergePatch), { maxLength: 4 });

/** The result, or the codes of the problems. */
function attempt(given: readonly unknown[], list: readonly Patch[]): unknown {
  try {
    return applyPatches(given, list);
  } catch (error) {
    if (error instanceof ProblemsError) {
      return error;
    }
    throw error;
  }
}

function freeze<T>(given: T): T {
  if (typeof given === 'object' && given !== null) {
    Object.values(given).forEach(freeze);
    Object.freeze(given);
  }
  return given;
}

test('a patch that says nothing gives the resources back', () => {
  fc.assert(fc.property(resources, fc.constantFrom('{}', 'null', '# nothing', '---', '[]'), (given, patch) => {
    expect(attempt(given, [{ patch }])).toEqual(attempt(given, []));
  }));
});

test('patches change nothing that they are given, and neither does a patch that fails', () => {
  fc.assert(fc.property(resources, patches, (given, list) => {
    const before = structuredClone(given);
    attempt(freeze(given), freeze(list));
    expect(given).toEqual(before);
  }));
});

test('shared objects come out as others do, however often', () => {
  fc.assert(fc.property(resources, patches, (given, list) => {
    const expected = attempt(structuredClone(given), list);
    const shared = share(structuredClone(given));
    for (const outcome of [attempt(shared, list), attempt(shared, list)]) {
      expect(outcome).toEqual(expected);
      expect(JSON.stringify(outcome)).toBe(JSON.stringify(expected));
    }
  }));
});

test('a test that holds gives the object back', () => {
  fc.assert(fc.property(resource.filter(({ spec }) => !hasNumberOrNull(spec)), (given) => {
    const written = JSON.stringify(given.spec).replace(/[<>&\u2028\u2029]/g, (found) => `\\u${found.charCodeAt(0).toString(16).padStart(4, '0')}`);
    const patch = { patch: `[{"op":"test","path":"/spec","value":${written}}]`, target: {} };
    expect(attempt([given], [patch])).toEqual(attempt([given], []));
  }));
});

test('patches in two calls are patches in one', () => {
  fc.assert(fc.property(resources, patches, patches, (given, first, second) => {
    const between = attempt(given, first);
    fc.pre(Array.isArray(between));
    const inTwo = attempt(between as unknown[], second);
    const inOne = attempt(given, [...first, ...second]);
    expect(Array.isArray(inTwo) ? inTwo : 'fails').toEqual(Array.isArray(inOne) ? inOne : 'fails');
  }));
});

test('the stages of a run are what its first patches alone would give', () => {
  let compared = 0;
  fc.assert(fc.property(resources, patches, (given, list) => {
    const all = attempt(given, list);
    fc.pre(Array.isArray(all));
    const stages = listStages(runPatches(given, list));
    expect(stages).toHaveLength(list.length);
    stages.forEach((stage, i) => {
      const prefix = attempt(given, list.slice(0, i + 1));
      if (Array.isArray(prefix)) {
        expect(stage).toEqual(prefix);
        compared++;
      }
    });
  }));
  expect(compared).toBeGreaterThan(10);
});

test('what is written as JSON and read again stays what it is', () => {
  fc.assert(fc.property(resources.filter(({ length }) => length > 0), (given) => {
    const once = attempt(given, []);
    fc.pre(Array.isArray(once));
    const again = parseResources((once as unknown[]).map((object) => escapeControls(JSON.stringify(object))).join('\n---\n'));
    expect(again).toEqual(once);
  }));
});

test('no text that is no patch throws anything but our error', () => {
  const indicator = fc.constantFrom('- op: add\n', '  path: /a\n', 'kind: A\n', 'metadata:\n', '  name: x\n', '---\n', '{', '}', '[', ']', ': ', '&a ', '*a', '<<: ', '!!x ', '|\n',
    '>-\n', '"', '\'', '#', '\t', '\n', '%YAML 1.2\n', '? ', '- ', '@', '`', '\u0000', '\ud800', '$patch: delete\n', '__proto__: 1\n');
  const garbage = fc.oneof(fc.string({ unit: 'binary', maxLength: 40 }), fc.array(fc.oneof(indicator, fc.string({ maxLength: 5 })), { maxLength: 12 }).map((parts) => parts.join('')));
  const target = { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'x' } };
  fc.assert(fc.property(garbage, fc.constantFrom(undefined, {}, { name: 'x' }), (patch, selector) => {
    attempt([target], [{ patch, target: selector }]);
  }), { numRuns: 2000 });
});

function hasNumberOrNull(given: unknown): boolean {
  return given === null || typeof given === 'number' || (typeof given === 'object' && Object.values(given).some(hasNumberOrNull));
}

/** JSON may hold control characters that YAML must not. */
function escapeControls(json: string): string {
  return json.replace(/[\u007f-\u009f\ufffe\uffff\ufeff]/g, (found) => `\\u${found.charCodeAt(0).toString(16).padStart(4, '0')}`);
}
