import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { FluxFleet } from '../../src';
import type { FluxFleetProps } from '../../src';
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
  ['clusters: [{cluster: a, interval: soon}]', 'a (FILE, clusters[0]): 1 problem\n  - interval: must be a duration of at most 292 years in h, m, s and ms, received "soon"'],
  ['clusters: [{cluster: a}, {cluster: a}]', 'a (FILE, clusters[1]): 1 problem\n  - name: is the name of two clusters of the fleet'],
  ['clusters: [{cluster: ""}]', 'cluster (FILE, clusters[0]): 1 problem\n  - name: must not be empty'],
  ['clusters: [{name: a}]', 'cluster (FILE, clusters[0]): 1 problem\n  - name: is required'],
  ['clusters: [a]', 'cluster (FILE, clusters[0]): 1 problem\n  - name: is required'],
  ['clusters: [{cluster: a, pth: x}]', 'a (FILE, clusters[0]): 1 problem\n  - pth: is not a known field; did you mean path?'],
  ['clusters: [{cluster: a, gitRepository: {timeout: [1]}}]', 'gitRepository.timeout: must be a Duration'],
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
  expect(messageOf(() => fleet.addClustersFromDirectory(makeFolder()))).toContain('contains no file named <cluster>.yaml');
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
