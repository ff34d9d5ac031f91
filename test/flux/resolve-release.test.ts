import { FLUX_RELEASES, isAtLeast, resolveRelease } from '../../src/flux';

// A list that does not grow with Flux: what a range resolves to would change with each release.
jest.mock('../../src/flux/releases', () => ({ FLUX_RELEASES: jest.requireActual<string[]>('../golden/releases.json') }));

test.each<[string, string]>([
  ['2.x', 'v2.9.4'],
  ['2', 'v2.9.4'],
  ['*', 'v2.9.4'],
  ['x', 'v2.9.4'],
  ['X', 'v2.9.4'],
  ['2.x.x', 'v2.9.4'],
  ['v2.2.3', 'v2.2.3'],
  ['2.4.0', 'v2.4.0'],
  ['2.8', 'v2.8.8'],
  ['v2.8.x', 'v2.8.8'],
  ['=2.7', 'v2.7.5'],
  ['= 2.6.3', 'v2.6.3'],
  ['!=2.9.4', 'v2.9.3'],
  ['!=2.9.x', 'v2.8.8'],
  ['!=2.9', 'v2.8.8'],
  ['>2.8', 'v2.9.4'],
  ['>2.8.2 <2.8.6', 'v2.8.5'],
  ['>=2.6', 'v2.9.4'],
  ['=>2.6', 'v2.9.4'],
  ['<2.3', 'v2.2.3'],
  ['<2.6.0', 'v2.5.1'],
  ['<=2.6', 'v2.6.4'],
  ['=<2.6.1', 'v2.6.1'],
  ['<=2', 'v2.9.4'],
  ['>= 2.4.0, < 2.7.0', 'v2.6.4'],
  ['>=2.4.0 <2.6.0', 'v2.5.1'],
  ['>=2.4.0 , <2.6.0', 'v2.5.1'],
  ['2.5.x || 2.7.x', 'v2.7.5'],
  ['2.3 - 2.5', 'v2.5.1'],
  ['2.7.1 - 2.7.4', 'v2.7.4'],
  ['~2', 'v2.9.4'],
  ['~2.7', 'v2.7.5'],
  ['~2.7.2', 'v2.7.5'],
  ['~>2.6.0', 'v2.6.4'],
  ['~*', 'v2.9.4'],
  ['^2', 'v2.9.4'],
  ['^2.4.0', 'v2.9.4'],
  ['>=2.8.0-0', 'v2.9.4'],
  ['2.9.4+build.5', 'v2.9.4'],
  ['!=2.9.4, !=2.9.3', 'v2.9.2'],
  ['  2.8.x  ', 'v2.8.8'],
])('%j resolves to %s', (range, release) => {
  expect(resolveRelease(range)).toEqual({ isRange: true, release });
});

test.each<[string, string]>([
  ['2.9.5', 'v2.9.5'],
  ['v2.9.9', 'v2.9.9'],
  ['2.8.9', 'v2.8.9'],
  ['2.2.10', 'v2.2.10'],
])('%j, a patch release newer than the known ones, is taken as it is', (version, release) => {
  expect(resolveRelease(version)).toEqual({ isRange: true, release, isNewer: true });
});

test.each(['1.x', '2.1.0', 'v2.2.0', '2.8.4', '2.2.1', '2.99.0', '3.x', '>2.9', '>2.9.4', '=2.9.9', '2.9.9 ', '2.9.09', '2.9.9-rc.1', '2.9.9+build', '~2.9.9', '<2.2.3', '2.9.4-rc.1', '>1 <0', '^*', '<*'])(
  '%j is a range that no known release matches', (range) => {
    expect(resolveRelease(range)).toEqual({ isRange: true });
  });

test.each(['latest', '==2.9.4', '', ' ', '2.9.4.1', '2.x,', ',2.x', '2.x ||', '>=2.4.0<2.6.0', 'v', '2..9', '2.9.', '>>2', '2.xx', '2.9.4-', 'a.b.c', '>= ', '2.9.4-01',
  '99999999999999999999.1.1', '9'.repeat(1_000_000)])('%j is not a range', (range) => {
  expect(resolveRelease(range)).toEqual({ isRange: false });
});

test('every release of the list resolves to itself', () => {
  for (const release of FLUX_RELEASES) {
    expect(resolveRelease(release).release).toBe(`v${release}`);
  }
});

test.each<[string, string, boolean]>([
  ['v2.6.0', '2.6', true],
  ['v2.5.1', '2.6', false],
  ['v2.10.0', '2.6', true],
])('%s is at least %s: %s', (release, version, expected) => {
  expect(isAtLeast(release, version)).toBe(expected);
});
