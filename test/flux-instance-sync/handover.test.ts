import { ApiObject, Testing } from 'cdk8s';
import { FluxInstanceSync, RuntimeChecks } from '../../src';
import { GIT, makeChart, makeSync, warningsOf } from './make-sync';

beforeEach(() => {
  jest.spyOn(process.stderr, 'write').mockReturnValue(true);
});

describe('handover', () => {
  test('protects both objects from the operator, and warns until it is removed', () => {
    const sync = makeSync({ handover: true });
    for (const object of sync.objects) {
      expect(object.toJson().metadata.annotations['fluxcd.controlplane.io/prune']).toBe('disabled');
    }
    expect(warningsOf(sync)).toEqual([expect.stringMatching(/^handover: keeps the operator from deleting .*\[HANDOVER_ON\]$/)]);
  });

  test('is an option of manifests, too', () => {
    const text = 'apiVersion: fluxcd.controlplane.io/v1\nkind: FluxInstance\nmetadata: {name: flux, namespace: flux-system}\nspec:\n'
      + '  distribution: {registry: ghcr.io/fluxcd, version: 2.x}\n'
      + '  sync: {kind: GitRepository, url: "https://git.example.com/a.git", ref: refs/heads/main, path: ./}\n';
    const sync = FluxInstanceSync.fromYaml(makeChart(), 'sync', text, { handover: true });
    expect(sync.kustomization!.toJson().metadata.annotations['fluxcd.controlplane.io/prune']).toBe('disabled');
    expect(warningsOf(sync)).toEqual([expect.stringMatching(/^options\.handover: /)]);
  });

  test('leaves no annotation without it', () => {
    expect(Object.keys(makeSync({}).source!.toJson().metadata.annotations)).toEqual([
      'kustomize.toolkit.fluxcd.io/prune', 'kustomize.toolkit.fluxcd.io/ssa',
    ]);
  });
});

describe('a FluxInstance in the chart', () => {
  function warningsBeside(instance: { readonly name?: string; readonly namespace?: string; readonly spec?: object }, props: object = {}): string[] {
    const chart = makeChart();
    const sync = new FluxInstanceSync(chart, 'sync', { ...GIT, ...props });
    const { name = 'flux', namespace = 'flux-system', spec = { distribution: { registry: 'ghcr.io/fluxcd', version: '2.x' } } } = instance;
    new ApiObject(chart, 'instance', { apiVersion: 'fluxcd.controlplane.io/v1', kind: 'FluxInstance', metadata: { name, namespace }, spec });
    Testing.synth(chart);
    Testing.synth(chart);
    return warningsOf(sync);
  }

  test('that owns the sync by its labels and has no spec.sync is warned of, once', () => {
    expect(warningsBeside({})).toEqual([expect.stringMatching(/^carries the owner labels of the FluxInstance flux-system\/flux of this chart, .*\[OWNER_WITHOUT_SYNC\]$/)]);
  });

  test.each<[string, Parameters<typeof warningsBeside>]>([
    ['of another name', [{ name: 'other' }]],
    ['of another namespace', [{ namespace: 'other' }]],
    ['with a sync of its own', [{ spec: { sync: {} } }]],
  ])('%s is none of the sync\'s business', (_, [instance, props]) => {
    expect(warningsBeside(instance, props)).toEqual([]);
  });

  test('is fine while the sync is protected', () => {
    expect(warningsBeside({}, { handover: true })).toEqual([expect.stringContaining('[HANDOVER_ON]')]);
  });
});

describe('what a sync alone does not do', () => {
  const deployment = (chart: ReturnType<typeof makeChart>, name: string, args: string[]) => new ApiObject(chart, name, {
    apiVersion: 'apps/v1', kind: 'Deployment', metadata: { name }, spec: { template: { spec: { containers: [{ name: 'manager', args }] } } },
  });

  test('multitenant alone locks nothing down, and says so once', () => {
    expect(warningsOf(makeSync({ multitenant: true }))).toEqual([expect.stringMatching(
      /^multitenant: .*--no-cross-namespace-refs=true --no-remote-bases=true --default-service-account=default of kustomize-controller.*\[TENANCY_INCOMPLETE\]$/)]);
  });

  test('multitenant is complete where the controllers have their arguments', () => {
    const chart = makeChart();
    const lockdown = ['--no-cross-namespace-refs=true', '--no-remote-bases=true', '--default-service-account=tenant'];
    const patchTargets = ['kustomize-controller', 'helm-controller', 'notification-controller'].map((name) => deployment(chart, name, lockdown));
    expect(warningsOf(new FluxInstanceSync(chart, 'sync', { ...GIT, multitenant: true, patchTargets }))).toEqual([]);
  });

  test.each<[string, readonly string[]]>([
    ['  cluster: {size: large, type: openshift, domain: example.local}', ['spec.cluster.size', 'spec.cluster.type', 'spec.cluster.domain']],
    ['  cluster: {objectLevelWorkloadIdentity: true, multitenantWorkloadIdentity: true}', [
      'spec.cluster.objectLevelWorkloadIdentity', 'spec.cluster.multitenantWorkloadIdentity',
    ]],
    ['  sharding: {shards: [a]}\n  storage: {class: x, size: 1Gi}', ['spec.sharding', 'spec.storage']],
    ['  cluster: {type: kubernetes, networkPolicy: true, domain: cluster.local}', []],
  ])('a manifest with %j names what is not done here: %j', (lines, fields) => {
    const text = 'apiVersion: fluxcd.controlplane.io/v1\nkind: FluxInstance\nmetadata: {name: flux, namespace: flux-system}\nspec:\n'
      + `  distribution: {registry: ghcr.io/fluxcd, version: 2.x}\n${lines}\n`
      + '  sync: {kind: GitRepository, url: "https://git.example.com/a.git", ref: refs/heads/main, path: ./}\n';
    const warnings = warningsOf(FluxInstanceSync.fromYaml(makeChart(), 'sync', text));
    expect(warnings).toEqual(fields.length === 0 ? [] : [expect.stringContaining(`which this construct does not emit: ${fields.join(', ')};`)]);
    expect(warningsOf(FluxInstanceSync.fromYaml(makeChart(), 'sync', text, { runtimeChecks: RuntimeChecks.OFF }))).toEqual([]);
  });
});
