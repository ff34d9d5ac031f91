import { suggestNearest, suggestRemedy } from '../../src/problems';

test.each<[string, string[], string | undefined]>([
  ['Kustomizaton', ['Kustomization', 'GitRepository'], 'Kustomization'],
  ['kustomization', ['Kustomization'], 'Kustomization'],
  ['taget', ['target', 'tag'], 'target'],
  ['urll', ['url', 'ref'], 'url'],
  ['x', ['url', 'ref'], undefined],
  ['completelyOther', ['url', 'ref'], undefined],
  ['', ['url'], undefined],
  ['a'.repeat(1000), ['a'], undefined],
])('%s among %j suggests %s', (given, candidates, nearest) => {
  expect(suggestNearest(given, candidates)).toBe(nearest);
});

test.each<[unknown, string | undefined]>([
  ['taget', 'did you mean target?'],
  ['somethingElse', undefined],
  [5, undefined],
  [undefined, undefined],
])('for %j the remedy is %s', (given, remedy) => {
  expect(suggestRemedy(given, ['target', 'patch'])).toBe(remedy);
});
