import { ApiObject, JsonPatch, Lazy, Testing } from 'cdk8s';
import type { Chart } from 'cdk8s';
import * as kplus from 'cdk8s-plus-33';
import { Construct } from 'constructs';
import { FluxInstanceSync, SyncProvider } from '../../src';
import type { FluxInstanceSyncProps } from '../../src';
import { findPlainSecrets } from '../../src/known-secrets';
import { GIT, makeChart } from '../flux-instance-sync/make-sync';

beforeEach(() => {
  jest.spyOn(process.stderr, 'write').mockReturnValue(true);
});

function addSecret(scope: Construct, name: string, body: object = {}, namespace: string | undefined = 'flux-system'): ApiObject {
  return new ApiObject(scope, name, { apiVersion: 'v1', kind: 'Secret', metadata: { name, namespace }, ...body });
}

function addSync(chart: Chart, props: Partial<FluxInstanceSyncProps>): FluxInstanceSync {
  return new FluxInstanceSync(chart, 'sync', { ...GIT, ...props });
}

/** The codes of the errors and the warnings at synth. */
function synthesize(chart: Chart, sync: FluxInstanceSync): readonly string[] {
  let message = '';
  try {
    Testing.synth(chart);
  } catch (error) {
    ({ message } = error as Error);
  }
  return [...[...message.matchAll(/\[([A-Z_]{4,})\]/g)].map(([, code]) => code), ...sync.warnings.map(({ code }) => code)];
}

const SSH: Partial<FluxInstanceSyncProps> = { url: 'ssh://git@github.com/acme/fleet.git', pullSecret: 'auth' };
const LOGIN = { stringData: { username: 'me', password: 'p' } };

describe('a Secret that others make is matched at synth', () => {
  test.each<[string, Partial<FluxInstanceSyncProps>, object, string[]]>([
    ['a login for SSH', SSH, LOGIN, ['GIT_SSH_SECRET_KEYS']],
    ['a login for SSH, in data', SSH, { data: { username: 'bWU=', password: 'cA==' } }, ['GIT_SSH_SECRET_KEYS']],
    ['a password alone', { pullSecret: 'auth' }, { stringData: { password: 'p' } }, ['GIT_SECRET_USERNAME_MISSING']],
    ['a login for an app', { pullSecret: 'auth', provider: SyncProvider.GITHUB }, { stringData: { githubAppID: '1' } }, ['GIT_GITHUB_SECRET_KEYS', 'GIT_GITHUB_INSTALLATION']],
    ['an age key of another name', { kustomization: { decryption: { secret: 'auth' } } }, { stringData: { 'age.key': 'x' } }, ['SOPS_KEYS_IGNORED']],
  ])('%s', (_, props, body, codes) => {
    const chart = makeChart();
    const sync = addSync(chart, props);
    addSecret(chart, 'auth', body);
    expect(sync.warnings).toEqual([]);
    expect(synthesize(chart, sync)).toEqual(codes);
  });

  test('that of cdk8s-plus, wherever it stands', () => {
    const chart = makeChart();
    const secret = new kplus.Secret(new Construct(chart, 'group'), 'secret', { metadata: { name: 'auth', namespace: 'flux-system' }, stringData: { username: 'me' } });
    const sync = addSync(chart, SSH);
    secret.addStringData('password', 'p');
    expect(synthesize(chart, sync)).toEqual(['GIT_SSH_SECRET_KEYS']);
  });

  test('as it is at each synth', () => {
    const chart = makeChart();
    const secret = addSecret(chart, 'auth', LOGIN);
    const sync = addSync(chart, SSH);
    expect(synthesize(chart, sync)).toEqual(['GIT_SSH_SECRET_KEYS']);
    secret.addJsonPatch(JsonPatch.replace('/stringData', { identity: 'x', known_hosts: 'y' }));
    expect(synthesize(chart, sync)).toEqual([]);
    secret.addJsonPatch(JsonPatch.remove('/stringData/known_hosts'));
    expect(synthesize(chart, sync)).toEqual(['GIT_SSH_SECRET_KEYS']);
  });
});

describe('nothing is said where something is not known', () => {
  test.each<[string, (chart: Chart) => void]>([
    ['right keys', (chart) => addSecret(chart, 'auth', { stringData: { identity: 'x', known_hosts: 'y' } })],
    ['right keys, in both maps', (chart) => addSecret(chart, 'auth', { data: { identity: 'eA==' }, stringData: { known_hosts: 'y' } })],
    ['right keys of a list that is made late', (chart) => addSecret(chart, 'auth', { stringData: Lazy.any({ produce: () => ({ identity: 'x', known_hosts: 'y' }) }) })],
    ['a Secret that somebody else fills', (chart) => addSecret(chart, 'auth')],
    ['a Secret of another namespace', (chart) => addSecret(chart, 'auth', LOGIN, 'apps')],
    ['a Secret without a namespace', (chart) => new ApiObject(chart, 'auth', { apiVersion: 'v1', kind: 'Secret', metadata: { name: 'auth' }, ...LOGIN })],
    ['a Secret of another name', (chart) => addSecret(chart, 'other', LOGIN)],
    ['two of one name', (chart) => [addSecret(new Construct(chart, 'a'), 'auth', LOGIN), addSecret(new Construct(chart, 'b'), 'auth', LOGIN)]],
    ['another kind', (chart) => new ApiObject(chart, 'auth', {
      apiVersion: 'external-secrets.io/v1', kind: 'ExternalSecret', metadata: { name: 'auth', namespace: 'flux-system' }, spec: {},
    })],
    ['data that cannot be read', (chart) => addSecret(chart, 'auth', { data: 'x' })],
  ])('%s', (_, add) => {
    const chart = makeChart();
    const sync = addSync(chart, SSH);
    add(chart);
    expect(synthesize(chart, sync)).toEqual([]);
  });
});

test('no message shows a value', () => {
  const chart = makeChart();
  const sync = addSync(chart, SSH);
  addSecret(chart, 'auth', { stringData: { username: 'me', password: 'hunter2' } });
  expect(() => Testing.synth(chart)).toThrow('GIT_SSH_SECRET_KEYS');
  expect(() => Testing.synth(chart)).not.toThrow('hunter2');
  expect(JSON.stringify([...findPlainSecrets(chart, sync).known.values()])).not.toContain('hunter2');
});

test('the tree is walked once for all syncs of a synth', () => {
  const countWalks = (count: number): number => {
    const chart = makeChart();
    for (let index = 0; index < count; index++) {
      addSecret(chart, `auth${index}`, LOGIN);
      new FluxInstanceSync(chart, `sync${index}`, { ...GIT, name: `sync${index}`, pullSecret: `auth${index}` });
    }
    const walks = jest.spyOn(ApiObject, 'isApiObject');
    const before = walks.mock.calls.length;
    Testing.synth(chart);
    const asked = walks.mock.calls.length - before;
    walks.mockRestore();
    return asked;
  };
  expect(countWalks(400)).toBeLessThan(5 * countWalks(100));
});
