import { join } from 'node:path';
import { ApiObject, App, Chart, JsonPatch, Testing } from 'cdk8s';
import { FleetLayout, FleetOutput, FluxFleet, Patches, RuntimeChecks } from '../../src';
import type { FleetClusterProps, FluxFleetProps } from '../../src';
import { DEFAULTS, messageOf } from './fleets';
import { makeFolder, readFolder, removeFolders } from './folders';

const MANIFESTS = join(__dirname, '../distribution/fixtures/artifact-small');

beforeEach(() => jest.spyOn(process.stderr, 'write').mockReturnValue(true));
afterEach(() => jest.restoreAllMocks());
afterAll(removeFolders);

/** The files of a fleet with one cluster, and its summary without the folder. */
function writeOne(props: FluxFleetProps, cluster: string, clusterProps: FleetClusterProps, use: (chart: Chart) => unknown): unknown {
  const outdir = makeFolder();
  const fleet = new FluxFleet({ outdir, ...props });
  use(fleet.addCluster(cluster, clusterProps));
  const summary = fleet.synth();
  return { summary, files: readFolder(outdir) };
}

describe('a cluster whose chart nobody has used has the same files and warnings as one with a construct tree', () => {
  const layouts = [FleetLayout.FILE_PER_CLUSTER, FleetLayout.FOLDER_PER_CLUSTER, FleetLayout.FLUX_SYSTEM_PER_CLUSTER];
  const outputs = [FleetOutput.SYNC, FleetOutput.FLUX_INSTANCE, FleetOutput.DISTRIBUTION];
  test.each<[string, FleetClusterProps]>([
    ['with defaults only', {}],
    ['with a warning', { multitenant: true, patches: [Patches.json6902({ kind: 'Kustomization' }, JsonPatch.add('/spec/interval', '1s'))] }],
    ['with an acknowledgement that silences nothing', { acknowledge: [{ code: 'HANDOVER_ON', reason: 'none' }] }],
    ['with checks as warnings', { runtimeChecks: RuntimeChecks.WARN, ref: 'main' }],
    ['with a key that cdk8s stumbles over', {
      patches: [Patches.json6902({ kind: 'Kustomization' }, JsonPatch.add('/spec/postBuild', { substitute: { constructor: 'a', b: '0o17' } }))],
    }],
    ['with strings that need quotes', { commonMetadata: { annotations: { 'example.com/a': 'yes', 'example.com/b': 'two\nlines', 'example.com/c': '1e3' } } }],
    ['without its source', { runtimeChecks: RuntimeChecks.OFF, patches: [{ target: { kind: 'GitRepository' }, patch: '{$patch: delete, apiVersion: v1, kind: x, metadata: {name: x}}' }] }],
    ['without an object', { runtimeChecks: RuntimeChecks.OFF, patches: [{ target: { name: 'flux-system' }, patch: '{$patch: delete, apiVersion: v1, kind: x, metadata: {name: x}}' }] }],
  ])('%s', (_, props) => {
    let isWritten = false;
    for (const output of outputs) {
      const fleet = { output, defaults: { ...DEFAULTS, ...output === FleetOutput.DISTRIBUTION ? { manifests: MANIFESTS } : {} } };
      for (const [layout, cluster] of [...layouts.map((each) => [each, 'eu-1'] as const), ...layouts.map((each) => [each, 'EU.1'] as const)]) {
        const run = (use: (chart: Chart) => unknown) => attempt(() => writeOne({ ...fleet, layout }, cluster, props, use));
        const written = run(() => undefined);
        expect(written).toBe(run((chart) => chart.node));
        isWritten ||= written.includes('apiVersion');
      }
    }
    expect(isWritten).toBe(true);
  });
});

test('a chart that is looked at only later holds the sync all the same, and takes nothing more', () => {
  const outdir = makeFolder();
  const fleet = new FluxFleet({ outdir, defaults: DEFAULTS });
  const [first, second, bad] = ['a', 'b'].map((cluster) => fleet.addCluster(cluster)).concat(fleet.addCluster('bad', { url: 'ftp://example.com' }));
  expect(messageOf(() => fleet.plan())).toContain('bad: 1 problem');
  expect((Testing.synth(first) as { kind: string }[]).map(({ kind }) => kind)).toEqual(['GitRepository', 'Kustomization']);
  expect(App.of(second).synthYaml()).toContain('path: clusters/b\n');
  expect(bad.node.children).toEqual([]);
  for (const chart of [first, second, bad]) {
    expect(() => new ApiObject(chart, 'late', { apiVersion: 'v1', kind: 'ConfigMap' })).toThrow('Cannot add children');
  }
});

test.each<[string, (chart: Chart) => unknown]>([
  ['a construct', (chart) => new ApiObject(chart, 'map', { apiVersion: 'v1', kind: 'ConfigMap' })],
  ['another chart of its app', (chart) => new ApiObject(new Chart(App.of(chart), 'other'), 'map', { apiVersion: 'v1', kind: 'ConfigMap' })],
  ['a validation, which sees the sync', (chart) => chart.node.addValidation({ validate: () => (chart.node.findAll().length > 3 ? ['ConfigMap'] : []) })],
  ['a resolver', (chart) => App.of(chart).resolvers.unshift({ resolve: (context) => (context.value === 'GitRepository' ? context.replaceValue('ConfigMap') : undefined) })],
])('what is added through the chart counts: %s', (_, use) => {
  expect(attempt(() => writeOne({ defaults: DEFAULTS }, 'eu-1', {}, use))).toContain('ConfigMap');
  expect(attempt(() => writeOne({ defaults: DEFAULTS }, 'eu-1', {}, () => undefined))).not.toContain('ConfigMap');
});

/** What comes of a step, as text. */
function attempt(step: () => unknown): string {
  try {
    return JSON.stringify(step());
  } catch (error) {
    return (error as Error).message;
  }
}
