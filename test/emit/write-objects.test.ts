import { App, Chart } from 'cdk8s';
import { array, assert, boolean, constant, constantFrom, dictionary, double, integer, letrec, oneof, property, record, string } from 'fast-check';
import { emitObject, writeObjects } from '../../src/emit';
import type { KubeObject } from '../../src/util';
import { HOSTILE } from './emit-strings';

const text = oneof(constantFrom(...HOSTILE), string({ maxLength: 6 }), constantFrom('name', 'a', 'b', '1', '10', 'constructor', 'spec', 'a: b', 'a\nb\n'));
const { value, members } = letrec((tie) => ({
  value: oneof(
    { withCrossShrink: true, maxDepth: 4 },
    text, integer(), double({ noNaN: true, noDefaultInfinity: true }), boolean(), constant(null), constant(undefined), array(tie('value'), { maxLength: 3 }), tie('members'),
  ),
  members: dictionary(text, tie('value'), { maxKeys: 5, noNullPrototype: true }),
}));
const objects = array(record({
  members: dictionary(constantFrom('spec', 'data', '1', 'status', 'a', 'toString'), value, { maxKeys: 3, noNullPrototype: true }),
  metadata: members,
  labels: oneof(constant(undefined), dictionary(constantFrom('b', 'a', '1', 'on'), text, { maxKeys: 3, noNullPrototype: true })),
}).map((parts): KubeObject => ({
  ...parts.members, kind: 'Kind', apiVersion: 'group/v1', metadata: { ...parts.metadata, name: 'object', namespace: 'system', labels: parts.labels, annotations: undefined, finalizers: [], ownerReferences: undefined },
})), { maxLength: 3 });

function synthesize(written: readonly KubeObject[]): string {
  const app = new App();
  const chart = new Chart(app, 'chart');
  written.forEach((object, index) => emitObject(chart, `object-${index}`, object));
  return app.synthYaml();
}

/** What a step returns, or that it throws: cdk8s cannot write all metadata that there may be. */
function outcome(step: () => string): string | undefined {
  try {
    return step();
  } catch {
    return undefined;
  }
}

test('objects are written as the app of a chart with them is, byte for byte, whatever is in them', () => {
  let compared = 0;
  assert(property(objects, (written) => {
    const expected = outcome(() => synthesize(written));
    compared += expected === undefined ? 0 : 1;
    expect(outcome(() => writeObjects(written))).toBe(expected);
  }), { numRuns: 500 });
  expect(compared).toBeGreaterThan(300);
}, 60_000);

test('members are sorted by name, and what is empty in the metadata is left out', () => {
  expect(writeObjects([{
    spec: { b: {}, a: [] }, metadata: { name: 'web', labels: {}, annotations: { b: '1', a: 'x' } }, kind: 'K', apiVersion: 'v1', data: undefined,
  }])).toBe('apiVersion: v1\nkind: K\nmetadata:\n  annotations:\n    a: x\n    b: "1"\n  name: web\nspec:\n  a: []\n  b: {}\n');
});

test('members stay in their order where cdk8s is told so', () => {
  process.env.CDK8S_DISABLE_SORT = '1';
  try {
    expect(writeObjects([{ apiVersion: 'v1', kind: 'K', metadata: { name: 'n' }, spec: { b: 1, a: 2 } }])).toMatch(/spec:\n {2}b: 1\n {2}a: 2\n$/);
  } finally {
    delete process.env.CDK8S_DISABLE_SORT;
  }
});

test('no object is an empty file', () => {
  expect(writeObjects([])).toBe('');
});
