import { readManifest, readProps } from '../../src/instance';
import { nameInput, nameOption, namePlainField, traceProblems } from '../../src/operator/trace-problems';
import type { ObjectProblem, Stage } from '../../src/operator/trace-problems';
import type { KubeObject } from '../../src/util';

/** An object whose bad fields are listed in it. */
function makeObject(bad: readonly number[]): KubeObject {
  return { apiVersion: 'v1', kind: 'Thing', metadata: { name: 'x' }, spec: { bad } };
}

function findProblems(objects: readonly KubeObject[]): ObjectProblem[] {
  return objects.flatMap(({ kind, spec }) => (spec as { bad: readonly number[] }).bad.map((field) => (
    { kind, problem: { code: 'SCHEMA_TYPE', path: `spec.f${field}`, rule: 'is bad' } })));
}

function makeStages(states: readonly (readonly number[])[]): Stage[] {
  return states.map((bad, index) => ({ listObjects: () => [makeObject(bad)], nameField: () => `patches[${index}]`, isPatch: true }));
}

function trace(states: readonly (readonly number[])[]) {
  let checks = 0;
  const stages = makeStages(states);
  const traced = traceProblems(findProblems(stages.at(-1)!.listObjects()), () => stages, (objects) => {
    checks++;
    return findProblems(objects);
  });
  return { checks, paths: traced.map(({ problem }) => problem.path) };
}

test.each<[string, number[][], string[]]>([
  ['what was wrong from the start', [[1], [1], [1]], ['patches[0] (Thing spec.f1)']],
  ['what one of many patches did', [[], [], [], [1], [1], [1], [1]], ['patches[3] (Thing spec.f1)']],
  ['what the last did', [[], [], [1]], ['patches[2] (Thing spec.f1)']],
  ['what each did', [[], [1], [1, 2], [1, 2, 3]], ['patches[1] (Thing spec.f1)', 'patches[2] (Thing spec.f2)', 'patches[3] (Thing spec.f3)']],
  ['what one did, and another repaired for a while', [[], [1], [], [], [1], [1]], ['patches[4] (Thing spec.f1)']],
])('a problem names the stage behind it: %s', (_, states, paths) => {
  expect(trace(states).paths).toEqual(paths);
});

/** `count` stages, of which the one in the middle spoils the object. */
const spoilOnce = (count: number) => trace(Array.from({ length: count }, (_, index) => (index < count / 2 ? [] : [1]))).checks;
/** `count` stages, each of which spoils one more field. */
const spoilEach = (count: number) => trace(Array.from({ length: count }, (_, index) => Array.from({ length: index }, (__, field) => field))).checks;

test('one problem among many patches needs a few checks, not one for each patch', () => {
  expect(spoilOnce(100)).toBeLessThan(12);
  expect(spoilOnce(3000)).toBeLessThan(18);
});

test('with a problem in each patch, each stage is checked once', () => {
  expect(spoilEach(100)).toBeLessThanOrEqual(100);
  expect(spoilEach(1000)).toBeLessThanOrEqual(1000);
});

test('nothing is checked, and no stage written, where there is no problem', () => {
  expect(trace([[], [], []])).toEqual({ checks: 0, paths: [] });
});

test('a problem of a field that no input wrote has the place in the object, one that an input wrote has both', () => {
  const objects = [makeObject([1])];
  const traceOne = (stages: readonly Stage[]) => traceProblems(findProblems(objects), () => stages, findProblems)
    .map(({ problem, input }) => [problem.path, input]);
  expect(traceOne([])).toEqual([['Thing spec.f1', undefined]]);
  expect(traceOne([{ listObjects: () => objects, nameField: () => undefined }])).toEqual([['Thing spec.f1', undefined]]);
  expect(traceOne([{ listObjects: () => objects, nameField: () => 'url' }])).toEqual([['url (Thing spec.f1)', 'url']]);
  expect(traceOne([{ listObjects: () => objects, nameField: () => 'patches[0]', isPatch: true }])).toEqual([['patches[0] (Thing spec.f1)', undefined]]);
});

test('two fields that one input wrote are one problem, the fields of a patch are told apart', () => {
  const objects = [makeObject([1, 2])];
  const traceTwo = (stage: Partial<Stage>) => (
    traceProblems(findProblems(objects), () => [{ listObjects: () => objects, nameField: () => undefined, ...stage }], findProblems)
      .map(({ problem }) => problem.path));
  expect(traceTwo({ nameField: () => 'url' })).toEqual(['url (Thing spec.f1)']);
  expect(traceTwo({ nameField: () => 'patches[0]', isPatch: true })).toEqual(['patches[0] (Thing spec.f1)', 'patches[0] (Thing spec.f2)']);
  expect(traceTwo({})).toEqual(['Thing spec.f1', 'Thing spec.f2']);
});

test('a problem that the last stage does not have names the last one that has it', () => {
  const traceIn = (states: readonly (readonly number[])[]) => (
    traceProblems(findProblems([makeObject([1])]), () => makeStages(states), findProblems).map(({ problem }) => problem.path));
  expect(traceIn([[], [1], []])).toEqual(['patches[1] (Thing spec.f1)']);
  expect(traceIn([[], []])).toEqual(['Thing spec.f1']);
});

describe('the input behind a field', () => {
  const GIT = { kind: 'GitRepository', url: 'https://github.com/acme/fleet.git', ref: 'refs/heads/main', path: './' };
  const readSync = (sync: object = {}, spec: object = {}) => readManifest(JSON.stringify({
    apiVersion: 'fluxcd.controlplane.io/v1',
    kind: 'FluxInstance',
    metadata: { name: 'flux', namespace: 'flux-system' },
    spec: { distribution: { version: '2.x', registry: 'ghcr.io/fluxcd' }, sync: { ...GIT, ...sync }, ...spec },
  }), undefined);

  test.each([
    ['spec.url', 'spec.sync.url', 'url'],
    ['spec.endpoint', 'spec.sync.url', 'url'],
    ['spec.ref', 'spec.sync.ref', 'ref'],
    ['spec.ref.name', 'spec.sync.ref', 'ref'],
    ['spec.ref.tag', 'spec.sync.ref', 'ref'],
    ['spec.bucketName', 'spec.sync.ref', 'ref'],
    ['spec.interval', 'spec.sync.interval', 'interval'],
    ['spec.secretRef.name', 'spec.sync.pullSecret', 'pullSecret'],
    ['spec.provider', 'spec.sync.provider', 'provider'],
    ['spec.path', 'spec.sync.path', 'path'],
    ['spec.serviceAccountName', 'spec.cluster.multitenant', 'multitenant'],
    ['metadata.name', 'spec.sync.name', 'name'],
    ['spec.sourceRef.name', 'spec.sync.name', 'name'],
    ['metadata.namespace', 'metadata.namespace', 'namespace'],
    ['metadata.labels.app.kubernetes.io/instance', 'metadata.namespace', 'namespace'],
    ['metadata.labels.fluxcd.controlplane.io/namespace', 'metadata.namespace', 'namespace'],
    ['metadata.labels.fluxcd.controlplane.io/name', 'metadata.name', 'instanceName'],
    ['metadata.labels.a', 'spec.commonMetadata.labels.a', 'commonMetadata.labels.a'],
    ['metadata.annotations', 'spec.commonMetadata.annotations', 'commonMetadata.annotations'],
    ['metadata.labels.b', undefined, undefined],
    ['spec.timeout', undefined, undefined],
  ])('%s is %s of a manifest and %s of props', (field, inManifest, inProps) => {
    const commonMetadata = { labels: { a: 'b' }, annotations: { c: 'd' } };
    expect(namePlainField(readSync({ name: 'fleet' }, { commonMetadata }), field)).toBe(inManifest);
    expect(namePlainField(readProps({ ...GIT, name: 'fleet', commonMetadata }, undefined), field)).toBe(inProps);
  });

  test('the name comes from the namespace where none is given, labels from nowhere', () => {
    expect(namePlainField(readSync(), 'metadata.name')).toBe('metadata.namespace');
    expect(namePlainField(readSync(), 'spec.path')).toBe('spec.sync.path');
    expect(namePlainField(readSync(), 'metadata.labels')).toBeUndefined();
    expect(namePlainField(readManifest('kind: FluxInstance', undefined), 'metadata.labels')).toBeUndefined();
  });

  test('is an option only where the option is set', () => {
    const input = readProps({ ...GIT, gitRepository: { verify: { mode: 'HEAD', secret: 'keys' } } }, undefined);
    expect(nameOption(input, 'GitRepository', 'spec.verify.mode')).toBe('gitRepository.verify.mode');
    expect(nameOption(input, 'GitRepository', 'spec.url')).toBeUndefined();
    expect(nameOption(input, 'Kustomization', 'spec.prune')).toBeUndefined();
  });

  test.each([
    ['GitRepository', 'fluxVersion', 'spec.distribution.version', 'fluxVersion'],
    ['GitRepository', 'spec.url', 'spec.sync.url', 'url'],
    ['Bucket', 'spec.endpoint', 'spec.sync.url', 'url'],
    ['GitRepository', 'spec.ref', 'spec.sync.ref', 'ref'],
    ['GitRepository', 'spec.ref.name', 'spec.sync.ref', 'ref'],
    ['GitRepository', 'spec.secretRef', 'spec.sync.pullSecret', 'pullSecret'],
    ['GitRepository', 'spec.provider', 'spec.sync.provider', 'provider'],
    ['GitRepository', 'spec.interval', 'spec.sync.interval', 'interval'],
    ['Kustomization', 'spec.interval', undefined, 'kustomization.interval'],
    ['Kustomization', 'spec.path', 'spec.sync.path', 'path'],
    ['Kustomization', 'spec.prune', undefined, 'kustomization.prune'],
  ])('that a rule about %s %s refers to is %s of a manifest and %s of props', (kind, field, inManifest, inProps) => {
    expect(nameInput(readSync(), kind, field)).toBe(inManifest);
    expect(nameInput(readProps(GIT, undefined), kind, field)).toBe(inProps);
  });
});
