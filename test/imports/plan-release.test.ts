import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { FLUX_MODULES } from '../../projenrc/flux-modules';
import { readModules } from '../../projenrc/insert-modules';
import { minorOf, readReleases } from '../../projenrc/insert-release';
import { planRelease } from '../../projenrc/plan-release';
import { tabulateReleases } from '../../projenrc/tabulate-releases';
import { FLUX_RELEASES } from '../../src/flux';

const root = resolve(__dirname, '../..');

/** The repository as it was when its newest release was 2.9.4, so that these tests outlive the next one. */
const FILES: Readonly<Record<string, string>> = {
  'src/flux/releases.ts': "/** Oldest first. */\nexport const FLUX_RELEASES: readonly string[] = [\n  '2.8.8',\n  '2.9.0', '2.9.4',\n];\n",
  'projenrc/flux-modules.ts': [
    'export const FLUX_MODULES: readonly FluxModules[] = [',
    "  { minor: '2.8', source: 'v1.8.5', kustomize: 'v1.8.5', controllerGen: 'v0.15.0' },",
    "  { minor: '2.9', source: 'v1.9.4', kustomize: 'v1.9.4', controllerGen: 'v0.21.0' },",
    '];\n',
  ].join('\n'),
  'docs/compatibility.md': [
    'Before.\n',
    '| Flux | releases | API of source-controller | API of kustomize-controller |',
    '|---|---|---|---|',
    '| 2.9 | 2.9.0, 2.9.4 | v1.9.4 | v1.9.4 |',
    '| 2.8 | 2.8.8 | v1.8.5 | v1.8.5 |',
    '\nAfter.\n',
  ].join('\n'),
  'README.md': 'app.kubernetes.io/version: v2.9.4\nall CRDs (2.2 to 2.9)\n',
};

function plan(...args: string[]): ReturnType<typeof planRelease> {
  return planRelease((path) => FILES[path], args);
}

/** The lines that a plan takes away and adds, by file. */
function diff({ edits }: ReturnType<typeof planRelease>): Record<string, string[]> {
  return Object.fromEntries([...edits].map(([path, text]) => {
    const [before, after] = [FILES[path].split('\n'), text.split('\n')];
    return [path, [
      ...before.filter((line) => !after.includes(line)).map((line) => `- ${line}`),
      ...after.filter((line) => !before.includes(line)).map((line) => `+ ${line}`),
    ]];
  }));
}

test('a patch release changes its line, and what names the newest release', () => {
  expect(diff(plan('2.9.5'))).toEqual({
    'src/flux/releases.ts': ["-   '2.9.0', '2.9.4',", "+   '2.9.0', '2.9.4', '2.9.5',"],
    'docs/compatibility.md': ['- | 2.9 | 2.9.0, 2.9.4 | v1.9.4 | v1.9.4 |', '+ | 2.9 | 2.9.0, 2.9.4, 2.9.5 | v1.9.4 | v1.9.4 |'],
    'README.md': ['- app.kubernetes.io/version: v2.9.4', '+ app.kubernetes.io/version: v2.9.5'],
  });
});

test('a patch release of an older minor leaves the newest alone', () => {
  expect(diff(plan('2.8.9'))).toEqual({
    'src/flux/releases.ts': ["-   '2.8.8',", "+   '2.8.8', '2.8.9',"],
    'docs/compatibility.md': ['- | 2.8 | 2.8.8 | v1.8.5 | v1.8.5 |', '+ | 2.8 | 2.8.8, 2.8.9 | v1.8.5 | v1.8.5 |'],
  });
});

test('a release that was left out goes into its place', () => {
  expect(plan('2.9.3').edits.get('src/flux/releases.ts')).toContain("  '2.9.0', '2.9.3', '2.9.4',\n");
});

test('a new minor adds its line, its pins with the newest controller-gen, and its row', () => {
  const planned = plan('2.10.0', 'v1.10.0', 'v1.10.1');
  expect(diff(planned)).toEqual({
    'src/flux/releases.ts': ["+   '2.10.0',"],
    'projenrc/flux-modules.ts': ["+   { minor: '2.10', source: 'v1.10.0', kustomize: 'v1.10.1', controllerGen: 'v0.21.0' },"],
    'docs/compatibility.md': ['+ | 2.10 | 2.10.0 | v1.10.0 | v1.10.1 |'],
    'README.md': [
      '- app.kubernetes.io/version: v2.9.4', '- all CRDs (2.2 to 2.9)',
      '+ app.kubernetes.io/version: v2.10.0', '+ all CRDs (2.2 to 2.10)',
    ],
  });
  expect(readReleases(planned.edits.get('src/flux/releases.ts')!)).toEqual(['2.8.8', '2.9.0', '2.9.4', '2.10.0']);
  expect(planned.next[0]).toMatch(/^npx projen import /);
});

test.each<[string[], RegExp]>([
  [[], /^usage: /],
  [['2.9.5', 'v1', 'v1', 'v1'], /^usage: /],
  [['v2.9.5'], /looks like 2\.10\.0, not v2\.9\.5/],
  [['2.9.4'], /in the list already/],
  [['2.10.0'], /Flux 2\.10 is new: name the versions/],
  [['2.10.0', 'v1.10.0'], /Flux 2\.10 is new: name the versions/],
  [['2.10.0', 'v1.10.0', '1.10.0'], /looks like v1\.10\.0, not 1\.10\.0/],
  [['2.9.5', 'v1.9.5', 'v1.9.5'], /leave the API versions out/],
])('the arguments %j are refused', (args, message) => {
  expect(() => plan(...args)).toThrow(message);
});

describe('a made-up release in a copy of this repository', () => {
  const read = (path: string): string => readFileSync(join(root, path), 'utf8');
  const newest = FLUX_RELEASES[FLUX_RELEASES.length - 1];
  const [major, minor, patch] = newest.split('.').map(Number);

  /** The package with the edited list of releases; a new minor gets the schemas of the newest, as the import would make its own. */
  function loadWith(release: string, edits: ReadonlyMap<string, string>): typeof import('../../src') {
    const folder = mkdtempSync(join(tmpdir(), 'release-'));
    writeFileSync(join(folder, 'releases.ts'), edits.get('src/flux/releases.ts')!);
    const minors = readModules(edits.get('projenrc/flux-modules.ts') ?? read('projenrc/flux-modules.ts')).map((modules) => modules.minor);
    // Not isolated: the package loads most of itself with the first sync.
    jest.resetModules();
    jest.doMock('../../src/flux/releases', () => ({ FLUX_RELEASES: readReleases(readFileSync(join(folder, 'releases.ts'), 'utf8')) }));
    jest.doMock('../../imports/schemas/minors.json', () => minors);
    jest.doMock(`../../imports/schemas/${minorOf(release)}.json`, () => jest.requireActual(`../../imports/schemas/${major}.${minor}.json`), { virtual: true });
    return jest.requireActual('../../src');
  }

  test.each([
    ['patch', `${major}.${minor}.${patch + 1}`, []],
    ['minor', `${major}.${minor + 1}.0`, ['v1.99.0', 'v1.99.0']],
  ])('of a %s resolves, and a sync is made and checked for it', (_, release, versions) => {
    const { edits } = planRelease(read, [release, ...versions]);
    const { FluxInstanceSync, SyncKind } = loadWith(release, edits);
    const props = { kind: SyncKind.GIT_REPOSITORY, url: 'https://example.com/fleet.git', ref: 'refs/heads/main', path: './' };
    for (const fluxVersion of [undefined, `${minorOf(release)}.x`, release]) {
      const [source] = FluxInstanceSync.manifests({ ...props, fluxVersion });
      expect(source.metadata.labels['app.kubernetes.io/version']).toBe(`v${release}`);
    }
    expect(() => FluxInstanceSync.manifests({ ...props, url: 'git@example.com:fleet.git' })).toThrow('SCHEMA_PATTERN');
    expect([...edits.keys()]).toEqual(expect.arrayContaining(['src/flux/releases.ts', 'docs/compatibility.md', 'README.md']));
  });
});

test('every release is of a minor that has pins, and every minor has a release', () => {
  expect([...new Set(FLUX_RELEASES.map(minorOf))]).toEqual(FLUX_MODULES.map((modules) => modules.minor));
});

test('docs/compatibility.md lists the releases and the pins', () => {
  const text = readFileSync(join(root, 'docs/compatibility.md'), 'utf8');
  expect(text).toBe(tabulateReleases(text, FLUX_RELEASES, FLUX_MODULES));
  expect(text).toContain(`${FLUX_RELEASES[FLUX_RELEASES.length - 1]} | v`);
});
