import { App, Chart } from 'cdk8s';
import type { ApiObject } from 'cdk8s';
import { Construct } from 'constructs';
import { FluxInstanceSync, FluxSecret, RuntimeChecks, SecretValue, SubstituteFromKind } from '../../src';
import type { FluxInstanceSyncProps } from '../../src';
import { GIT, makeChart, messageOf } from '../flux-instance-sync/make-sync';

function addSync(chart: Construct, id: string, props: Partial<FluxInstanceSyncProps> = {}): FluxInstanceSync {
  return new FluxInstanceSync(chart, id, { ...GIT, name: id, runtimeChecks: RuntimeChecks.OFF, ...props });
}

function addSecret(chart: Construct, id: string): FluxSecret {
  return FluxSecret.gitBasicAuth(chart, id, { username: 'git', password: SecretValue.unsafePlainText('p'), allowPlainTextInOutput: true });
}

/** Kind and name of what a chart emits, in order. */
function listOutput(chart: Chart): readonly string[] {
  return (chart.toJson() as { kind: string; metadata: { name: string } }[]).map(({ kind, metadata: { name } }) => `${kind}/${name}`);
}

function listDependencies(object: ApiObject): readonly string[] {
  return object.node.dependencies.map(({ node }) => node.path);
}

describe('a Secret that a sync names', () => {
  test('comes first in the output, though it is made after the sync', () => {
    const chart = makeChart();
    addSync(chart, 'sync', { pullSecret: 'auth' });
    addSecret(chart, 'other');
    addSecret(chart, 'auth');
    expect(listOutput(chart)).toEqual(['Secret/auth', 'GitRepository/sync', 'Kustomization/sync', 'Secret/other']);
  });

  test('comes before the Kustomization whose substitutions it has', () => {
    const chart = makeChart();
    addSync(chart, 'sync', { kustomization: { postBuild: { substituteFrom: [{ kind: SubstituteFromKind.SECRET, name: 'values' }] } } });
    addSecret(chart, 'values');
    expect(listOutput(chart)).toEqual(['GitRepository/sync', 'Secret/values', 'Kustomization/sync']);
  });

  test.each<[string, Partial<FluxInstanceSyncProps>, 'source' | 'kustomization']>([
    ['pullSecret', { pullSecret: 'auth' }, 'source'],
    ['gitRepository.proxySecret', { gitRepository: { proxySecret: 'auth' } }, 'source'],
    ['kustomization.kubeConfig', { kustomization: { kubeConfig: { secret: 'auth' } } }, 'kustomization'],
  ])('is one that an object depends on: %s', (_, props, user) => {
    const chart = makeChart();
    addSecret(chart, 'auth');
    const sync = addSync(chart, 'sync', props);
    expect(listDependencies(sync[user]!)).toEqual(['cluster/auth/Resource']);
    expect(listDependencies(sync[user === 'source' ? 'kustomization' : 'source']!)).toEqual([]);
  });

  test('is one of the same chart and namespace only, so that the files keep their names', () => {
    const app = new App();
    const [one, two] = [new Chart(app, 'one'), new Chart(app, 'two')];
    addSecret(two, 'auth');
    FluxSecret.bucketAzure(one, 'elsewhere', { name: 'auth', namespace: 'other', clientId: 'c', allowPlainTextInOutput: true });
    expect(listDependencies(addSync(one, 'sync', { pullSecret: 'auth' }).source!)).toEqual([]);
  });

  test('may be removed again', () => {
    const chart = makeChart();
    addSecret(chart, 'auth');
    addSync(chart, 'sync', { pullSecret: 'auth' });
    chart.node.tryRemoveChild('auth');
    expect(listOutput(chart)).toEqual(['GitRepository/sync', 'Kustomization/sync']);
  });

  test('is checked no more when a construct around it was removed', () => {
    const chart = makeChart();
    addSecret(new Construct(chart, 'group'), 'auth');
    const add = () => addSync(chart, 'sync', { url: 'ssh://git@github.com/my-org/my-fleet.git', pullSecret: 'auth', runtimeChecks: RuntimeChecks.ERROR });
    expect(messageOf(add)).toContain('[GIT_SSH_SECRET_KEYS]');
    chart.node.tryRemoveChild('group');
    expect(add).not.toThrow();
  });
});

test('the work of n syncs with n Secrets in one chart grows with n, not with its square', () => {
  const countLookUps = (count: number): number => {
    const chart = makeChart();
    const lookUp = jest.spyOn(Object.getPrototypeOf(chart.node) as Construct['node'], 'tryFindChild');
    for (let index = 0; index < count; index++) {
      addSecret(chart, `auth${index}`);
      addSync(chart, `sync${index}`, { pullSecret: `auth${index}`, runtimeChecks: RuntimeChecks.ERROR });
    }
    const { length } = lookUp.mock.calls;
    lookUp.mockRestore();
    return length;
  };
  const few = countLookUps(100);
  expect(few).toBeGreaterThan(100);
  expect(countLookUps(1500)).toBeLessThan(16 * few);
});
