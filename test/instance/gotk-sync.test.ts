import { readGotkSync } from '../../src/instance';
import { ProblemSink } from '../../src/problems';

interface Given {
  readonly kind?: string;
  readonly source?: object;
  readonly kustomization?: object;
  readonly names?: readonly [source: string, kustomization: string];
}

function read({ kind = 'GitRepository', source = {}, kustomization = {}, names = ['flux-system', 'flux-system'] }: Given) {
  const sinks = { problems: new ProblemSink(), warnings: new ProblemSink() };
  const derived = readGotkSync([
    { apiVersion: 'v1', kind: 'Namespace', metadata: { name: names[0] } },
    // These are no objects of flux bootstrap: they have the same kinds and names.
    { apiVersion: 'kustomize.config.k8s.io/v1beta1', kind: 'Kustomization', metadata: { name: names[1] }, resources: ['gotk-sync.yaml'] },
    { apiVersion: 'example.com/v1', kind, metadata: { name: names[0] }, spec: { url: 'https://example.com' } },
    { apiVersion: 'source.toolkit.fluxcd.io/v1', kind, metadata: { name: names[0], namespace: 'flux-system' }, spec: { interval: '1m0s', ...source } },
    {
      apiVersion: 'kustomize.toolkit.fluxcd.io/v1',
      kind: 'Kustomization',
      metadata: { name: names[1], namespace: 'flux-system' },
      spec: { interval: '10m0s', path: './clusters/eu', prune: true, sourceRef: { kind, name: names[0] }, ...kustomization },
    },
  ], sinks);
  const spec = derived?.instance.spec as { sync: Record<string, unknown>; kustomize?: { patches: { target: object; patch: string }[] } } | undefined;
  return {
    instance: derived?.instance,
    sync: spec?.sync,
    patches: spec?.kustomize?.patches.map(({ target, patch }) => [target, JSON.parse(patch)] as unknown),
    nameField: derived?.nameField,
    problems: sinks.problems.problems.map(({ code, path }) => `${code} ${path}`),
  };
}

const GIT = { url: 'ssh://git@github.com/acme/fleet', ref: { branch: 'main' } };

describe('the ref', () => {
  test.each<[object | undefined, string]>([
    [{ branch: 'main' }, 'refs/heads/main'],
    [{ tag: 'v1.0.0' }, 'refs/tags/v1.0.0'],
    [{ name: 'refs/pull/1/head' }, 'refs/pull/1/head'],
    [undefined, 'refs/heads/master'],
  ])('%j of a GitRepository becomes %s', (ref, expected) => {
    expect(read({ source: { ...GIT, ref } })).toMatchObject({ sync: { ref: expected }, patches: undefined });
  });

  test.each<[object]>([[{ semver: '>=1.0.0' }], [{ commit: 'a'.repeat(40) }], [{ branch: 'main', commit: 'a'.repeat(40) }]])('%j of a GitRepository becomes a patch', (ref) => {
    expect(read({ source: { ...GIT, ref } })).toMatchObject({
      sync: { ref: 'refs/heads/main' },
      patches: [[{ kind: 'GitRepository' }, [{ op: 'replace', path: '/spec/ref', value: ref }]]],
    });
  });

  test.each<[object | undefined, string]>([[{ tag: 'v1' }, 'v1'], [undefined, 'latest']])('%j of an OCIRepository becomes %s', (ref, expected) => {
    expect(read({ kind: 'OCIRepository', source: { url: 'oci://ghcr.io/acme/fleet', ref } })).toMatchObject({ sync: { kind: 'OCIRepository', ref: expected }, patches: undefined });
  });

  test('of a Bucket is the name of the bucket, and the url its endpoint', () => {
    expect(read({ kind: 'Bucket', source: { endpoint: 'minio.example.com', bucketName: 'fleet' } })).toMatchObject({
      sync: { kind: 'Bucket', url: 'minio.example.com', ref: 'fleet' }, patches: undefined,
    });
  });
});

test.each<[string, object, object]>([
  ['the secret', { secretRef: { name: 'auth' } }, { pullSecret: 'auth' }],
  ['the provider', { provider: 'azure' }, { provider: 'azure' }],
  ['the interval', { interval: '5m0s' }, { interval: '5m0s' }],
])('%s of the source is a field of the sync', (_, source, sync) => {
  expect(read({ source: { ...GIT, ...source } })).toMatchObject({ sync, patches: undefined });
});

test.each<[string, object, readonly object[] | undefined]>([
  ['the usual interval', { interval: '10m' }, undefined],
  ['another interval', { interval: '1h0m0s' }, [{ op: 'replace', path: '/spec/interval', value: '1h0m0s' }]],
  ['pruning that is off', { prune: false }, [{ op: 'replace', path: '/spec/prune', value: false }]],
  ['pruning that is not set', { prune: undefined }, [{ op: 'replace', path: '/spec/prune', value: false }]],
  ['what a sync has no field for', { 'wait': true, 'a/b': 1 }, [{ op: 'add', path: '/spec/wait', value: true }, { op: 'add', path: '/spec/a~1b', value: 1 }]],
])('%s of the Kustomization becomes a patch where the operator would do otherwise', (_, kustomization, operations) => {
  expect(read({ source: GIT, kustomization }).patches).toEqual(operations === undefined ? undefined : [[{ kind: 'Kustomization' }, operations]]);
});

test('the sync has a name where that is not the namespace', () => {
  expect(read({ source: GIT }).sync).not.toHaveProperty('name');
  expect(read({ source: GIT, names: ['cluster', 'cluster'] }).sync).toMatchObject({ name: 'cluster' });
});

test('two objects with different names are a problem: the operator gives both one name', () => {
  expect(read({ source: GIT, names: ['fleet', 'flux-system'] }).problems).toEqual([expect.stringMatching(/^INPUT_\w+ metadata\.name$/)]);
});

test('a Kustomization of another source is no sync', () => {
  expect(read({ source: GIT, kustomization: { sourceRef: { kind: 'GitRepository', name: 'other' } } }).sync).toBeUndefined();
});

test.each([
  ['spec.sync.url', 'spec.url'], ['spec.sync.ref', 'spec.ref'], ['spec.sync.path', 'spec.path'], ['spec.sync.pullSecret', 'spec.secretRef.name'],
])('%s comes from %s', (field, expected) => {
  expect(read({ source: GIT }).nameField!(field)).toBe(expected);
});

test('a patch is written for readers', () => {
  const { kustomize } = read({ source: { ...GIT, ignore: '*.md' } }).instance!.spec as { kustomize: { patches: { patch: string }[] } };
  expect(kustomize.patches[0].patch).toBe('[\n  {\n    "op": "add",\n    "path": "/spec/ignore",\n    "value": "*.md"\n  }\n]\n');
});

test('the whole FluxInstance', () => {
  expect(read({ source: GIT }).instance).toStrictEqual({
    apiVersion: 'fluxcd.controlplane.io/v1',
    kind: 'FluxInstance',
    metadata: { name: 'flux', namespace: 'flux-system' },
    spec: {
      distribution: { version: '2.x', registry: 'ghcr.io/fluxcd' },
      sync: { kind: 'GitRepository', url: 'ssh://git@github.com/acme/fleet', ref: 'refs/heads/main', path: './clusters/eu', interval: '1m0s' },
    },
  });
});

test('objects with the least that they can have are read as the cluster would', () => {
  const sinks = { problems: new ProblemSink(), warnings: new ProblemSink() };
  expect(readGotkSync([
    { apiVersion: 'source.toolkit.fluxcd.io/v1', kind: 'GitRepository', metadata: { name: 'flux-system' }, spec: { url: 'https://github.com/acme/fleet' } },
    {
      apiVersion: 'kustomize.toolkit.fluxcd.io/v1',
      kind: 'Kustomization',
      metadata: { name: 'flux-system' },
      spec: { interval: '10m', prune: true, sourceRef: { kind: 'GitRepository', name: 'flux-system' } },
    },
  ], sinks)?.instance).toStrictEqual({
    apiVersion: 'fluxcd.controlplane.io/v1',
    kind: 'FluxInstance',
    metadata: { name: 'flux' },
    spec: {
      distribution: { version: '2.x', registry: 'ghcr.io/fluxcd' },
      sync: { kind: 'GitRepository', url: 'https://github.com/acme/fleet', ref: 'refs/heads/master', path: './' },
    },
  });
});

test('a ref that an OCIRepository has no words for becomes a patch', () => {
  expect(read({ kind: 'OCIRepository', source: { url: 'oci://ghcr.io/acme/fleet', ref: { semver: '1.x' } } })).toMatchObject({
    sync: { ref: 'latest' },
    patches: [[{ kind: 'OCIRepository' }, [{ op: 'replace', path: '/spec/ref', value: { semver: '1.x' } }]]],
  });
});

test.each<[string, Given, string, string]>([
  ['the url of a Bucket', { kind: 'Bucket', source: { endpoint: 'minio.example.com', bucketName: 'fleet' } }, 'spec.sync.url', 'spec.endpoint'],
  ['the ref of a Bucket', { kind: 'Bucket', source: { endpoint: 'minio.example.com', bucketName: 'fleet' } }, 'spec.sync.ref', 'spec.bucketName'],
  ['the interval', { source: GIT }, 'spec.sync.interval', 'spec.interval'],
  ['the provider', { source: GIT }, 'spec.sync.provider', 'spec.provider'],
  ['the name', { source: GIT }, 'spec.sync.name', 'metadata.name'],
  ['what a patch does', { source: GIT }, 'spec.kustomize.patches[0]', 'spec.kustomize.patches[0]'],
])('it is said where %s comes from', (_, given, field, expected) => {
  expect(read(given).nameField!(field)).toBe(expected);
});
