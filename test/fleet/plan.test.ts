import { existsSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Duration } from 'cdk8s';
import { DeletionPolicy, FleetLayout, FluxFleet, FluxSecret, OnProblem, SecretValue } from '../../src';
import type { FleetClusterProps, FluxFleetProps } from '../../src';
import { DEFAULTS, messageOf, synthesize } from './fleets';
import { listFiles, makeFolder, readFolder, removeFolders } from './folders';

afterAll(removeFolders);

function makeFleet(outdir: string, clusters: Record<string, FleetClusterProps>, props: FluxFleetProps = {}): FluxFleet {
  const fleet = new FluxFleet({ outdir, defaults: DEFAULTS, ...props });
  Object.entries(clusters).forEach(([cluster, own]) => fleet.addCluster(cluster, own));
  return fleet;
}

describe('a plan', () => {
  test('shows what would be added, changed and removed, and touches nothing', () => {
    const outdir = makeFolder();
    synthesize(outdir, ['a', 'b', 'c']);
    const before = readFolder(outdir);
    const fleet = makeFleet(outdir, { a: {}, b: { interval: Duration.minutes(7) }, d: {} }, { removeStale: true, allowRename: ['c'] });
    const plan = fleet.plan();
    expect(plan).toMatchObject({
      clusters: 3,
      isUpToDate: false,
      failed: [],
      files: [
        { file: 'b.k8s.yaml', type: 'changed', objects: [{ kind: 'GitRepository', type: 'changed' }] },
        { file: 'd.k8s.yaml', type: 'added', objects: [{ kind: 'GitRepository', type: 'added' }, { kind: 'Kustomization' }] },
        { file: 'c.k8s.yaml', type: 'removed', objects: [{ kind: 'GitRepository', type: 'removed' }, { kind: 'Kustomization' }] },
      ],
    });
    expect(plan.text).toMatch(/^3 clusters; files: 1 added, 1 changed, 1 removed\nchanged b\.k8s\.yaml\nchanged GitRepository flux-system\/flux-system\n@@ /);
    expect(plan.text).toContain('-  interval: 1m0s\n+  interval: 7m0s\n');
    expect(readFolder(outdir)).toEqual(before);

    // The fleet can still be written.
    expect(fleet.synth()).toMatchObject({ written: ['b.k8s.yaml', 'd.k8s.yaml'], removed: ['c.k8s.yaml'] });
    expect(makeFleet(outdir, { a: {}, b: { interval: Duration.minutes(7) }, d: {} }).plan()).toMatchObject({ isUpToDate: true, files: [] });
  });

  test('does not create the output folder', () => {
    const outdir = join(makeFolder(), 'deep', 'out');
    const fleet = makeFleet(outdir, { a: {} });
    expect(fleet.plan().files).toMatchObject([{ file: 'a.k8s.yaml', type: 'added' }]);
    expect(existsSync(outdir)).toBe(false);
  });

  test('of a file that holds the same in another form', () => {
    const outdir = makeFolder();
    synthesize(outdir, ['a']);
    const [text] = Object.values(readFolder(outdir));
    writeFileSync(join(outdir, 'a.k8s.yaml'), `# reviewed\n${text}`);
    expect(makeFleet(outdir, { a: {} }).plan().text).toBe('1 cluster; files: 0 added, 1 changed, 0 removed\nchanged a.k8s.yaml (only its form)\n');
  });

  test('of a file that is not YAML shows what comes', () => {
    const outdir = makeFolder();
    writeFileSync(join(outdir, 'a.k8s.yaml'), '<<<<<<< HEAD\n');
    expect(makeFleet(outdir, { a: {} }).plan().files).toMatchObject([{ type: 'changed', objects: [{ type: 'added' }, { type: 'added' }] }]);
  });

  test('never shows the values of a Secret', () => {
    const outdir = makeFolder();
    const make = (password: string) => {
      const fleet = new FluxFleet({ outdir, defaults: { ...DEFAULTS, pullSecret: 'login' } });
      FluxSecret.gitBasicAuth(fleet.addCluster('a'), 'secret', {
        name: 'login', username: 'git', password: SecretValue.unsafePlainText(password), allowPlainTextInOutput: true,
      });
      return fleet;
    };
    make('planted-1').synth();
    const { text } = make('planted-2').plan();
    expect(text).toContain('-  password: "*** (before)"\n+  password: "*** (after)"\n');
    expect(text).not.toContain('planted');
  });

  test('raises the problems of clusters, or lists them where the others would be written', () => {
    const outdir = makeFolder();
    expect(() => makeFleet(outdir, { a: { url: '' } }).plan()).toThrow('1 of 1 cluster cannot be synthesized, nothing was written');
    const plan = makeFleet(outdir, { a: { url: '' }, b: {} }, { onProblem: OnProblem.WRITE_GOOD }).plan();
    expect(plan).toMatchObject({ failed: ['a'], files: [{ file: 'b.k8s.yaml' }] });
    expect(plan.text).toContain('a: 1 problem\n  - url: must not be empty');
  });
});

describe('a check', () => {
  test('passes where the output is what it would be, and writes nothing', () => {
    const outdir = makeFolder();
    synthesize(outdir, ['a', 'b']);
    const names = readdirSync(outdir);
    makeFleet(outdir, { a: {}, b: {} }).check();
    expect(readdirSync(outdir)).toEqual(names);
  });

  test('fails with the files and objects that differ', () => {
    const outdir = makeFolder();
    synthesize(outdir, ['a', 'b']);
    const message = messageOf(() => makeFleet(outdir, { a: { interval: Duration.minutes(7) }, b: {}, c: {} }).check());
    expect(message).toBe([
      `${outdir}: 2 problems`,
      '  - a.k8s.yaml: would be changed: GitRepository flux-system/flux-system is changed; '
        + 'synthesize the fleet, and commit the result [OUTPUT_OUTDATED]',
      '  - c.k8s.yaml: would be added: GitRepository flux-system/flux-system is added, Kustomization flux-system/flux-system is added; '
        + 'synthesize the fleet, and commit the result [OUTPUT_OUTDATED]',
    ].join('\n'));
  });
});

describe('a change that makes Flux delete things', () => {
  beforeEach(() => jest.spyOn(process.stderr, 'write').mockReturnValue(true));
  afterEach(() => jest.restoreAllMocks());

  const rename = (before: FleetClusterProps, after: FleetClusterProps, props: FluxFleetProps = {}) => {
    const outdir = makeFolder();
    makeFleet(outdir, { a: before, b: {} }).synth();
    const written = readFolder(outdir);
    const message = messageOf(() => makeFleet(outdir, { a: after, b: { interval: Duration.minutes(7) } }, props).synth());
    expect(readFolder(outdir)).toEqual(written);
    return message;
  };

  test.each<[string, FleetClusterProps, FleetClusterProps, string]>([
    ['another name', {}, { name: 'fleet' },
      'Kustomization flux-system/flux-system of a: is now flux-system/fleet: when the old one is deleted, Flux deletes everything that it applied to the '
      + 'cluster, from the path ./clusters/a; follow docs/migrating.md, "Rename without losing anything"; then add a to '
      + 'allowRename [OUTPUT_DELETES]'],
    ['another namespace', {}, { namespace: 'flux' }, 'is now flux/flux: when the old one is deleted'],
    ['another path', {}, { path: 'elsewhere' },
      'reads the path ./elsewhere in place of ./clusters/a: Flux deletes what it applied from the old path and does not find in the new one; if all of it is '
      + 'in the new path, add a to allowRename; else follow docs/migrating.md, "Rename without losing anything" [OUTPUT_DELETES]'],
    ['another name, where only the deletion deletes', { kustomization: { prune: false, deletionPolicy: DeletionPolicy.DELETE } }, { name: 'fleet' }, 'is now'],
  ])('is refused, and nothing is written: %s', (_, before, after, expected) => {
    expect(rename(before, after)).toContain(expected);
  });

  test('is refused where a cluster is removed', () => {
    const outdir = makeFolder();
    synthesize(outdir, ['a', 'b']);
    expect(messageOf(() => synthesize(outdir, ['a'], { removeStale: true }))).toContain(
      'Kustomization flux-system/flux-system of b: is gone: when the old one is deleted, Flux deletes everything that it applied to the cluster, from the path '
      + './clusters/b; if the cluster is gone, or this is what you want, add b to allowRename [OUTPUT_DELETES]',
    );
    expect(listFiles(outdir)).toEqual(['a.k8s.yaml', 'b.k8s.yaml']);
  });

  test('is written once it is announced', () => {
    const outdir = makeFolder();
    makeFleet(outdir, { a: {}, b: {} }).synth();
    const fleet = makeFleet(outdir, { a: { name: 'fleet' } }, { removeStale: true, allowRename: ['a', 'b'] });
    expect(fleet.synth()).toMatchObject({ written: ['a.k8s.yaml'], removed: ['b.k8s.yaml'] });
  });

  test.each<[string, FleetClusterProps, FleetClusterProps]>([
    ['a new name, after prune was turned off', { kustomization: { prune: false } }, { name: 'fleet' }],
    ['a new name, after the deletion policy became Orphan', { kustomization: { deletionPolicy: DeletionPolicy.ORPHAN } }, { name: 'fleet' }],
    ['a new name of a suspended one', { kustomization: { suspend: true } }, { name: 'fleet' }],
    ['a new path, with prune turned off', {}, { path: 'elsewhere', kustomization: { prune: false } }],
    ['the same path in another form', { path: './clusters/a' }, { path: 'clusters/a/' }],
    ['another layout', {}, {}],
  ])('is not %s', (name, before, after) => {
    const outdir = makeFolder();
    makeFleet(outdir, { a: before }).synth();
    const layout = name === 'another layout' ? { layout: FleetLayout.FOLDER_PER_CLUSTER, removeStale: true } : {};
    expect(makeFleet(outdir, { a: after }, layout).synth().written).toHaveLength(1);
  });

  test('fails its cluster only, where the others are to be written', () => {
    const outdir = makeFolder();
    synthesize(outdir, ['a', 'b', 'c']);
    const clusters = { a: { name: 'fleet' }, b: { interval: Duration.minutes(7) } };
    expect(makeFleet(outdir, clusters, { removeStale: true, onProblem: OnProblem.WRITE_GOOD }).synth())
      .toMatchObject({ written: ['b.k8s.yaml'], removed: [], failed: ['a', 'c'] });
    process.exitCode = undefined;
    expect(listFiles(outdir)).toEqual(['a.k8s.yaml', 'b.k8s.yaml', 'c.k8s.yaml']);
  });

  test('is told by a plan, which does not fail', () => {
    const outdir = makeFolder();
    synthesize(outdir, ['a']);
    const plan = makeFleet(outdir, { a: { name: 'fleet' } }).plan();
    expect(plan.text).toContain('is now flux-system/fleet: when the old one is deleted');
    expect(plan).toMatchObject({ failed: ['a'], files: [{ file: 'a.k8s.yaml', type: 'changed' }] });
  });
});

describe('warnings', () => {
  const NO_PRUNE = { ...DEFAULTS, kustomization: { prune: false } };
  const PRUNE_OFF = 'kustomization.prune (Kustomization spec.prune): is false: what is removed from the source stays in the cluster, received false; '
    + 'set kustomization.prune to true, and protect single objects with the annotation kustomize.toolkit.fluxcd.io/prune: disabled [PRUNE_OFF]';

  test('are told once for all clusters that have them, after the files are written', () => {
    const write = jest.spyOn(process.stderr, 'write').mockReturnValue(true);
    const clusters = ['a', 'b', 'c', 'd', 'e'];
    const { warnings } = synthesize(makeFolder(), clusters, { defaults: NO_PRUNE });
    const written = write.mock.calls.join('');
    write.mockRestore();
    expect(warnings).toEqual([{ code: 'PRUNE_OFF', message: PRUNE_OFF, clusters }]);
    expect(written).toBe(`FluxFleet: 1 warning\n  - a, b, c and 2 more: ${PRUNE_OFF}\n`);
  });

  test('are not told of what was acknowledged', () => {
    const defaults = { ...NO_PRUNE, acknowledge: [{ code: 'PRUNE_OFF', reason: 'the clusters are moved' }] };
    expect(synthesize(makeFolder(), ['a', 'b'], { defaults }).warnings).toEqual([]);
  });

  test('of one cluster are told with its name', () => {
    const write = jest.spyOn(process.stderr, 'write').mockReturnValue(true);
    expect(makeFleet(makeFolder(), { a: {}, b: { kustomization: { prune: false } } }).synth().warnings).toMatchObject([{ code: 'PRUNE_OFF', clusters: ['b'] }]);
    write.mockRestore();
  });
});
