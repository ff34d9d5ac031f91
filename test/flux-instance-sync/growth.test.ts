import { App, Chart, JsonPatch, Testing } from 'cdk8s';
import { Node } from 'constructs';
import { FluxInstanceSync, FluxSecret, Patches, SecretValue } from '../../src';
import { Resource } from '../../src/kustomize/resource';
import { GIT, messageOf } from './make-sync';

beforeEach(() => {
  jest.spyOn(process.stderr, 'write').mockReturnValue(true);
});

afterEach(() => {
  jest.restoreAllMocks();
});

/** How many constructs are visited: listed, or looked up by their id. */
function countVisits(run: () => void): number {
  const findAll = jest.spyOn(Node.prototype, 'findAll');
  const tryFindChild = jest.spyOn(Node.prototype, 'tryFindChild');
  run();
  const visits = findAll.mock.results.reduce((sum, { value }) => sum + (value as unknown[]).length, tryFindChild.mock.calls.length);
  jest.restoreAllMocks();
  return visits;
}

function synthesize(count: number, add: (chart: Chart, index: number) => void): void {
  const app = new App();
  const chart = new Chart(app, 'chart');
  for (let index = 0; index < count; index++) {
    add(chart, index);
  }
  app.synthYaml();
}

const addSync = (chart: Chart, index: number, more: object = {}) => new FluxInstanceSync(chart, `sync-${index}`, { ...GIT, name: `sync-${index}`, ...more });
const addSecret = (chart: Chart, index: number) => FluxSecret.gitBasicAuth(chart, `secret-${index}`, {
  name: `secret-${index}`, username: 'me', password: SecretValue.unsafePlainText('x'), allowPlainTextInOutput: true,
});

test.each<[string, (chart: Chart, index: number) => void]>([
  ['syncs', addSync],
  ['syncs that each name a Secret made before', (chart, index) => {
    addSecret(chart, index);
    addSync(chart, index, { pullSecret: `secret-${index}` });
  }],
  ['syncs that each name a Secret made later', (chart, index) => {
    addSync(chart, index, { pullSecret: `secret-${index}` });
    addSecret(chart, index);
  }],
])('ten times as many %s visit ten times as many constructs', (_, add) => {
  const visits = (count: number) => countVisits(() => synthesize(count, add));
  expect(visits(300)).toBeLessThan(10.5 * visits(30));
});

describe('a problem among many patches', () => {
  const makePatches = (count: number, wrong: JsonPatch) => Array.from({ length: count }, (_, index) => Patches.json6902(
    { kind: 'Kustomization' }, index === count / 2 ? wrong : JsonPatch.add('/spec/timeout', `${index + 1}m`)));
  const render = (count: number, wrong: JsonPatch) => new FluxInstanceSync(Testing.chart(), 'sync', { ...GIT, patches: makePatches(count, wrong) });

  test.each([100, 3000])('each of %i stages is written once for one warning', (count) => {
    const write = jest.spyOn(Resource.prototype, 'write');
    expect(render(count, JsonPatch.add('/spec/interval', '1s')).warnings.map(({ path }) => path)).toEqual([
      `patches[${count / 2}] (Kustomization spec.interval)`,
    ]);
    expect(write.mock.calls.length).toBeLessThanOrEqual(count + 10);
  });

  test.each([100, 3000])('each of %i stages is written once for one error', (count) => {
    const write = jest.spyOn(Resource.prototype, 'write');
    expect(messageOf(() => render(count, JsonPatch.add('/spec/prune', 'yes')))).toContain(`patches[${count / 2}] (Kustomization spec.prune)`);
    expect(write.mock.calls.length).toBeLessThanOrEqual(count + 10);
  });
});
