import { formatFieldPath, ProblemSink } from '../../src/problems';

test('a sink reports at its field, and all sinks made from one share the list', () => {
  const sink = new ProblemSink();
  const patch = sink.at('patches', 2);
  patch.report({ code: 'PATCH_EMPTY', rule: 'must not be empty' });
  patch.at('target').at('kind').report({ code: 'INPUT_TYPE', rule: 'must be a string', received: 5 });
  sink.report({ code: 'INPUT_TYPE', rule: 'must be an object' });
  expect(sink.problems).toEqual([
    { code: 'PATCH_EMPTY', path: 'patches[2]', rule: 'must not be empty' },
    { code: 'INPUT_TYPE', path: 'patches[2].target.kind', rule: 'must be a string', received: 5 },
    { code: 'INPUT_TYPE', path: '', rule: 'must be an object' },
  ]);
});

test('problems that have their path keep it', () => {
  const sink = new ProblemSink(['spec']);
  sink.at('sync').add([{ code: 'INPUT_REQUIRED', path: 'elsewhere', rule: 'is required' }]);
  expect(sink.problems).toEqual([{ code: 'INPUT_REQUIRED', path: 'elsewhere', rule: 'is required' }]);
});

test('report returns undefined, so that a reader can end with it', () => {
  expect(new ProblemSink().report({ code: 'INPUT_YAML', rule: 'must be YAML' })).toBeUndefined();
});

test.each<[readonly (string | number)[], string]>([
  [[], ''],
  [['spec', 'include', 0, 'repository', 'name'], 'spec.include[0].repository.name'],
  [[3], '[3]'],
  [['spec.sync', 'ref'], 'spec.sync.ref'],
])('the steps %j are written as %j', (steps, path) => {
  expect(formatFieldPath(steps)).toBe(path);
});
