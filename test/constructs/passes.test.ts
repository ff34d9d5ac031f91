import { ApiObject, App, Chart, JsonPatch } from 'cdk8s';
import { FluxInstanceSync } from '../../src';
import { GIT } from '../flux-instance-sync/make-sync';

beforeEach(() => {
  jest.spyOn(process.stderr, 'write').mockReturnValue(true);
});

function addCharts(count: number): App {
  const app = new App();
  for (let index = 0; index < count; index++) {
    new FluxInstanceSync(new Chart(app, `chart-${index}`), 'sync', { ...GIT, url: 'ssh://git@github.com/acme/fleet.git', pullSecret: 'auth' });
  }
  return app;
}

function addSecret(app: App, keys: readonly string[]): ApiObject {
  return new ApiObject(app.node.findChild('chart-2'), 'secret', {
    apiVersion: 'v1', kind: 'Secret', metadata: { name: 'auth', namespace: 'flux-system' }, stringData: Object.fromEntries(keys.map((key) => [key, 'x'])),
  });
}

test('many charts are searched once in a synth, however often cdk8s validates them', () => {
  const countSteps = (count: number): number => {
    const app = addCharts(count);
    const steps = jest.spyOn(ApiObject, 'isApiObject').mockClear();
    app.synthYaml();
    const taken = steps.mock.calls.length;
    steps.mockRestore();
    return taken;
  };
  expect(countSteps(60)).toBeLessThan(5 * countSteps(15));
});

test.each<[string, (app: App) => unknown]>([
  ['a construct that was added', (app) => addSecret(app, ['username', 'password'])],
  ['the content of another construct', (app) => (app.node.findChild('chart-2').node.findChild('secret') as ApiObject)
    .addJsonPatch(JsonPatch.replace('/stringData', { username: 'x', password: 'x' }))],
])('each synth of an app looks at %s since the one before', (what, change) => {
  const app = addCharts(4);
  if (what !== 'a construct that was added') {
    addSecret(app, ['identity', 'known_hosts']);
  }
  expect(() => app.synthYaml()).not.toThrow();
  change(app);
  expect(() => app.synthYaml()).toThrow('[chart-2/sync]');
  app.node.findChild('chart-2').node.tryRemoveChild('secret');
  expect(() => app.synthYaml()).not.toThrow();
});

test('a FluxInstance that loses its sync between two synths is warned of', () => {
  const app = addCharts(3);
  const chart = app.node.findChild('chart-1') as Chart;
  const instance = new ApiObject(chart, 'instance', {
    apiVersion: 'fluxcd.controlplane.io/v1', kind: 'FluxInstance', metadata: { name: 'flux', namespace: 'flux-system' }, spec: { sync: {} },
  });
  const { warnings } = chart.node.findChild('sync') as FluxInstanceSync;
  app.synthYaml();
  expect(warnings).toEqual([]);
  instance.addJsonPatch(JsonPatch.remove('/spec/sync'));
  app.synthYaml();
  expect(warnings.map(({ code }) => code)).toEqual(['OWNER_WITHOUT_SYNC']);
});

test('a construct that is validated alone looks at everything anew', () => {
  const app = addCharts(3);
  const sync = app.node.findChild('chart-2').node.findChild('sync');
  app.synthYaml();
  addSecret(app, ['username', 'password']);
  expect(sync.node.validate()).toEqual([expect.stringContaining('[GIT_SSH_SECRET_KEYS]')]);
});
