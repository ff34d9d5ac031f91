import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ApiObject, App, Chart, JsonPatch, Size, YamlOutputType } from 'cdk8s';
import { parseAllDocuments, stringify } from 'yaml';
import {
  ClusterType, FluxComponent, FluxDistribution, FluxInstanceSync, FluxSecret, Patches, SecretValue, SyncKind, SyncProvider,
} from '../../src';
import type { FluxDistributionProps } from '../../src';
import { formatWarning } from '../../src/problems';
import type { KubeObject } from '../../src/util';
import { exportManifests } from '../distribution/export-manifests';
import { hashSpec, readCases } from '../distribution/golden-cases';
import { ARTIFACT, DEFAULT_COMPONENTS } from '../distribution/render';
import { GIT, messageOf } from '../flux-instance-sync/make-sync';

const { kind, url, ref, path } = GIT;
const SYNC = { kind, url, ref, path };

function makeApp(): App {
  return new App({ outdir: mkdtempSync(join(tmpdir(), 'distribution-')) });
}

function makeChart(): Chart {
  return new Chart(makeApp(), 'cluster');
}

function make(props: Partial<FluxDistributionProps> = {}, chart = makeChart()): FluxDistribution {
  return new FluxDistribution(chart, 'flux', { manifests: ARTIFACT, ...props });
}

/** The objects of a chart as they are read from its file. */
function synthesize({ node }: Chart | FluxDistribution): KubeObject[] {
  return parseAllDocuments((node.root as App).synthYaml()).map((document) => document.toJS() as KubeObject);
}

function find(objects: readonly KubeObject[], wanted: string, name: string): KubeObject {
  return objects.find((object) => object.kind === wanted && object.metadata.name === name)!;
}

const CASES = readCases(join(__dirname, '../distribution/distribution.small.jsonl'));

describe('App.synth writes what the operator applies, in its order', () => {
  test.each(CASES.filter((_, i) => i % 6 === 0).map((each) => [each.id, each] as const))('%s', (_, { instance, objects }) => {
    // The namespace of the chart must not get into objects that have none.
    const chart = new Chart(makeApp(), 'cluster', { namespace: 'elsewhere' });
    const { metadata: { namespace = 'flux-system', ...metadata } } = instance;
    FluxDistribution.fromYaml(chart, 'flux', stringify({ ...instance, metadata: { ...metadata, namespace } }), { manifests: ARTIFACT });
    expect(synthesize(chart).map(hashSpec)).toEqual(objects);
  });
});

test('the namespace and the CRDs come before what needs them, and a Secret after the namespace, whenever it was made', () => {
  const chart = makeChart();
  const password = SecretValue.unsafePlainText('x');
  const secret = (id: string) => FluxSecret.gitBasicAuth(chart, id, { username: 'git', password, allowPlainTextInOutput: true });
  secret('early');
  make({ sync: { ...SYNC, pullSecret: 'late' } }, chart);
  secret('late');
  const order = synthesize(chart).map((object) => `${object.kind} ${object.metadata.name}`);
  const place = (id: string) => order.indexOf(id);
  expect(new Set(order).size).toBe(order.length);
  for (const id of ['Secret early', 'Secret late', 'ServiceAccount source-controller', 'Deployment source-controller']) {
    expect(place('Namespace flux-system')).toBeLessThan(place(id));
  }
  expect(place('CustomResourceDefinition gitrepositories.source.toolkit.fluxcd.io')).toBeLessThan(place('GitRepository flux-system'));
  expect(place('Secret late')).toBeLessThan(place('GitRepository flux-system'));
});

test('its parts have readable ids', () => {
  const distribution = make({ sync: SYNC });
  expect(distribution.node.tryFindChild('deployment-source-controller')).toBeInstanceOf(ApiObject);
  expect(distribution.node.tryFindChild('namespace-flux-system')).toBeInstanceOf(ApiObject);
  expect(distribution.source).toBe(distribution.node.findChild('source'));
  expect(distribution.kustomization!.kind).toBe('Kustomization');
  expect(distribution.objects).toHaveLength(synthesize(distribution).length);
  expect(make().source).toBeUndefined();
});

test('plain data are the same objects, and may be changed', () => {
  const props = { manifests: ARTIFACT, sync: SYNC, components: [FluxComponent.SOURCE_CONTROLLER, FluxComponent.KUSTOMIZE_CONTROLLER] };
  const objects = FluxDistribution.manifests(props) as KubeObject[];
  expect(objects).toEqual(synthesize(make(props)));
  (find(objects, 'Deployment', 'source-controller').spec as { replicas?: number }).replicas = 7;
  expect(FluxDistribution.manifests(props)).toEqual(synthesize(make(props)));
});

test('the output of flux install --export is enough, and says that there are no digests', () => {
  const file = join(mkdtempSync(join(tmpdir(), 'export-')), 'flux.yaml');
  writeFileSync(file, exportManifests({ folder: ARTIFACT, release: 'v2.6.4', namespace: 'flux-system', controllers: DEFAULT_COMPONENTS }));
  const distribution = make({ manifests: file });
  expect(find(synthesize(distribution), 'Namespace', 'flux-system').metadata.labels!['app.kubernetes.io/version']).toBe('v2.6.4');
  expect(distribution.warnings.map(formatWarning)).toEqual([
    'distribution.registry: has no digests for Flux v2.6.4 in these manifests, so the images have the tags of Flux\'s manifests; whether they exist is '
    + 'not known, received "ghcr.io/fluxcd"; use the unpacked artifact as manifests; a file with the output of flux install has no digests '
    + '[IMAGES_UNPINNED]',
  ]);
});

test('a whole instance from props', () => {
  const objects = synthesize(make({
    namespace: 'gitops',
    components: [FluxComponent.SOURCE_CONTROLLER, FluxComponent.KUSTOMIZE_CONTROLLER],
    storage: { storageClass: 'fast', size: Size.gibibytes(10) },
    sharding: { shards: ['one'] },
    cluster: { type: ClusterType.OPENSHIFT, multitenant: true },
    sync: SYNC,
  }));
  expect(objects.filter((object) => object.kind !== 'CustomResourceDefinition').map((object) => `${object.kind} ${object.metadata.name}`)).toEqual([
    'Namespace gitops',
    'ClusterRole crd-controller-gitops', 'ClusterRole flux-edit-gitops', 'ClusterRole flux-view-gitops',
    'ClusterRoleBinding cluster-reconciler-gitops', 'ClusterRoleBinding crd-controller-gitops',
    'ResourceQuota critical-pods-gitops',
    'ServiceAccount kustomize-controller', 'ServiceAccount source-controller',
    'Service source-controller', 'Service source-controller-one',
    'Deployment kustomize-controller', 'Deployment kustomize-controller-one', 'Deployment source-controller', 'Deployment source-controller-one',
    'PersistentVolumeClaim source-controller',
    'Kustomization gitops',
    'NetworkPolicy allow-egress', 'NetworkPolicy allow-scraping', 'NetworkPolicy allow-webhooks',
    'GitRepository gitops',
  ]);
});

test('Azure DevOps with workload identity: the patches reach the ServiceAccount and the Deployment', () => {
  const objects = synthesize(make({
    sync: { ...SYNC, url: 'https://dev.azure.com/my-org/_git/my-fleet', provider: SyncProvider.AZURE },
    patches: [
      Patches.json6902(
        { kind: 'ServiceAccount', name: 'source-controller' },
        JsonPatch.add('/metadata/annotations', { 'azure.workload.identity/client-id': '11111111-2222-3333-4444-555555555555' }),
      ),
      Patches.strategicMerge({
        apiVersion: 'apps/v1',
        kind: 'Deployment',
        metadata: { name: 'source-controller' },
        spec: { template: { metadata: { labels: { 'azure.workload.identity/use': 'true' } } } },
      }),
    ],
  }));
  expect(find(objects, 'ServiceAccount', 'source-controller').metadata.annotations).toMatchObject({
    'azure.workload.identity/client-id': '11111111-2222-3333-4444-555555555555',
  });
  expect(find(objects, 'Deployment', 'source-controller').spec).toMatchObject({
    template: { metadata: { labels: { 'app': 'source-controller', 'azure.workload.identity/use': 'true' } } },
  });
  expect(find(objects, 'GitRepository', 'flux-system').spec).toMatchObject({ provider: 'azure' });
});

test('the sync is that of a FluxInstanceSync', () => {
  const chart = makeChart();
  const { source, kustomization } = new FluxInstanceSync(chart, 'sync', { ...GIT, fluxVersion: '2.9.4' });
  const distribution = make({ sync: SYNC });
  expect(distribution.source!.toJson()).toEqual(source!.toJson());
  expect(distribution.kustomization!.toJson()).toEqual(kustomization!.toJson());
});

describe('what is wrong', () => {
  test('is one error with all problems, and leaves nothing behind', () => {
    const chart = makeChart();
    expect(messageOf(() => make({
      distribution: { registry: 'ghcr.io/FluxCD', version: '2.9.3' }, sync: { ...SYNC, path: './', url: 'ftp://example.com' },
    }, chart)).split('\n')).toEqual([
      'cluster/flux: 3 problems',
      expect.stringMatching(/^ {2}- manifests: must have the manifests of Flux v2\.9\.3 in flux\/v2\.9\.3; the releases there are v2\.4\.0, v2\.6\.4, v2\.9\.4, .*\[MANIFESTS_MISSING\]$/),
      '  - distribution.registry: must be a registry with a path in lower case, of letters, digits and . _ / -, received "ghcr.io/FluxCD"; write ghcr.io/fluxcd [INPUT_FORMAT]',
      expect.stringMatching(/^ {2}- sync\.url \(GitRepository spec\.url\): /),
    ]);
    expect(chart.node.children).toEqual([]);
    expect(make({}, chart).objects.length).toBeGreaterThan(20);
  });

  test.each<[string, object, string]>([
    ['no manifests', { manifests: undefined }, 'manifests: is required'],
    ['manifests that are no string', { manifests: 5 }, 'manifests: must be a string'],
    ['manifests that are empty', { manifests: '' }, 'manifests: must not be empty'],
    ['a folder that is not there', { manifests: 'no/such' }, 'fetch them with: mkdir -p no/such && flux pull artifact'],
    ['a file that is not there', { manifests: 'no/such.yaml' }, 'make it with: flux install --version='],
    ['patch targets', { patchTargets: [] }, 'patchTargets: is not a known field'],
    ['a field of FluxInstanceSync', { fluxVersion: '2.x' }, 'fluxVersion: is not a known field'],
    ['a patch of nothing', { patches: [{ target: { kind: 'Deploymnt' }, patch: '[]' }] }, 'patches[0].target: selects nothing'],
  ])('%s', (_, props, expected) => {
    expect(messageOf(() => make(props))).toContain(expected);
  });

  test('options of a manifest are named as options', () => {
    const text = stringify({
      apiVersion: 'fluxcd.controlplane.io/v1', kind: 'FluxInstance', metadata: { name: 'flux' }, spec: { distribution: { registry: 'ghcr.io/fluxcd', version: '2.x' } },
    });
    const from = (options: object) => messageOf(() => FluxDistribution.fromYaml(makeChart(), 'flux', text, options as { manifests: string }));
    expect(from({})).toContain('options.manifests: is required');
    expect(from({ manifests: 'no/such' })).toContain('options.manifests: must have the manifests of Flux');
    expect(from({ manifests: ARTIFACT, patchTargets: [] })).toContain('options.patchTargets: is not a known field');
    expect(from({ manifests: ARTIFACT })).toBe('nothing was thrown');
  });

  test('a second one in the same chart is a collision, also of objects without a namespace', () => {
    const chart = new Chart(makeApp(), 'cluster', { namespace: 'gitops' });
    make({}, chart);
    const message = messageOf(() => new FluxDistribution(chart, 'again', { manifests: ARTIFACT, namespace: 'other' }));
    expect(message).toContain('both emit the CustomResourceDefinition buckets.source.toolkit.fluxcd.io');
    expect(message).not.toContain('Deployment');
  });

  test('two charts that write into one file collide at synth', () => {
    const app = new App({ outdir: mkdtempSync(join(tmpdir(), 'distribution-')), yamlOutputType: YamlOutputType.FILE_PER_APP });
    make({}, new Chart(app, 'one'));
    make({}, new Chart(app, 'two'));
    expect(messageOf(() => app.synth())).toContain('one/flux and two/flux both emit the Namespace flux-system');
  });
});

test('what has no effect is told, and can be acknowledged', () => {
  const props = { cluster: { type: ClusterType.AWS }, sync: { ...SYNC, kind: SyncKind.GIT_REPOSITORY } };
  expect(make(props).warnings.map(formatWarning)).toEqual([
    'cluster.type: has no effect; only openshift changes anything, received "aws" [INPUT_WITHOUT_EFFECT]',
  ]);
  expect(make({ ...props, acknowledge: [{ code: 'INPUT_WITHOUT_EFFECT', reason: 'for the record' }] }).warnings).toEqual([]);
});

test('a Secret that is made later is checked at synth', () => {
  const chart = makeChart();
  const distribution = make({ sync: { ...SYNC, url: 'ssh://git@github.com/acme/fleet', pullSecret: 'key' } }, chart);
  FluxSecret.gitBasicAuth(chart, 'key', { username: 'git', password: SecretValue.unsafePlainText('x'), allowPlainTextInOutput: true });
  expect(messageOf(() => (chart.node.root as App).synth())).toContain('sync.pullSecret (GitRepository spec.secretRef.name): ');
  expect(distribution.warnings).toEqual([]);
});
