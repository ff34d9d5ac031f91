import { FLUX_RELEASES, parseVersion, parseVersionRange } from '../../src/flux';
import { readPage, ROOT } from './list-blocks';

const page = readPage('docs/compatibility.md');

/** The releases of the table, between the first and the last, that a range selects. */
function select(range: string): string[] {
  const matches = parseVersionRange(range)!;
  return FLUX_RELEASES.filter((release) => matches(parseVersion(release)!));
}

test.each<[string, (release: string) => boolean]>([
  ['2.x', () => true],
  ['2', () => true],
  ['2.8.x', (release) => release.startsWith('2.8.')],
  ['2.8', (release) => release.startsWith('2.8.')],
  ['~2.8.0', (release) => release.startsWith('2.8.')],
  ['2.8.3', (release) => release === '2.8.3'],
  ['v2.8.3', (release) => release === '2.8.3'],
  ['>=2.6.0 <2.9.0', (release) => /^2\.[678]\./.test(release)],
  ['>=2.6.0, <2.9.0', (release) => /^2\.[678]\./.test(release)],
  ['2.5.x || 2.7.x', (release) => /^2\.[57]\./.test(release)],
  ['>2.8', (release) => !/^2\.[2-8]\./.test(release)],
  ['<=2.6', (release) => /^2\.[2-6]\./.test(release)],
  ['!=2.9.x', (release) => !release.startsWith('2.9.')],
  ['2.3 - 2.5', (release) => /^2\.[345]\./.test(release)],
])('the range %s means what docs/compatibility.md says of it', (range, selects) => {
  expect(page).toContain(`\`${range.replaceAll('|', '\\|')}\``);
  expect(select(range)).toEqual(FLUX_RELEASES.filter(selects));
});

test('the table of ranges has no other one', () => {
  const rows = page.split('| you write |')[1].split('\n\n')[0].split('\n').slice(2).map((row) => row.split(/(?<!\\)\|/)[1]);
  expect(rows.flatMap((cell) => cell.match(/`[^`]+`/g) ?? [])).toHaveLength(14);
});

test('the versions of Node and of the peer dependencies are those of package.json', () => {
  // eslint-disable-next-line @typescript-eslint/no-require-imports
  const { engines, peerDependencies, devDependencies } = require(`${ROOT}/package.json`);
  expect(`>= ${/\| Node.js \| (\d+\.\d+) /.exec(page)![1]}.0`).toBe(engines.node);
  for (const name of ['cdk8s', 'constructs']) {
    expect(page).toContain(`| ${name} | ${peerDependencies[name]}, a peer dependency | ${devDependencies[name]} |`);
  }
});
