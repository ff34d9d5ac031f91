import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ApiObject, App, Chart, Duration, Include, JsonPatch } from 'cdk8s';
import * as fc from 'fast-check';
import { FleetLayout, FluxFleet, FluxInstanceSync, FluxSecret, OnProblem, Patches, SecretValue, SyncKind } from '../../src';
import { cyclic, revoked, throwing } from '../bad-input/hostile-values';
import { catchError, DEFAULTS, messageOf, NOTHING, synthesize } from './fleets';
import { listFiles, makeFolder, readFolder, readTimes, removeFolders } from './folders';

afterAll(removeFolders);

test('a cluster has the same file as a chart of a cdk8s app of its own', () => {
  const [fleetFolder, appFolder] = [makeFolder(), makeFolder()];
  synthesize(fleetFolder, ['eu-1']);

  const app = new App({ outdir: appFolder });
  new FluxInstanceSync(new Chart(app, 'eu-1'), 'sync', {
    kind: SyncKind.GIT_REPOSITORY, url: 'https://github.com/my-org/my-fleet.git', ref: 'refs/heads/main', path: 'clusters/eu-1',
  });
  app.synth();
  expect(readFolder(fleetFolder)).toEqual(readFolder(appFolder));
});

test('a cluster\'s chart takes further constructs, which stand before the sync', () => {
  const outdir = makeFolder();
  const fleet = new FluxFleet({ outdir, defaults: DEFAULTS });
  const chart = fleet.addCluster('eu-1');
  new ApiObject(chart, 'namespace', { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'flux-system' } });
  fleet.addCluster('eu-2');
  fleet.synth();

  const kinds = (file: string) => [...readFileSync(join(outdir, file), 'utf8').matchAll(/^kind: (.*)$/gm)].map(([, kind]) => kind);
  expect(kinds('eu-1.k8s.yaml')).toEqual(['Namespace', 'GitRepository', 'Kustomization']);
  expect(kinds('eu-2.k8s.yaml')).toEqual(['GitRepository', 'Kustomization']);
});

test('a Secret in the cluster\'s chart is known to the run-time rules', () => {
  const fleet = new FluxFleet({ outdir: makeFolder(), defaults: { ...DEFAULTS, url: 'ssh://git@github.com/my-org/my-fleet', pullSecret: 'flux-system' } });
  FluxSecret.gitBasicAuth(fleet.addCluster('eu-1'), 'secret', {
    name: 'flux-system', namespace: 'flux-system', username: 'git', password: SecretValue.unsafePlainText('planted'), allowPlainTextInOutput: true,
  });
  expect(messageOf(() => fleet.synth())).toContain('[GIT_SSH_SECRET_KEYS]');
});

test('a chart whose turn is over refuses further constructs', () => {
  const fleet = new FluxFleet({ outdir: makeFolder(), defaults: DEFAULTS });
  const first = fleet.addCluster('eu-1');
  const second = fleet.addCluster('eu-2');
  const add = (chart: Chart) => () => new ApiObject(chart, 'late', { apiVersion: 'v1', kind: 'ConfigMap' });
  expect(add(first)).toThrow('Cannot add children to "eu-1"');
  expect(add(second)).not.toThrow();
  fleet.synth();
  expect(() => new ApiObject(second, 'later', { apiVersion: 'v1', kind: 'ConfigMap' })).toThrow('Cannot add children to "eu-2"');
});

test('patches reach what else stands in the chart, if asked to', () => {
  const outdir = makeFolder();
  const install = join(makeFolder(), 'install.yaml');
  writeFileSync(install, 'apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: source-controller, namespace: flux-system}\nspec: {replicas: 1}\n');
  const fleet = new FluxFleet({
    outdir,
    defaults: { ...DEFAULTS, patchChart: true, patches: [Patches.json6902({ kind: 'Deployment' }, JsonPatch.replace('/spec/replicas', 2))] },
  });
  new Include(fleet.addCluster('eu-1'), 'install', { url: install });
  fleet.synth();
  expect(readFolder(outdir)['eu-1.k8s.yaml']).toContain('replicas: 2');
});

test('defaults are merged member by member, patches are appended, all else is replaced', () => {
  const outdir = makeFolder();
  const annotate = (key: string) => Patches.json6902({ kind: 'Kustomization' }, JsonPatch.add(`/metadata/annotations/${key}`, 'yes'));
  const fleet = new FluxFleet({
    outdir,
    defaults: {
      ...DEFAULTS,
      interval: Duration.minutes(3),
      commonMetadata: { labels: { team: 'platform', stage: 'test' } },
      kustomization: { wait: true, timeout: Duration.minutes(2) },
      patches: [annotate('first')],
    },
  });
  fleet.addCluster('eu-1', {
    interval: Duration.minutes(4),
    commonMetadata: { labels: { stage: 'production' } },
    kustomization: { timeout: Duration.minutes(9) },
    patches: [annotate('second')],
  });
  fleet.synth();
  const text = readFolder(outdir)['eu-1.k8s.yaml'];
  for (const expected of ['interval: 4m0s', 'team: platform', 'stage: production', 'timeout: 9m0s', 'wait: true', 'first: "yes"', 'second: "yes"']) {
    expect(text).toContain(expected);
  }
  expect(text).not.toMatch(/3m0s|2m0s|stage: test/);
});

test('a second run writes nothing, the index included', () => {
  const outdir = makeFolder();
  expect(synthesize(outdir, ['a', 'b'])).toEqual({ ...NOTHING, clusters: 2, written: ['a.k8s.yaml', 'b.k8s.yaml'] });
  const times = readTimes(outdir);
  expect(synthesize(outdir, ['a', 'b'])).toEqual({ ...NOTHING, clusters: 2, unchanged: ['a.k8s.yaml', 'b.k8s.yaml'] });
  expect(readTimes(outdir)).toEqual(times);
});

test('only what changed is written', () => {
  const outdir = makeFolder();
  synthesize(outdir, ['a', 'b']);
  const times = readTimes(outdir);
  const fleet = new FluxFleet({ outdir, defaults: DEFAULTS });
  fleet.addCluster('a');
  fleet.addCluster('b', { interval: Duration.minutes(7) });
  expect(fleet.synth()).toMatchObject({ written: ['b.k8s.yaml'], unchanged: ['a.k8s.yaml'] });
  expect(readTimes(outdir)['a.k8s.yaml']).toBe(times['a.k8s.yaml']);
});

describe('stale files', () => {
  test('stay, unless asked', () => {
    const outdir = makeFolder();
    synthesize(outdir, ['a', 'b']);
    expect(synthesize(outdir, ['a'])).toMatchObject({ removed: [], stale: ['b.k8s.yaml'] });
    expect(listFiles(outdir)).toEqual(['a.k8s.yaml', 'b.k8s.yaml']);
    expect(synthesize(outdir, ['a'], { removeStale: true, allowRename: ['b'] }).removed).toEqual(['b.k8s.yaml']);
    expect(listFiles(outdir)).toEqual(['a.k8s.yaml']);
  });

  test('stay when somebody else wrote or changed them', () => {
    const outdir = makeFolder();
    synthesize(outdir, ['a', 'b', 'c']);
    writeFileSync(join(outdir, 'b.k8s.yaml'), 'changed by hand\n');
    writeFileSync(join(outdir, 'd.k8s.yaml'), 'never ours\n');
    expect(synthesize(outdir, ['a'], { removeStale: true, allowRename: ['c'] })).toMatchObject({ removed: ['c.k8s.yaml'], stale: ['b.k8s.yaml'] });
    expect(listFiles(outdir)).toEqual(['a.k8s.yaml', 'b.k8s.yaml', 'd.k8s.yaml']);
  });

  test('stay when their cluster failed', () => {
    const outdir = makeFolder();
    synthesize(outdir, ['a', 'b']);
    const fleet = new FluxFleet({ outdir, defaults: DEFAULTS, removeStale: true, allowRename: ['b'], onProblem: OnProblem.WRITE_GOOD });
    fleet.addCluster('a', { url: '' });
    expect(withQuietExit(() => fleet.synth())).toMatchObject({ failed: ['a'], removed: ['b.k8s.yaml'] });
    expect(listFiles(outdir)).toEqual(['a.k8s.yaml']);
  });

  test('go with their folder when the layout changes', () => {
    const outdir = makeFolder();
    synthesize(outdir, ['a'], { layout: FleetLayout.FOLDER_PER_CLUSTER });
    expect(listFiles(outdir)).toEqual(['a/a.k8s.yaml']);
    synthesize(outdir, ['a'], { removeStale: true });
    expect(listFiles(outdir)).toEqual(['a.k8s.yaml']);
  });

  test('never lie outside the folder, whatever the index says', () => {
    const folder = makeFolder();
    const outdir = join(folder, 'out');
    writeFileSync(join(folder, 'x.k8s.yaml'), '');
    synthesize(outdir, ['a']);
    const empty = 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855';
    writeFileSync(join(outdir, '.flux-fleet'), `${empty}  ../x.k8s.yaml\n${empty}  ${join(folder, 'x.k8s.yaml')}\n`);
    expect(synthesize(outdir, ['a'], { removeStale: true }).removed).toEqual([]);
    expect(readFileSync(join(folder, 'x.k8s.yaml'), 'utf8')).toBe('');
  });
});

test('with a folder flux-system per cluster, the files stand beside what Flux keeps there', () => {
  const outdir = makeFolder();
  const props = { layout: FleetLayout.FLUX_SYSTEM_PER_CLUSTER, removeStale: true, allowRename: ['eu-1'] };
  expect(synthesize(outdir, ['eu-1', 'eu-2'], props).written).toEqual(['eu-1/flux-system/eu-1.k8s.yaml', 'eu-2/flux-system/eu-2.k8s.yaml']);
  synthesize(outdir, ['eu-2'], props);
  expect(readdirSync(outdir).sort()).toEqual(['.flux-fleet', 'eu-2']);
});

test('with a folder per cluster, each chart of a cluster is a file', () => {
  const outdir = makeFolder();
  const fleet = new FluxFleet({ outdir, defaults: DEFAULTS, layout: FleetLayout.FOLDER_PER_CLUSTER });
  const apps = new Chart(fleet.addCluster('eu-1'), 'apps');
  new ApiObject(apps, 'map', { apiVersion: 'v1', kind: 'ConfigMap' });
  fleet.synth();
  const [apps1, sync] = listFiles(outdir);
  expect(apps1).toMatch(/^eu-1\/eu-1-apps-[0-9a-f]+\.k8s\.yaml$/);
  expect(sync).toBe('eu-1/eu-1.k8s.yaml');
});

describe('problems', () => {
  test.each<[string, (fleet: FluxFleet) => unknown]>([
    ['synth', (fleet) => fleet.synth()],
    ['plan', (fleet) => fleet.plan()],
    ['check', (fleet) => fleet.check()],
  ])('of %s point at the caller\'s own line, and Node.js prints nothing but the message', (_, run) => {
    const fleet = new FluxFleet({ outdir: makeFolder(), defaults: DEFAULTS });
    fleet.addCluster('bad', { url: '' });
    const error = catchError(() => run(fleet));
    expect(error.stack!.split('\n').find((line) => line.trim().startsWith('at '))).toContain('flux-fleet.test.ts');
    expect(Object.keys(error)).toEqual(['name']);
  });

  test('of all clusters are reported together, and nothing is written', () => {
    const folder = makeFolder();
    const outdir = join(folder, 'deep', 'out');
    const fleet = new FluxFleet({ outdir, defaults: DEFAULTS });
    fleet.addCluster('good');
    fleet.addCluster('bad-ref', { ref: 'main' });
    fleet.addCluster('bad-url', { url: 'ftp://example.com', path: '$(var.regoin)', variables: { region: 'eu' } });
    fleet.addCluster('../evil');
    fleet.addCluster('GOOD');
    const message = messageOf(() => fleet.synth());
    expect(message).toMatch(/^4 of 5 clusters cannot be synthesized, nothing was written\n/);
    expect(message).toMatch(/bad-ref: 1 problem\n {2}- ref.*\[GIT_REF_NAME_UNQUALIFIED\]/);
    expect(message).toMatch(/bad-url: 1 problem\n {2}- path: .*region, received "\$\(var\.regoin\)"; did you mean \$\(var\.region\)\? \[VARIABLE_UNKNOWN\]/);
    expect(message).toMatch(/\.\.\/evil: 1 problem\n {2}- name: .*received "\.\.\/evil" \[INPUT_FORMAT\]/);
    expect(message).toMatch(/GOOD: 1 problem\n {2}- name: differs from good only in case/);
    expect(listFiles(folder)).toEqual([]);
  });

  test('leave the good clusters written if asked to, and set the exit code', () => {
    const outdir = makeFolder();
    const fleet = new FluxFleet({ outdir, defaults: DEFAULTS, onProblem: OnProblem.WRITE_GOOD });
    fleet.addCluster('bad', { url: '' });
    fleet.addCluster('good');
    expect(withQuietExit(() => fleet.synth())).toMatchObject({ clusters: 2, written: ['good.k8s.yaml'], failed: ['bad'] });
    expect(listFiles(outdir)).toEqual(['good.k8s.yaml']);
  });

  test('of the user\'s own constructs are reported by cluster, too', () => {
    const fleet = new FluxFleet({ outdir: makeFolder(), defaults: DEFAULTS });
    fleet.addCluster('eu-1').node.addValidation({ validate: () => ['too many cooks'] });
    expect(messageOf(() => fleet.synth())).toContain('too many cooks [CLUSTER_SYNTH]');
  });

  test('of the user\'s own constructs are one line, without the object that failed', () => {
    const fleet = new FluxFleet({ outdir: makeFolder(), defaults: DEFAULTS });
    const secret = new ApiObject(fleet.addCluster('eu-1'), 'secret', { apiVersion: 'v1', kind: 'Secret', stringData: { password: 'hunter2' } });
    secret.addJsonPatch(JsonPatch.test('/stringData/password', 'other'));
    const message = messageOf(() => fleet.synth());
    expect(message).toMatch(/cannot be synthesized: TEST_OPERATION_FAILED: Test operation failed \[CLUSTER_SYNTH\]/);
    expect(message).not.toContain('hunter2');
  });

  test('of a fleet that has ended: it takes no more clusters', () => {
    const fleet = new FluxFleet({ outdir: makeFolder(), defaults: DEFAULTS });
    fleet.synth();
    expect(() => fleet.addCluster('late')).toThrow('create a new one');
    expect(() => fleet.synth()).toThrow('create a new one');
  });

  test.each<[string, unknown, string]>([
    ['an unknown prop', { outDir: 'x' }, 'did you mean outdir?'],
    ['a shard beyond the last', { shard: { index: 4, count: 3 } }, 'shard.index: must be at most count, which is 3, received 4'],
    ['a shard that counts from 0', { shard: { index: 0, count: 3 } }, 'shard.index: must be a whole number, at least 1'],
    ['a shard without a count', { shard: { index: 1 } }, 'shard.count: is required'],
    ['a getter that throws', throwing('outdir'), 'outdir: must be a string'],
    ['a getter that throws in the shard', { shard: throwing('index') }, 'shard.index: must be a whole number'],
    ['defaults that are a number', { defaults: 7 }, 'defaults: must be an object, received 7'],
    ['defaults in themselves', { defaults: cyclic() }, 'defaults: must not contain itself'],
    ['an unknown layout', { layout: 'flat' }, 'must be one of file-per-cluster, folder-per-cluster, flux-system-per-cluster'],
    ['an empty outdir', { outdir: '' }, 'outdir: must not be empty'],
    ['a string for a boolean', { removeStale: 'yes' }, 'must be true or false'],
    ['a string for a list', { allowRename: 'eu-1' }, 'allowRename: must be a list'],
    ['null', null, 'must be an object'],
    ['a revoked proxy', revoked({}), 'must be an object'],
  ])('of the fleet itself are raised at once: %s', (_, props, expected) => {
    expect(() => new FluxFleet(props as never)).toThrow(expected);
  });

  test.each<[string, unknown, string]>([
    ['a number', 7, 'must be an object, received 7'],
    ['a revoked proxy', revoked({}), 'must be an object'],
    ['a revoked proxy inside', { kustomization: revoked({}) }, 'kustomization: must be an object'],
    ['a getter that throws', throwing('url'), 'url: must be a'],
    ['an object in itself', cyclic(), 'must not contain itself, be more than 50 levels deep or have more than 100000 values'],
    ['an object that shares its parts at 40 levels', shareParts(40), 'must not contain itself'],
    ['a list of variables', { variables: ['eu'] }, 'variables: must be an object'],
    ['a number as variable', { variables: { replicas: 3 } }, 'variables.replicas: must be a string; put it in quotes'],
    ['a variable of two lines', { variables: { x: 'a\nb' } }, 'variables.x: must be one line without control characters'],
    ['a variable with a dot', { variables: { 'a.b': 'c' } }, 'must have a name of letters'],
    ['an unknown prop', { pth: 'x' }, 'did you mean path?'],
  ])('of a cluster\'s props from plain JavaScript: %s', (_, props, expected) => {
    const fleet = new FluxFleet({ outdir: makeFolder(), defaults: DEFAULTS });
    fleet.addCluster('eu-1', props as never);
    expect(messageOf(() => fleet.synth())).toContain(expected);
  });
});

test.each(['constructor', 'toString', 'hasOwnProperty', 'valueOf'])('a cluster may be called %s', (cluster) => {
  for (const layout of [FleetLayout.FILE_PER_CLUSTER, FleetLayout.FOLDER_PER_CLUSTER]) {
    const outdir = makeFolder();
    expect(synthesize(outdir, [cluster, 'b'], { layout }).written[0]).toMatch(new RegExp(`^${cluster}(\\.|/.*\\.)k8s\\.yaml$`));
    expect(Object.values(readFolder(outdir)).join('')).toContain(`path: clusters/${cluster}\n`);
  }
});

test('the value of a variable is not shown: it could be a password', () => {
  const fleet = new FluxFleet({ outdir: makeFolder(), defaults: DEFAULTS });
  fleet.addCluster('eu-1', { variables: { password: 'hunter2\n' } });
  const message = messageOf(() => fleet.synth());
  expect(message).toContain('variables.password: must be one line without control characters [INPUT_FORMAT]');
  expect(message).not.toContain('hunter2');
});

/** An object in which each level holds the next one twice: two to the power of `levels` ways lead to the end. */
function shareParts(levels: number): object {
  let part = {};
  for (let level = 0; level < levels; level++) {
    part = { a: part, b: part };
  }
  return part;
}

describe('shards', () => {
  const names = fc.uniqueArray(fc.stringMatching(/^[a-z][a-z0-9-]{0,20}[a-z0-9]$/), { minLength: 1, maxLength: 12 });

  test('together equal the whole', () => {
    fc.assert(fc.property(names, fc.integer({ min: 1, max: 4 }), (clusters, count) => {
      const [whole, parts] = [makeFolder(), makeFolder()];
      synthesize(whole, clusters);
      const sizes = Array.from({ length: count }, (_, i) => synthesize(parts, clusters, { shard: { index: i + 1, count } }).clusters);
      expect(sizes.reduce((sum, size) => sum + size, 0)).toBe(clusters.length);
      expect(readFolder(parts)).toEqual(readFolder(whole));
    }), { numRuns: 25 });
  });

  test('remove only their own stale files', () => {
    const outdir = makeFolder();
    const clusters = Array.from({ length: 20 }, (_, i) => `cluster-${i}`);
    synthesize(outdir, clusters);
    const first = synthesize(outdir, [], { removeStale: true, allowRename: clusters, shard: { index: 1, count: 2 } }).removed;
    expect(listFiles(outdir)).toHaveLength(20 - first.length);
    const second = synthesize(outdir, [], { removeStale: true, allowRename: clusters, shard: { index: 2, count: 2 } }).removed;
    expect([...first, ...second].sort()).toEqual(clusters.map((cluster) => `${cluster}.k8s.yaml`).sort());
    expect(first.length * second.length).toBeGreaterThan(0);
  });

  test('a run of the whole takes over what shards have written', () => {
    const outdir = makeFolder();
    [1, 2].forEach((index) => synthesize(outdir, ['a', 'b', 'c', 'd'], { shard: { index, count: 2 } }));
    expect(synthesize(outdir, ['a'], { removeStale: true, allowRename: ['b', 'c', 'd'] }).removed.sort()).toEqual(['b.k8s.yaml', 'c.k8s.yaml', 'd.k8s.yaml']);
  });

  test('the chart of a cluster in another shard takes constructs, which go nowhere', () => {
    const outdir = makeFolder();
    const fleet = new FluxFleet({ outdir, defaults: DEFAULTS, shard: { index: 1, count: 1000 } });
    new ApiObject(fleet.addCluster('elsewhere'), 'map', { apiVersion: 'v1', kind: 'ConfigMap' });
    expect(fleet.synth()).toMatchObject({ clusters: 0, written: [] });
  });
});

/** Runs what sets the exit code and prints problems, and takes both back. */
function withQuietExit<T>(run: () => T): T {
  const write = jest.spyOn(process.stderr, 'write').mockReturnValue(true);
  try {
    const result = run();
    expect(process.exitCode).toBe(1);
    expect(write.mock.calls.join('')).toContain('the others are written');
    return result;
  } finally {
    process.exitCode = undefined;
    write.mockRestore();
  }
}
