import { readChartValues } from '../../src/instance';
import { ProblemSink } from '../../src/problems';

function read(document: object) {
  const sinks = { problems: new ProblemSink(), warnings: new ProblemSink() };
  const derived = readChartValues(document as Readonly<Record<string, unknown>>, sinks);
  return {
    instance: derived?.instance as { metadata: unknown; spec: Record<string, unknown> } | undefined,
    nameField: derived?.nameField,
    problems: sinks.problems.problems.map(({ code, path }) => `${code} ${path}`),
    warnings: sinks.warnings.problems.map(({ code, path }) => `${code} ${path}`),
  };
}

const SYNC = { kind: 'GitRepository', url: 'https://github.com/acme/fleet.git', ref: 'refs/heads/main', path: './' };

test('empty values are an instance with the defaults of the chart, and without sync', () => {
  expect(read({ instance: {} })).toMatchObject({
    problems: [],
    warnings: [],
    instance: {
      apiVersion: 'fluxcd.controlplane.io/v1',
      kind: 'FluxInstance',
      metadata: { name: 'flux' },
      spec: {
        distribution: { version: '2.x', registry: 'ghcr.io/fluxcd', artifact: 'oci://ghcr.io/controlplaneio-fluxcd/flux-operator-manifests:latest' },
        components: ['source-controller', 'kustomize-controller', 'helm-controller', 'notification-controller'],
        cluster: { type: 'kubernetes', domain: 'cluster.local', networkPolicy: true, multitenant: false, tenantDefaultServiceAccount: 'default' },
      },
    },
  });
  expect(Object.keys(read({ instance: {} }).instance!.spec)).toEqual(['distribution', 'components', 'cluster']);
});

describe('a part of the instance', () => {
  test.each<[string, string, unknown, unknown]>([
    ['has the defaults that the values do not replace', 'sync', SYNC, { interval: '1m', ...SYNC }],
    ['loses a default that is null, as Helm merges', 'sync', { ...SYNC, interval: null }, SYNC],
    ['is left out without what it depends on', 'sync', { ...SYNC, url: '' }, undefined],
    ['has what is optional where it is not empty', 'sync', { ...SYNC, pullSecret: 'auth', provider: '' }, { interval: '1m', ...SYNC, pullSecret: 'auth' }],
    ['has a version that is a number as a string, because the chart quotes it', 'distribution', { version: 2.9, artifact: null }, { version: '2.9', registry: 'ghcr.io/fluxcd' }],
    ['has no storage without a size', 'storage', { class: 'fast' }, undefined],
    ['has storage with a class and a size', 'storage', { class: 'fast', size: '10Gi' }, { class: 'fast', size: '10Gi' }],
    ['has no sharding without shards', 'sharding', { key: 'k' }, undefined],
    ['has shards with the usual key', 'sharding', { shards: ['a'] }, { key: 'sharding.fluxcd.io/key', shards: ['a'] }],
    ['has a boolean of the cluster that stands in quotes', 'cluster', { networkPolicy: 'false', type: null, domain: null, multitenant: null, tenantDefaultServiceAccount: null }, { networkPolicy: false }],
    ['has no common metadata that is empty', 'commonMetadata', { labels: {}, annotations: {} }, undefined],
    ['has common metadata', 'commonMetadata', { labels: { a: 'b' }, annotations: {} }, { labels: { a: 'b' } }],
    ['has components in place of the usual ones', 'components', ['source-controller'], ['source-controller']],
    ['has patches unchanged', 'kustomize', { patches: [{ patch: 'x' }] }, { patches: [{ patch: 'x' }] }],
    ['that is no map stays as it is, for the API to refuse', 'sync', 'x', 'x'],
  ])('%s', (_, part, value, expected) => {
    expect(read({ instance: { [part]: value } }).instance!.spec[part]).toEqual(expected);
  });
});

describe('a string that the chart writes without quotes', () => {
  test.each<[string, string, string, readonly string[]]>([
    ['stays where YAML reads it as itself', 'refs/heads/main', 'refs/heads/main', []],
    ['is a problem where it becomes a number', '1.10', '1.10', ['CHART_VALUE_UNQUOTED instance.sync.ref']],
    ['is a problem where it becomes a boolean', 'yes', 'yes', ['CHART_VALUE_UNQUOTED instance.sync.ref']],
    ['is a problem where a comment begins in it', 'a #b', 'a #b', ['CHART_VALUE_UNQUOTED instance.sync.ref']],
    ['is a problem where it breaks the YAML', '[a', '[a', ['CHART_VALUE_UNQUOTED instance.sync.ref']],
    ['may hold its own quotes', '"1.10"', '1.10', []],
  ])('%s: %s', (_, ref, expected, problems) => {
    const { instance, problems: found } = read({ instance: { sync: { ...SYNC, ref } } });
    expect([(instance!.spec.sync as typeof SYNC).ref, found]).toEqual([expected, problems]);
  });
});

test.each<[string, object, readonly string[]]>([
  ['a key that no part has', { instance: { sync: { ...SYNC, branch: 'main' } } }, ['CHART_VALUE_DROPPED instance.sync.branch']],
  ['a part that does not exist', { instance: { patches: [] } }, ['CHART_VALUE_DROPPED instance.patches']],
  ['a part that stands beside the instance', { instance: {}, sync: SYNC }, ['CHART_VALUE_DROPPED sync']],
  ['a sync without url', { instance: { sync: { ref: 'main' } } }, ['CHART_VALUE_DROPPED instance.sync']],
  ['values of a HelmRelease that come from elsewhere', { kind: 'HelmRelease', spec: { valuesFrom: [{ kind: 'Secret', name: 'a' }] } }, ['CHART_VALUES_UNSEEN spec.valuesFrom[0]']],
])('a warning names %s', (_, document, warnings) => {
  expect(read(document).warnings).toEqual(warnings);
});

describe('a HelmRelease', () => {
  const release = (spec: object, metadata: object = { name: 'flux-release', namespace: 'flux-system' }) => read({
    kind: 'HelmRelease', metadata, spec: { values: { instance: { sync: SYNC } }, ...spec },
  });

  test.each<[string, object, object]>([
    ['its own namespace', {}, { name: 'flux', namespace: 'flux-system' }],
    ['the namespace that it installs to', { targetNamespace: 'gitops' }, { name: 'flux', namespace: 'gitops' }],
    ['the name of the values', { values: { fullnameOverride: 'other', instance: {} } }, { name: 'other', namespace: 'flux-system' }],
    ['the name of the release where the values have an empty one', { releaseName: 'rel', values: { fullnameOverride: '', instance: {} } }, { name: 'rel', namespace: 'flux-system' }],
    ['its own name where there is no other', { values: { fullnameOverride: '', instance: {} } }, { name: 'flux-release', namespace: 'flux-system' }],
    ['common labels and annotations', { values: { commonLabels: { a: 'b' }, commonAnnotations: {}, instance: {} } }, { name: 'flux', namespace: 'flux-system', labels: { a: 'b' } }],
  ])('gives the instance %s', (_, spec, metadata) => {
    expect(release(spec).instance!.metadata).toEqual(metadata);
  });

  test.each([
    ['spec.sync.url', 'spec.values.instance.sync.url'],
    ['metadata.name', 'spec.values.fullnameOverride'],
    ['metadata.labels.a', 'spec.values.commonLabels.a'],
    ['metadata.namespace', 'metadata.namespace'],
  ])('is where %s comes from: %s', (field, expected) => {
    expect(release({}).nameField!(field)).toBe(expected);
  });

  test('with a target namespace is where the namespace comes from', () => {
    expect(release({ targetNamespace: 'gitops' }).nameField!('metadata.namespace')).toBe('spec.targetNamespace');
  });
});

test('what has no values of the chart is no instance', () => {
  expect(read({ kind: 'HelmRelease', spec: { chartRef: { name: 'flux-instance' } } }).instance).toBeUndefined();
  expect(read({ kind: 'HelmRelease', spec: { values: { replicas: 1 } } }).instance).toBeUndefined();
});
