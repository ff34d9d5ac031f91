import { applyPatches, listStages, parsePatch, runPatches } from './engine';

const configMap = { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'x' }, data: { a: 'b' } };
const pod = { apiVersion: 'v1', kind: 'Pod', metadata: { name: 'x' }, spec: { containers: [{ name: 'c', env: [{ name: 'a', value: 'b' }] }] } };

/** The least processor time of a few runs, in milliseconds. Unlike wall time it does not depend on what else the machine does. */
function measure(run: () => unknown): number {
  return Math.min(...Array.from({ length: 3 }, () => {
    const start = process.cpuUsage();
    run();
    const { user, system } = process.cpuUsage(start);
    return (user + system) / 1000;
  }));
}

function repeat(count: number, write: (i: number) => string): string {
  return Array.from({ length: count }, (_, i) => write(i)).join('');
}

const SMALL = 1_000;
const FACTOR = 16;

/** Sixteen times the work may take 96 times the processor time, six times what linear work would, but not the 256 of quadratic work. */
test.each<[string, (size: number) => unknown]>([
  ['the keys of a patch', (size) => applyPatches([configMap], [{ patch: `kind: A\nmetadata: {name: x}\ndata:\n${repeat(size, (i) => `  k${i}: v\n`)}`, target: {} }])],
  ['the elements of a keyed list', (size) => applyPatches([pod], [{
    patch: `kind: A\nmetadata: {name: x}\nspec:\n  containers:\n  - name: c\n    env:\n${repeat(size, (i) => `    - {name: e${i}, value: v}\n`)}`, target: {},
  }])],
  ['the finalizers', (size) => applyPatches([pod], [{ patch: `kind: A\nmetadata:\n  name: x\n  finalizers:\n${repeat(size, (i) => `  - f/${i}\n`)}`, target: {} }])],
  ['the operations of a patch', (size) => applyPatches([configMap], [{
    patch: JSON.stringify(Array.from({ length: size }, (_, i) => ({ op: 'add', path: `/data/k${i}`, value: 'v' }))), target: {},
  }])],
  ['the patches', (size) => {
    const patch = parsePatch({ patch: '[{"op":"replace","path":"/data/a","value":"c"}]', target: { kind: 'Nothing' } });
    return applyPatches([configMap], Array.from({ length: size }, () => patch));
  }],
  ['the patches that apply', (size) => applyPatches([configMap], Array.from({ length: size / 10 }, (_, i) => (
    { patch: `kind: A\nmetadata: {name: x}\ndata: {a: "${i}"}`, target: { name: 'x' } }
  )))],
  ['the JSON patches that apply', (size) => applyPatches([configMap], Array.from({ length: size / 10 }, (_, i) => (
    { patch: `[{"op":"replace","path":"/data/a","value":"${i}"}]`, target: { name: 'x' } }
  )))],
  ['the stages of patches that apply', (size) => listStages(runPatches([configMap, pod], Array.from({ length: size / 10 }, (_, i) => (
    { patch: `kind: A\nmetadata: {name: x}\ndata: {a: "${i}"}`, target: { kind: 'ConfigMap' } }
  )))).map((objects) => objects.length)],
  ['the resources', (size) => applyPatches(Array.from({ length: size / 2 }, (_, i) => ({ ...configMap, metadata: { name: `x${i}` } })), [
    { patch: '[{"op":"replace","path":"/data/a","value":"c"}]', target: { kind: 'ConfigMap' } },
    { patch: 'kind: A\nmetadata: {name: x}\ndata: {z: z}', target: { kind: 'ConfigMap' } },
  ])],
  ['a run of blanks in a patch', (size) => applyPatches([configMap], [
    { patch: `[{"op":"add","path":"/data/b","value":"a${' '.repeat(size * 100)}b"}]`, target: {} },
    { patch: `${'\n'.repeat(size * 2)}kind: A\nmetadata: {name: x}\ndata: {c: d}${'\n'.repeat(size * 2)}`, target: {} },
  ])],
  ['the conditions of a selector', (size) => applyPatches([configMap], [
    { patch: '[{"op":"add","path":"/data/b","value":"c"}]', target: { labelSelector: `${'!a,'.repeat(size * 4)}!a`, annotationSelector: `a notin (${'b,'.repeat(size * 4)}b)` } },
  ])],
  ['a text', (size) => applyPatches([configMap], [{ patch: `kind: A\nmetadata: {name: x}\ndata:\n  a: |\n${repeat(size * 10, () => '    some line\n')}`, target: {} }])],
])('time grows with %s, not with their square', (_, run) => {
  run(SMALL / 10);
  const ratio = measure(() => run(SMALL * FACTOR)) / Math.max(measure(() => run(SMALL)), 1);
  expect(ratio).toBeLessThan(FACTOR * 6);
});

test('a JSON patch with a string of twenty megabytes is one among others', () => {
  const value = `${'x'.repeat(10_000_000)}\\n${'y'.repeat(10_000_000)}`;
  const [patched] = applyPatches([configMap], [{ patch: `[{"op":"add","path":"/data/b","value":"${value}"}]`, target: {} }]);
  expect(patched.data.b).toHaveLength(20_000_001);
});

test('a patch behind a million empty lines is one among others', () => {
  const patch = `${'\n'.repeat(1_000_000)}kind: A\nmetadata: {name: x}\ndata: {c: d}\n${' \n'.repeat(300_000)}`;
  expect(applyPatches([configMap], [{ patch, target: {} }])[0].data).toEqual({ a: 'b', c: 'd' });
});

test('a patch of ten megabytes is one among others', () => {
  const text = 'x'.repeat(10_000_000);
  const [patched] = applyPatches([configMap], [{ patch: `kind: A\nmetadata: {name: x}\ndata: {a: ${text}}`, target: {} }]);
  expect(patched.data.a).toHaveLength(10_000_000);
});
