import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App, Chart, Duration, JsonPatch } from 'cdk8s';
import { FleetOutput, FluxDistribution, FluxFleet, FluxInstance, Patches, SyncKind } from '../../src';
import type { FleetClusterProps, FluxFleetProps } from '../../src';

const MANIFESTS = join(__dirname, '../distribution/fixtures/artifact-small');
const GIT: FleetClusterProps = {
  kind: SyncKind.GIT_REPOSITORY, url: 'https://github.com/my-org/my-fleet.git', ref: 'refs/heads/main', path: 'clusters/$(cluster.name)', fluxVersion: '2.9.4',
};

function makeFolder(): string {
  return mkdtempSync(join(tmpdir(), 'flux-fleet-outputs-'));
}

function writeFleet(output: FleetOutput, defaults: FleetClusterProps = GIT, props: Partial<FluxFleetProps> = {}): string {
  const outdir = makeFolder();
  const fleet = new FluxFleet({ outdir, output, defaults, ...props });
  fleet.addCluster('eu-1', { multitenant: true, kustomization: { timeout: Duration.minutes(3) } });
  fleet.synth();
  return readFileSync(join(outdir, 'eu-1.k8s.yaml'), 'utf8');
}

const NESTED = {
  distribution: { version: '2.9.4' },
  cluster: { multitenant: true },
  sync: {
    kind: SyncKind.GIT_REPOSITORY,
    url: 'https://github.com/my-org/my-fleet.git',
    ref: 'refs/heads/main',
    path: 'clusters/eu-1',
    kustomization: { timeout: Duration.minutes(3) },
  },
};

function synthesize(make: (chart: Chart) => unknown): string {
  const app = new App();
  make(new Chart(app, 'eu-1'));
  return app.synthYaml();
}

test('a fleet of FluxInstances has the file that a FluxInstance of the same props gives', () => {
  expect(writeFleet(FleetOutput.FLUX_INSTANCE)).toBe(synthesize((chart) => new FluxInstance(chart, 'flux-instance', NESTED)));
});

test('a fleet of distributions has the file that a FluxDistribution of the same props gives', () => {
  expect(writeFleet(FleetOutput.DISTRIBUTION, { ...GIT, manifests: MANIFESTS }))
    .toBe(synthesize((chart) => new FluxDistribution(chart, 'flux-distribution', { ...NESTED, manifests: MANIFESTS })));
});

test('manifests of a folder are written as FluxInstances and distributions, and so are values of the chart', () => {
  const folder = makeFolder();
  const spec = '{distribution: {registry: ghcr.io/fluxcd, version: 2.9.4}, sync: {kind: GitRepository, url: "https://git.example.com/a.git", ref: refs/heads/main, path: ./}}';
  writeFileSync(join(folder, 'a.yaml'), `apiVersion: fluxcd.controlplane.io/v1\nkind: FluxInstance\nmetadata: {name: flux, namespace: flux-system}\nspec: ${spec}\n`);
  writeFileSync(join(folder, 'b.yaml'), `instance: ${spec}\n`);
  for (const [output, kind] of [[FleetOutput.FLUX_INSTANCE, 'FluxInstance'], [FleetOutput.DISTRIBUTION, 'Deployment'], [FleetOutput.SYNC, 'GitRepository']] as const) {
    const outdir = makeFolder();
    const fleet = new FluxFleet({ outdir, output, defaults: { manifests: MANIFESTS } });
    fleet.addClustersFromDirectory(folder);
    fleet.synth();
    for (const cluster of ['a', 'b']) {
      expect(readFileSync(join(outdir, `${cluster}.k8s.yaml`), 'utf8')).toContain(`kind: ${kind}\n`);
    }
  }
});

test.each<[string, FleetOutput, FleetClusterProps, string]>([
  ['a URL with no scheme', FleetOutput.FLUX_INSTANCE, { url: 'github.com/a/b' }, 'url (GitRepository spec.url): '],
  ['a missing path', FleetOutput.FLUX_INSTANCE, { path: undefined }, 'path: is required'],
  ['an unknown version', FleetOutput.FLUX_INSTANCE, { fluxVersion: '9.x' }, 'fluxVersion: matches no Flux release'],
  ['another name of the instance', FleetOutput.FLUX_INSTANCE, { instanceName: 'other' }, 'instanceName: must be flux'],
  ['a typed option of another kind', FleetOutput.DISTRIBUTION, { manifests: MANIFESTS, bucket: { prefix: 'a' } }, 'bucket: is for the kind Bucket'],
  ['no manifests', FleetOutput.DISTRIBUTION, {}, 'manifests: is required'],
  ['patches for the chart', FleetOutput.FLUX_INSTANCE, { patchChart: true }, 'patchChart: is for the output sync only, and this fleet has flux-instance'],
  ['a patch that fails on the real objects', FleetOutput.SYNC, {
    manifests: MANIFESTS, patches: [Patches.json6902({ kind: 'Deployment' }, JsonPatch.remove('/spec/nothing'))],
  }, 'patches[0]'],
])('%s is refused by the name of the flat prop', (_, output, props, message) => {
  expect(() => writeFleet(output, { ...GIT, ...props })).toThrow(message);
});

test('an output that does not exist is refused', () => {
  expect(() => new FluxFleet({ output: 'everything' as FleetOutput })).toThrow('output: must be one of sync, flux-instance, distribution');
});
