import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { parse } from 'yaml';
import { FluxFleet } from '../../src';
import type { FleetDirectoryOptions, FleetSummary, FluxFleetProps } from '../../src';
import { DEFAULTS, messageOf } from './fleets';
import { makeFolder, readFolder, removeFolders } from './folders';

afterAll(removeFolders);

function write(name: string, text: string, folder = makeFolder()): string {
  writeFileSync(join(folder, name), text);
  return join(folder, name);
}

function synthesizeFile(path: string, props: FluxFleetProps = {}): Record<string, string> {
  const outdir = makeFolder();
  const fleet = new FluxFleet({ outdir, ...props });
  fleet.addClustersFromFile(path);
  fleet.synth();
  return readFolder(outdir);
}

const LIST = `
defaults:
  kind: GitRepository
  url: https://github.com/my-org/$(var.repository).git
  ref: refs/heads/main
  path: clusters/$(cluster.name)
  interval: 3m
  gitRepository: { timeout: 90s }
  variables: { repository: fleet, region: eu }
  patches:
    - patch: |
        - { op: add, path: /metadata/annotations/region, value: "$(var.region)" }
      target: { kind: Kustomization }
clusters:
  - cluster: eu-1
  - cluster: us-1
    interval: 1h
    fluxVersion: 2.8.x
    kustomization: { timeout: 4m, retryInterval: 2m }
    variables: { region: us }
`;

test('a list has defaults, overrides, variables and durations as strings', () => {
  const files = synthesizeFile(write('clusters.yaml', LIST));
  expect(Object.keys(files)).toEqual(['eu-1.k8s.yaml', 'us-1.k8s.yaml']);
  for (const [file, texts] of Object.entries({
    'eu-1.k8s.yaml': ['url: https://github.com/my-org/fleet.git', 'path: clusters/eu-1', 'region: eu', 'interval: 3m0s', 'timeout: 1m30s'],
    'us-1.k8s.yaml': ['path: clusters/us-1', 'region: us', 'interval: 1h0m0s', 'timeout: 4m0s', 'retryInterval: 2m0s', 'app.kubernetes.io/version: v2.8.'],
  })) {
    texts.forEach((text) => expect(files[file]).toContain(text));
  }
});

test('a list in JSON is the same, and the fleet\'s defaults lie below it', () => {
  const path = write('clusters.json', JSON.stringify({ clusters: [{ cluster: 'a' }, { cluster: 'b', path: 'elsewhere' }] }));
  const files = synthesizeFile(path, { defaults: DEFAULTS });
  expect(files['a.k8s.yaml']).toContain('path: clusters/a');
  expect(files['b.k8s.yaml']).toContain('path: elsewhere');
});

test.each([
  ['clusters: [{cluster: a, interval: 5}]', 'a (FILE, clusters[0]): 1 problem\n  - interval: must be a duration, received 5; write it like 30s, 5m or 1h30m; in code, like Duration.minutes(5) [INPUT_TYPE]'],
  ['clusters: [{cluster: a, interval: soon}]', 'a (FILE, clusters[0]): 1 problem\n  - interval: must be a duration of at most 292 years in h, m, s and ms, received "soon"'],
  ['clusters: [{cluster: a}, {cluster: a}]', 'a (FILE, clusters[1]): 1 problem\n  - name: is the name of two clusters of the fleet'],
  ['clusters: [{cluster: ""}]', 'cluster (FILE, clusters[0]): 1 problem\n  - name: must not be empty'],
  ['clusters: [{name: a}]', 'cluster (FILE, clusters[0]): 1 problem\n  - name: is required'],
  ['clusters: [a]', 'cluster (FILE, clusters[0]): 1 problem\n  - name: is required'],
  ['clusters: [{cluster: a, pth: x}]', 'a (FILE, clusters[0]): 1 problem\n  - pth: is not a known field; did you mean path?'],
  ['clusters: [{cluster: a, gitRepository: {timeout: [1]}}]', 'gitRepository.timeout: must be a duration, received [1]'],
  ['clusters: [{cluster: a, path: $(var.x)}]', 'path: uses a variable that this cluster does not have'],
  ['defaults: 7\nclusters: [{cluster: a}]', 'defaults: must be an object, received 7'],
])('the problem of a cluster names its file and place: %s', (text, expected) => {
  const path = write('list.yaml', text);
  expect(messageOf(() => synthesizeFile(path, { defaults: DEFAULTS }))).toContain(expected.replace('FILE', path));
});

test.each([
  ['', 'must not be empty'],
  ['[a, b]', 'must be an object, received ["a","b"]; its fields are defaults, clusters'],
  ['{}', 'clusters: is required'],
  ['clusters: {a: {}}', 'clusters: must be a list'],
  ['cluster: []\nclusters: []', 'cluster: is not a known field; did you mean clusters?'],
  ['clusters: []\nnames: []', 'names: is not a known field; known fields are defaults, clusters'],
  ['clusters: [', '[INPUT_YAML]'],
])('a file that is not a list of clusters is refused at once: %j', (text, expected) => {
  const path = write('list.yaml', text);
  const message = messageOf(() => new FluxFleet({ outdir: makeFolder() }).addClustersFromFile(path));
  expect(message).toContain(`${path}: 1 problem`);
  expect(message).toContain(expected);
});

test('a list or folder that is not there is refused at once', () => {
  const missing = join(makeFolder(), 'none');
  const fleet = new FluxFleet({ outdir: makeFolder() });
  expect(messageOf(() => fleet.addClustersFromFile(missing))).toContain('it does not exist (ENOENT)');
  expect(messageOf(() => fleet.addClustersFromDirectory(missing))).toContain('it does not exist (ENOENT)');
  expect(messageOf(() => fleet.addClustersFromDirectory(makeFolder()))).toContain('contains no <cluster>.yaml, <cluster>/flux-instance.yaml or');
});

const INSTANCE = `
apiVersion: fluxcd.controlplane.io/v1
kind: FluxInstance
metadata: { name: flux, namespace: flux-system }
spec:
  distribution: { version: 2.x, registry: ghcr.io/fluxcd }
  sync: { kind: OCIRepository, url: "oci://registry.example/fleet", ref: latest, path: "$(var.left-alone)" }
`;

test('a folder of FluxInstance files gives what each gives alone', () => {
  const folder = makeFolder();
  write('eu-1.yaml', INSTANCE, folder);
  write('.hidden.yaml', 'ignored', folder);
  write('README.md', 'ignored', folder);
  write('kustomization.yaml', 'resources: [eu-1.yaml]', folder);
  const outdir = makeFolder();
  const fleet = new FluxFleet({ outdir, defaults: { url: 'has no effect' } });
  fleet.addClustersFromDirectory(folder);
  expect(fleet.synth().written).toEqual(['eu-1.k8s.yaml']);
  expect(readFolder(outdir)['eu-1.k8s.yaml']).toContain('path: $(var.left-alone)');
});

test('a FluxInstance file that is wrong is a problem of its cluster', () => {
  const folder = makeFolder();
  write('a.yaml', INSTANCE.replace('latest', '""'), folder);
  write('b.yml', 'no: instance', folder);
  write('c.json', '{', folder);
  const fleet = new FluxFleet({ outdir: makeFolder() });
  fleet.addClustersFromDirectory(folder);
  const message = messageOf(() => fleet.synth());
  expect(message).toContain('3 of 3 clusters cannot be synthesized');
  expect(message).toMatch(/a \(.*a\.yaml\): 1 problem\n {2}- spec\.sync\.ref: .* \[INPUT_EMPTY\]/);
  expect(message).toContain(`b (${join(folder, 'b.yml')}): `);
  expect(message).toContain(`c (${join(folder, 'c.json')}): 1 problem`);
});

describe('layouts of a folder', () => {
  function synthesizeFolder(files: Record<string, string>, options?: FleetDirectoryOptions): FleetSummary & { readonly folder: string } {
    const folder = makeFolder();
    for (const [file, text] of Object.entries(files)) {
      mkdirSync(dirname(join(folder, file)), { recursive: true });
      write(file, text, folder);
    }
    const fleet = new FluxFleet({ outdir: makeFolder() });
    fleet.addClustersFromDirectory(folder, options);
    const summary = fleet.synth();
    return { ...summary, folder, passedOver: summary.passedOver.map((path) => relative(folder, path)) };
  }
  const NAMESPACE = 'apiVersion: v1\nkind: Namespace\nmetadata: {name: flux-system}\n';
  const KUSTOMIZATION = 'apiVersion: kustomize.config.k8s.io/v1beta1\nkind: Kustomization\nresources: [flux-instance.yaml]\n';

  test('a manifest is found in each of the usual places, and other files are passed over and listed', () => {
    expect(synthesizeFolder({
      'c1.yaml': INSTANCE,
      'kustomization.yaml': KUSTOMIZATION,
      'README.md': '# Clusters',
      'c2/flux-instance.yaml': INSTANCE,
      'c2/apps.yaml': NAMESPACE,
      'c3/flux-system/flux-instance.yml': `${NAMESPACE}---${INSTANCE}`,
      'c3/flux-system/kustomization.yaml': KUSTOMIZATION,
      'c4/flux-system/flux-instance.json': JSON.stringify(parse(INSTANCE)),
      '.git/flux-instance.yaml': INSTANCE,
    })).toMatchObject({
      written: ['c1.k8s.yaml', 'c2.k8s.yaml', 'c3.k8s.yaml', 'c4.k8s.yaml'],
      passedOver: ['README.md', 'c2/apps.yaml', 'c3/flux-system/kustomization.yaml', 'kustomization.yaml'],
    });
  });

  test.each<[string, Record<string, string>, string[]]>([
    ['clusters/*/flux-system/*.yaml', { 'clusters/eu-1/flux-system/any.yaml': INSTANCE, 'clusters/eu-1/flux-system/ns.yaml': NAMESPACE }, ['eu-1']],
    ['*/prod-*.yaml', { 'eu/prod-a.yaml': INSTANCE, 'us/prod-a.yaml': INSTANCE, 'us/test-a.yaml': INSTANCE }, ['eu', 'us']],
    ['./flux-*.yaml', { 'flux-eu.yaml': INSTANCE, 'other.yaml': INSTANCE }, ['eu']],
    ['*-cluster/*/instance.(1).yaml', { 'eu-cluster/x/instance.(1).yaml': INSTANCE }, ['eu']],
  ])('with the pattern %s', (pattern, files, clusters) => {
    expect(synthesizeFolder(files, { pattern }).written).toEqual(clusters.map((cluster) => `${cluster}.k8s.yaml`));
  });

  test.each<[string, Record<string, string>, FleetDirectoryOptions | undefined, string]>([
    ['two manifests of a cluster', { 'a.yaml': INSTANCE, 'a/flux-instance.yaml': INSTANCE }, undefined, 'must have one FluxInstance, has '],
    ['no manifest at all', { 'a.yaml': NAMESPACE }, undefined, 'contains no FluxInstance; what was found holds something else, such as '],
    ['a kind with a typing error', { 'a.yaml': INSTANCE.replace('FluxInstance', 'FluxInstanec') }, undefined, 'did you mean FluxInstance?'],
    ['broken YAML', { 'a.yaml': 'a: [' }, undefined, '1 of 1 cluster'],
    ['nothing that matches', { 'a.yaml': INSTANCE }, { pattern: '*/b.yaml' }, 'contains no file that matches */b.yaml'],
    ['a pattern without *', { 'a.yaml': INSTANCE }, { pattern: 'a.yaml' }, 'pattern: must be a path below the folder with *'],
    ['a pattern that leaves the folder', { 'a.yaml': INSTANCE }, { pattern: '../*.yaml' }, 'pattern: must be a path below the folder'],
    ['an unknown option', { 'a.yaml': INSTANCE }, { glob: '*' } as never, 'glob: is not a known'],
  ])('is refused with %s', (_, files, options, expected) => {
    expect(messageOf(() => synthesizeFolder(files, options))).toContain(expected);
  });
});
