import { traceProblems } from '../../src/operator/trace-problems';
import type { ObjectProblem, Stage } from '../../src/operator/trace-problems';
import type { KubeObject } from '../../src/util';

/** An object whose bad fields are listed in it. */
function makeObject(bad: readonly number[]): KubeObject {
  return { apiVersion: 'v1', kind: 'Thing', metadata: { name: 'x' }, spec: { bad } };
}

function findProblems(objects: readonly KubeObject[]): ObjectProblem[] {
  return objects.flatMap(({ kind, spec }) => (spec as { bad: readonly number[] }).bad.map((field) => (
    { kind, problem: { code: 'SCHEMA_TYPE', path: `spec.f${field}`, rule: 'is bad' } })));
}

function makeStages(states: readonly (readonly number[])[]): Stage[] {
  return states.map((bad, index) => ({ listObjects: () => [makeObject(bad)], nameField: () => `patches[${index}]`, isPatch: true }));
}

function trace(states: readonly (readonly number[])[]) {
  let checks = 0;
  const stages = makeStages(states);
  const traced = traceProblems(findProblems(stages.at(-1)!.listObjects()), () => stages, (objects) => {
    checks++;
    return findProblems(objects);
  });
  return { checks, paths: traced.map(({ problem }) => problem.path) };
}

test.each<[string, number[][], string[]]>([
  ['what was wrong from the start', [[1], [1], [1]], ['patches[0] (Thing spec.f1)']],
  ['what one of many patches did', [[], [], [], [1], [1], [1], [1]], ['patches[3] (Thing spec.f1)']],
  ['what the last did', [[], [], [1]], ['patches[2] (Thing spec.f1)']],
  ['what each did', [[], [1], [1, 2], [1, 2, 3]], ['patches[1] (Thing spec.f1)', 'patches[2] (Thing spec.f2)', 'patches[3] (Thing spec.f3)']],
  ['what one did, and another repaired for a while', [[], [1], [], [], [1], [1]], ['patches[4] (Thing spec.f1)']],
])('a problem names the stage behind it: %s', (_, states, paths) => {
  expect(trace(states).paths).toEqual(paths);
});

/** `count` stages, of which the one in the middle spoils the object. */
const spoilOnce = (count: number) => trace(Array.from({ length: count }, (_, index) => (index < count / 2 ? [] : [1]))).checks;
/** `count` stages, each of which spoils one more field. */
const spoilEach = (count: number) => trace(Array.from({ length: count }, (_, index) => Array.from({ length: index }, (__, field) => field))).checks;

test('one problem among many patches needs a few checks, not one for each patch', () => {
  expect(spoilOnce(100)).toBeLessThan(12);
  expect(spoilOnce(3000)).toBeLessThan(18);
});

test('with a problem in each patch, each stage is checked once', () => {
  expect(spoilEach(100)).toBeLessThanOrEqual(100);
  expect(spoilEach(1000)).toBeLessThanOrEqual(1000);
});

test('nothing is checked, and no stage written, where there is no problem', () => {
  expect(trace([[], [], []])).toEqual({ checks: 0, paths: [] });
});
