import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import * as fs from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { listReleases } from '../../src/distribution';
import { readManifests } from '../../src/distribution/read-manifests';
import { ProblemSink } from '../../src/problems';
import { exportManifests } from './export-manifests';
import { ARTIFACT, DEFAULT_COMPONENTS, find, render } from './render';

jest.mock('node:fs', () => ({ __esModule: true, ...jest.requireActual<typeof fs>('node:fs') }));

let folder = '';

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'manifests-'));
});

afterEach(() => rmSync(folder, { recursive: true }));

test('the second instance of a release costs no file access', () => {
  render({ namespace: 'one' });
  const read = jest.spyOn(fs, 'readFileSync');
  const { problems } = render({ namespace: 'two' });
  expect(problems).toEqual([]);
  expect(read).not.toHaveBeenCalled();
});

test('a folder without the release names the releases that are there and the command that fetches more', () => {
  expect(render({ release: 'v2.9.3' }).problems).toEqual([{
    code: 'MANIFESTS_MISSING',
    path: 'manifests',
    rule: 'must have the manifests of Flux v2.9.3 in flux/v2.9.3; the releases there are v2.4.0, v2.6.4, v2.9.4',
    received: ARTIFACT,
    remedy: 'fetch them with: flux pull artifact oci://ghcr.io/controlplaneio-fluxcd/flux-operator-manifests:latest '
      + `--output ${ARTIFACT}, or ask for a release that is there`,
  }]);
});

test('a folder that is not there is one problem, with the command that makes it', () => {
  const path = join(folder, 'none');
  const { problems } = render({}, path);
  expect(problems).toHaveLength(1);
  expect(problems[0]).toMatchObject({ code: 'MANIFESTS_MISSING', rule: 'must have the manifests of Flux v2.9.4 in flux/v2.9.4; there are none' });
  expect(problems[0].remedy).toContain(`mkdir -p ${path} && flux pull artifact`);
  expect(listReleases(path)).toEqual([]);
});

test('releases are listed from the oldest, and other names are left out', () => {
  for (const name of ['v2.10.0', 'v2.9.4', 'latest', 'v2.2.3', '2.5.0']) {
    mkdirSync(join(folder, 'flux', name), { recursive: true });
  }
  expect(listReleases(folder)).toEqual(['v2.2.3', 'v2.9.4', 'v2.10.0']);
});

test('a problem in a file is reported again until it is mended', () => {
  cpSync(ARTIFACT, folder, { recursive: true });
  const file = join(folder, 'flux/v2.9.4/policies.yaml');
  const before = readFileSync(file, 'utf8');
  writeFileSync(file, 'a: [');
  for (const _ of [1, 2]) {
    expect(render({}, folder).problems).toMatchObject([{ code: 'MANIFESTS_INVALID', path: 'manifests' }]);
  }
  writeFileSync(file, before);
  expect(render({}, folder).problems).toEqual([]);
});

test.each([
  ['an object without a name', 'apiVersion: v1\nkind: Secret\nmetadata: {}\n', 'has a document without apiVersion, kind or name'],
  ['a label that is a number', 'apiVersion: v1\nkind: Secret\nmetadata: {name: a, labels: {b: 1}}\n', 'has a document without apiVersion, kind or name'],
  ['a list', '- 1\n', 'has a document without apiVersion, kind or name'],
  ['what is nested without end', '['.repeat(20_000), 'does not: '],
  ['aliases that multiply', `a: &a [1]\n${'bcdefghijk'.split('').map((key, i) => `${key}: &${key} [${`*${'abcdefghij'[i]},`.repeat(10)}]\n`).join('')}`,
    'its aliases are too many'],
])('a manifest with %s is refused', (_, text, rule) => {
  cpSync(ARTIFACT, folder, { recursive: true });
  writeFileSync(join(folder, 'flux/v2.9.4/policies.yaml'), text);
  const { problems } = render({}, folder);
  expect(problems).toMatchObject([{ code: 'MANIFESTS_INVALID' }]);
  expect(problems[0].rule).toContain(rule);
});

test('a Deployment that was edited is refused, as the profiles change args by their place', () => {
  cpSync(ARTIFACT, folder, { recursive: true });
  const file = join(folder, 'flux/v2.9.4/source-controller.yaml');
  writeFileSync(file, readFileSync(file, 'utf8').replace('        - --storage-path=/data\n', ''));
  expect(render({}, folder).problems).toMatchObject([{ code: 'MANIFESTS_INVALID' }]);
});

test('what was rendered cannot change the manifests that others share', () => {
  const crd = find(render({}), 'CustomResourceDefinition', 'buckets.source.toolkit.fluxcd.io');
  expect(Object.isFrozen(crd.spec)).toBe(true);
});

describe('a single file', () => {
  function write(controllers: readonly string[], release = 'v2.9.4'): string {
    const file = join(folder, 'gotk-components.yaml');
    writeFileSync(file, exportManifests({ folder: ARTIFACT, release, namespace: 'flux-system', controllers }));
    return file;
  }

  test('that is not there names the command that makes it', () => {
    const path = join(folder, 'gotk-components.yaml');
    expect(render({}, path).problems).toEqual([{
      code: 'MANIFESTS_MISSING', path: 'manifests', rule: 'is not there', received: path, remedy: `make it with: flux install --version=v2.9.4 --export > ${path}`,
    }]);
  });

  test('of another release is refused', () => {
    expect(render({}, write(DEFAULT_COMPONENTS, 'v2.6.4')).problems).toMatchObject([
      { code: 'MANIFESTS_MISSING', rule: 'must have the manifests of Flux v2.9.4; it has those of v2.6.4' },
    ]);
  });

  test('without a controller of the instance is refused', () => {
    expect(render({}, write(['source-controller', 'kustomize-controller'])).problems).toMatchObject([
      { code: 'MANIFESTS_MISSING', rule: 'must have the objects of helm-controller, notification-controller' },
    ]);
  });

  test('with an object of the user is refused, as it would be lost', () => {
    const file = write(DEFAULT_COMPONENTS);
    writeFileSync(file, `${readFileSync(file, 'utf8')}---\napiVersion: v1\nkind: Secret\nmetadata: {name: mine}\n`);
    expect(render({}, file).problems[0].rule).toContain('has Secret mine');
  });

  test('without network policies serves an instance that has none', () => {
    const file = write(DEFAULT_COMPONENTS);
    writeFileSync(file, readFileSync(file, 'utf8').split('---\n').filter((text) => !text.includes('kind: NetworkPolicy')).join('---\n'));
    expect(render({}, file).problems).toMatchObject([{ code: 'INPUT_CONFLICT', path: 'cluster.networkPolicy' }]);
    expect(render({ cluster: { networkPolicy: false } }, file).problems).toEqual([]);
  });

  test('of a GitHub release does not tell the release, and has the names without a suffix', () => {
    const file = join(folder, 'install.yaml');
    const source = join(ARTIFACT, 'flux/v2.9.4');
    const names = ['policies', 'rbac', ...DEFAULT_COMPONENTS];
    writeFileSync(file, names.map((name) => readFileSync(join(source, `${name}.yaml`), 'utf8')).join('---\n'));
    const plain = { distribution: { registry: 'registry.local/fluxcd' } };
    expect(render(plain, file).objects).toEqual(render(plain).objects);
  });
});

test('a release without digests for a variant is no problem', () => {
  const sink = new ProblemSink();
  const request = { path: ARTIFACT, release: 'v2.4.0', components: DEFAULT_COMPONENTS, variant: 'enterprise-distroless-fips' };
  expect(readManifests(request, sink)?.images).toBeUndefined();
  expect(sink.problems).toEqual([]);
});

test('images without a digest or tag do not count', () => {
  cpSync(ARTIFACT, folder, { recursive: true });
  const file = join(folder, 'flux-images/v2.9.4/upstream-alpine.yaml');
  writeFileSync(file, readFileSync(file, 'utf8').replace(/^- digest: \S+\n {2}name: ghcr.io\/fluxcd\/helm-controller/m, '- name: ghcr.io/fluxcd/helm-controller'));
  const { warnings, objects } = render({}, folder);
  expect(warnings).toMatchObject([{ code: 'IMAGES_UNPINNED', path: 'distribution.registry' }]);
  expect(JSON.stringify(objects)).not.toContain('sha256');
});
