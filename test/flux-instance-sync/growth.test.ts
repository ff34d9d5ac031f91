import { App, Chart, JsonPatch, Testing } from 'cdk8s';
import { Node } from 'constructs';
import { FluxInstanceSync, FluxSecret, Patches, SecretValue } from '../../src';
import { ConstructFindings } from '../../src/emit';
import { Document } from '../../src/kustomize/json6902/document';
import { Resource } from '../../src/kustomize/resource';
import type { ProblemsError } from '../../src/problems';
import { Validator } from '../../src/schema/validator';
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

test('ten times as many charts, with a sync each, are looked at ten times as often', () => {
  const looks = (count: number) => {
    const find = jest.spyOn(ConstructFindings.prototype, 'complete');
    const app = new App();
    for (let index = 0; index < count; index++) {
      addSync(new Chart(app, `chart-${index}`), index);
    }
    app.synthYaml();
    return find.mock.calls.length;
  };
  expect(looks(10)).toBe(10);
  jest.restoreAllMocks();
  expect(looks(100)).toBe(100);
});

describe('a problem among many patches', () => {
  const makePatches = (count: number, wrong: JsonPatch) => Array.from({ length: count }, (_, index) => Patches.json6902(
    { kind: 'Kustomization' }, index === count / 2 ? wrong : JsonPatch.add('/spec/timeout', `${index + 1}m`)));
  const render = (count: number, wrong: JsonPatch) => new FluxInstanceSync(Testing.chart(), 'sync', { ...GIT, patches: makePatches(count, wrong) });

  test.each([100, 3000])('a few of %i stages are written for one warning', (count) => {
    const write = jest.spyOn(Resource.prototype, 'write');
    expect(render(count, JsonPatch.add('/spec/interval', '1s')).warnings.map(({ path }) => path)).toEqual([
      `patches[${count / 2}] (Kustomization spec.interval)`,
    ]);
    expect(write.mock.calls.length).toBeLessThanOrEqual(20);
  });

  test.each([100, 3000])('a few of %i stages are written for one error', (count) => {
    const write = jest.spyOn(Resource.prototype, 'write');
    expect(messageOf(() => render(count, JsonPatch.add('/spec/prune', 'yes')))).toContain(`patches[${count / 2}] (Kustomization spec.prune)`);
    expect(write.mock.calls.length).toBeLessThanOrEqual(20);
  });
});

describe('many patches that each add something to one object', () => {
  const render = (operations: readonly JsonPatch[], more: object = {}) => new FluxInstanceSync(Testing.chart(), 'sync', {
    ...GIT, ...more, patches: operations.map((operation) => Patches.json6902({ kind: 'Kustomization' }, operation)),
  });
  const repeat = (count: number, make: (index: number) => JsonPatch) => Array.from({ length: count }, (_, index) => make(index));
  /** How often an object is written or checked as a whole. */
  const countPasses = (run: () => void) => {
    const passes = [jest.spyOn(Resource.prototype, 'write'), jest.spyOn(Validator.prototype, 'check')];
    run();
    const count = passes.reduce((sum, { mock: { calls } }) => sum + calls.length, 0);
    passes.forEach((pass) => pass.mockRestore());
    return count;
  };

  const findErrors = (operations: readonly JsonPatch[]) => {
    try {
      return render(operations).warnings.map(({ path }) => path);
    } catch (error) {
      return (error as ProblemsError).problems.map(({ path }) => path);
    }
  };
  const warnLost = (operations: readonly JsonPatch[]) => {
    const annotations = Object.fromEntries(operations.map((_, index) => [`note-${index}`, 'theirs']));
    return render(operations, { commonMetadata: { annotations } }).warnings.map(({ path }) => path);
  };

  const toList = (path: string, entry: object) => (index: number) => JsonPatch.add(index === 0 ? path : `${path}/-`, index === 0 ? [entry] : entry);

  test.each<[string, (index: number) => JsonPatch, (index: number) => string, (operations: readonly JsonPatch[]) => string[]]>([
    ['an unknown field', (index) => JsonPatch.add(`/spec/field${index}`, 1), (index) => `spec.field${index}`, findErrors],
    ['a bad entry of a list', toList('/spec/dependsOn', { name: 5 }), (index) => `spec.dependsOn[${index}].name`, findErrors],
    ['an annotation that has no effect', (index) => JsonPatch.add(`/metadata/annotations/note-${index}`, 'x'), (index) => `metadata.annotations.note-${index}`, warnLost],
  ])('each problem names its patch, and the objects are looked at no more often: %s', (_, make, field, find) => {
    const passes = [150, 900].map((count) => countPasses(() => {
      expect(find(repeat(count, make))).toEqual(repeat(count, make).map((__, index) => `patches[${index}] (Kustomization ${field(index)})`));
    }));
    // Writing and checking every object after each patch would be thousands.
    expect(Math.max(...passes)).toBeLessThan(500);
    expect(passes[1]).toBeLessThanOrEqual(passes[0] + 20);
  });

  test('no container of the object is copied twice', () => {
    const own = jest.spyOn(Document.prototype as unknown as { copyContainer: (container: object) => object }, 'copyContainer');
    render(repeat(900, (index) => JsonPatch.add(`/spec/postBuild${index === 0 ? '' : `/substitute/name_${index}`}`, index === 0 ? { substitute: {} } : 'x')));
    expect(own.mock.calls.length).toBeLessThan(20);
  });
});
