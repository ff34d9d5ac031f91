import { ApiObject, JsonPatch, Lazy, Testing } from 'cdk8s';
import * as kplus from 'cdk8s-plus-33';
import { FluxInstanceSync, FluxSecret, Patches, SecretValue } from '../../src';
import { GIT, makeChart, messageOf } from './make-sync';

beforeEach(() => {
  jest.spyOn(process.stderr, 'write').mockReturnValue(true);
});

const PATCH_ARGS = Patches.json6902({ kind: 'Deployment' }, JsonPatch.add('/spec/template/spec/containers/0/args', ['--x']));

function containersOf(chart: ReturnType<typeof makeChart>): string[] {
  const deployment = (Testing.synth(chart)).find(({ kind }) => kind === 'Deployment');
  return deployment.spec.template.spec.containers.map(({ name, args }: any) => `${name} ${JSON.stringify(args)}`);
}

describe('patch targets are patched as they are at synth', () => {
  test('a container that is added after the sync stays', () => {
    const chart = makeChart();
    const deployment = new kplus.Deployment(chart, 'source-controller', { containers: [{ image: 'a', name: 'manager' }] });
    new FluxInstanceSync(chart, 'sync', { ...GIT, patchTargets: [deployment], patches: [PATCH_ARGS] });
    deployment.addContainer({ image: 'sidecar', name: 'sidecar' });
    expect(containersOf(chart)).toEqual(['manager ["--x"]', 'sidecar undefined']);
  });

  test('a list that is produced late is the list at synth', () => {
    const chart = makeChart();
    const names = ['manager'];
    const target = new ApiObject(chart, 'deployment', {
      apiVersion: 'apps/v1',
      kind: 'Deployment',
      metadata: { name: 'x' },
      spec: { template: { spec: { containers: Lazy.any({ produce: () => names.map((name) => ({ name })) }) } } },
    });
    new FluxInstanceSync(chart, 'sync', { ...GIT, patchTargets: [target], patches: [PATCH_ARGS] });
    names.push('late');
    expect(containersOf(chart)).toEqual(['manager ["--x"]', 'late undefined']);
    names.push('later');
    expect(containersOf(chart)).toEqual(['manager ["--x"]', 'late undefined', 'later undefined']);
  });

  test('a label that its owner adds later, and one that two syncs add, are all there', () => {
    const chart = makeChart();
    const target = new ApiObject(chart, 'settings', { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'settings', labels: { first: 'yes' } } });
    const label = (name: string) => Patches.json6902({ kind: 'ConfigMap' }, JsonPatch.add(`/metadata/labels/${name}`, 'yes'));
    new FluxInstanceSync(chart, 'one', { ...GIT, name: 'one', patchTargets: [target], patches: [label('one')] });
    new FluxInstanceSync(chart, 'two', { ...GIT, name: 'two', patchTargets: [target], patches: [label('two')] });
    target.metadata.addLabel('late', 'yes');
    expect((target.toJson()).metadata.labels).toEqual({ first: 'yes', late: 'yes', one: 'yes', two: 'yes' });
    expect((Testing.synth(chart))[0].metadata.labels).toEqual({ first: 'yes', late: 'yes', one: 'yes', two: 'yes' });
  });

  test('a patch that no longer fits is an error before anything is written', () => {
    const chart = makeChart();
    const target = new ApiObject(chart, 'deployment', { apiVersion: 'apps/v1', kind: 'Deployment', metadata: { name: 'x' }, spec: { a: { b: 'c' } } });
    new FluxInstanceSync(chart, 'sync', { ...GIT, patchTargets: [target], patches: [Patches.json6902({ kind: 'Deployment' }, JsonPatch.remove('/spec/a/b'))] });
    target.addJsonPatch(JsonPatch.remove('/spec/a/b'));
    expect(messageOf(() => Testing.synth(chart))).toContain('[cluster/sync] patches[0].ops[0]: cannot apply remove /spec/a/b to');
  });
});

test('a patch that breaks the object of another sync is refused, with the patch that did it', () => {
  const chart = makeChart();
  const other = new FluxInstanceSync(chart, 'a', { ...GIT, name: 'a' });
  const patches = [Patches.json6902({ kind: 'Kustomization', name: 'a' }, JsonPatch.add('/spec/prune', 'yes'))];
  expect(messageOf(() => new FluxInstanceSync(chart, 'b', { ...GIT, patchTargets: [other], patches }))).toContain(
    'patches[0] (Kustomization a spec.prune): must be true or false');
});

test('a valid patch of another sync is applied', () => {
  const chart = makeChart();
  const other = new FluxInstanceSync(chart, 'a', { ...GIT, name: 'a' });
  const patches = [Patches.json6902({ kind: 'Kustomization', name: 'a' }, JsonPatch.add('/spec/wait', true))];
  new FluxInstanceSync(chart, 'b', { ...GIT, patchTargets: [other], patches });
  expect((Testing.synth(chart)).filter(({ kind, spec }) => kind === 'Kustomization' && spec.wait === true).map(({ metadata }) => metadata.name))
    .toEqual(['a']);
});

describe('a Secret is checked wherever it is made', () => {
  const SSH = { ...GIT, url: 'ssh://git@git.example.com/fleet.git', pullSecret: 'key' };
  const makeSecret = (chart: ReturnType<typeof makeChart>) => FluxSecret.gitBasicAuth(chart, 'key', {
    username: 'a', password: SecretValue.unsafePlainText('b'), allowPlainTextInOutput: true,
  });

  test('above the sync it is refused in the constructor', () => {
    const chart = makeChart();
    makeSecret(chart);
    expect(messageOf(() => new FluxInstanceSync(chart, 'sync', SSH))).toContain('[GIT_SSH_SECRET_KEYS]');
  });

  test('below the sync it is refused at synth', () => {
    const chart = makeChart();
    new FluxInstanceSync(chart, 'sync', SSH);
    makeSecret(chart);
    expect(messageOf(() => Testing.synth(chart))).toMatch(/\[cluster\/sync\] pullSecret \(GitRepository spec\.secretRef\.name\): .*\[GIT_SSH_SECRET_KEYS\]/);
  });
});
