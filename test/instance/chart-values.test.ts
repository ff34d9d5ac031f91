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

/** What the problems and warnings say. */
function rulesOf(document: object) {
  const sinks = { problems: new ProblemSink(), warnings: new ProblemSink() };
  readChartValues(document as Readonly<Record<string, unknown>>, sinks);
  const list = (sink: ProblemSink) => sink.problems.map(({ rule, remedy }) => `${rule} | ${remedy}`);
  return { problems: list(sinks.problems), warnings: list(sinks.warnings) };
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
    ['such as the cluster, too', 'cluster', 'x', 'x'],
    ['has a kind, a ref and a path in any case', 'sync', { url: 'https://github.com/acme/fleet.git' }, { interval: '1m', kind: 'GitRepository', url: 'https://github.com/acme/fleet.git', ref: '', path: '' }],
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
    ['is a problem where a comment follows quotes in it', 'a "b" #c', 'a "b" #c', ['CHART_VALUE_UNQUOTED instance.sync.ref']],
  ])('%s: %s', (_, ref, expected, problems) => {
    const { instance, problems: found } = read({ instance: { sync: { ...SYNC, ref } } });
    expect([(instance!.spec.sync as typeof SYNC).ref, found]).toEqual([expected, problems]);
  });
});

test('all that the chart writes is in the instance, without warnings', () => {
  const values = {
    distribution: { version: '2.x', registry: 'r.example.com', artifact: 'oci://r.example.com/m:latest', artifactPullSecret: 'a', imagePullSecret: 'i', variant: 'upstream-alpine' },
    components: ['source-controller'],
    cluster: {
      type: 'openshift',
      size: 'small',
      domain: 'c.local',
      networkPolicy: 'true',
      multitenant: 'true',
      tenantDefaultServiceAccount: 't',
      objectLevelWorkloadIdentity: 'true',
      multitenantWorkloadIdentity: 'false',
    },
    commonMetadata: { labels: { a: 'b' }, annotations: { c: 'd' } },
    kustomize: { patches: [] },
    sharding: { key: 'k', shards: ['a'] },
    storage: { class: 'fast', size: '10Gi' },
    sync: { interval: '5m', kind: 'OCIRepository', url: 'oci://r.example.com/f', ref: 'latest', path: './', name: 'fleet', provider: 'aws', pullSecret: 'auth' },
  };
  const booleans = { networkPolicy: true, multitenant: true, objectLevelWorkloadIdentity: true, multitenantWorkloadIdentity: false };
  expect(read({ instance: values })).toMatchObject({
    problems: [], warnings: [], instance: { spec: { ...values, cluster: { ...values.cluster, ...booleans } } },
  });
});

test('a string of the cluster that becomes a boolean is a problem where none is meant', () => {
  expect(read({ instance: { cluster: { domain: 'yes' } } })).toMatchObject({ problems: ['CHART_VALUE_UNQUOTED instance.cluster.domain'], warnings: [] });
});

test.each([
  ['1.10', 'becomes 1.1, which is not a string'], ['a #b', 'becomes "a"'], ['[a', 'breaks the YAML'],
])('it is said what becomes of %s without quotes', (ref, becomes) => {
  expect(rulesOf({ instance: { sync: { ...SYNC, ref } } }).problems).toEqual([
    `is written without quotes by the flux-instance chart and ${becomes} | put quotes into the value: '"${ref}"'`,
  ]);
});

test.each<[string, object, readonly string[]]>([
  ['a key that no part has', { instance: { sync: { ...SYNC, branch: 'main' } } }, ['CHART_VALUE_DROPPED instance.sync.branch']],
  ['a part that does not exist', { instance: { patches: [] } }, ['CHART_VALUE_DROPPED instance.patches']],
  ['a part that stands beside the instance', { instance: {}, sync: SYNC }, ['CHART_VALUE_DROPPED sync']],
  ['a sync without url', { instance: { sync: { ref: 'main' } } }, ['CHART_VALUE_DROPPED instance.sync']],
  ['values of a HelmRelease that come from elsewhere', { kind: 'HelmRelease', spec: { valuesFrom: [{ kind: 'Secret', name: 'a' }] } }, ['CHART_VALUES_UNSEEN spec.valuesFrom[0]']],
  ['a key of the common metadata', { instance: { commonMetadata: { label: {} } } }, ['CHART_VALUE_DROPPED instance.commonMetadata.label']],
  ['only the key that no part has, in a sync without url', { instance: { sync: { branch: 'main' } } }, ['CHART_VALUE_DROPPED instance.sync.branch']],
  ['nothing that is empty in a part that is left out', { instance: { storage: { class: '' }, sharding: { key: null, shards: [] } } }, []],
  ['each part that stands beside the instance', {
    instance: {}, distribution: {}, components: [], cluster: {}, kustomize: {}, storage: {}, sharding: {}, commonMetadata: {}, other: {},
  }, ['distribution', 'components', 'cluster', 'kustomize', 'storage', 'sharding', 'commonMetadata'].map((part) => `CHART_VALUE_DROPPED ${part}`)],
])('a warning names %s', (_, document, warnings) => {
  expect(read(document).warnings).toEqual(warnings);
});

test.each<[object, string]>([
  [{ instance: { sync: { ...SYNC, branch: 'main' } } }, 'is not written by the flux-instance chart, so it changes nothing | write it as a patch in instance.kustomize.patches'],
  [{ instance: { sync: { ...SYNC, provder: 'aws' } } }, 'is not written by the flux-instance chart, so it changes nothing | did you mean provider?'],
  [{ instance: { migrate: true } }, 'is not written by the flux-instance chart, so it changes nothing | leave it out, or use a FluxInstance in place of the chart'],
  [{ instance: {}, sync: SYNC }, 'is not written by the flux-instance chart | write it under instance.sync'],
  [{ instance: { storage: { class: 'fast' } } }, 'is not written by the flux-instance chart without size | set size'],
  [{ instance: { sharding: { key: 'k' } } }, 'is not written by the flux-instance chart without shards | set shards'],
  [{ instance: { sync: { ref: 'main' } } }, 'is not written by the flux-instance chart without url | set url'],
  [{ kind: 'HelmRelease', spec: { valuesFrom: [{ kind: 'Secret', name: 'a' }] } },
    'takes values from a Secret, a, that cannot be seen here | check the merged values, too: write them to a file of their own'],
  [{ kind: 'HelmRelease', spec: { valuesFrom: [null] } },
    'takes values from elsewhere that cannot be seen here | check the merged values, too: write them to a file of their own'],
])('the warning about %j says: %s', (document, warning) => {
  expect(rulesOf(document).warnings).toEqual([warning]);
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
    ['metadata.annotations.a', 'spec.values.commonAnnotations.a'],
    ['metadata.namespace', 'metadata.namespace'],
  ])('is where %s comes from: %s', (field, expected) => {
    expect(release({}).nameField!(field)).toBe(expected);
  });

  test('with a target namespace is where the namespace comes from', () => {
    expect(release({ targetNamespace: 'gitops' }).nameField!('metadata.namespace')).toBe('spec.targetNamespace');
  });
});

test('a HelmRelease keeps its own values where others come from elsewhere', () => {
  const { instance } = read({ kind: 'HelmRelease', spec: { valuesFrom: [{ kind: 'Secret', name: 'a' }], values: { instance: { sync: SYNC } } } });
  expect(instance!.spec.sync).toEqual({ interval: '1m', ...SYNC });
});

test('a HelmRelease may have no metadata', () => {
  expect(read({ kind: 'HelmRelease', spec: { values: { fullnameOverride: '', instance: {} } } }).instance!.metadata).toEqual({});
});

test.each([
  ['spec.sync.url', 'instance.sync.url'],
  ['metadata.name', 'fullnameOverride'],
  ['metadata.labels.a', 'commonLabels.a'],
  ['metadata.annotations.a', 'commonAnnotations.a'],
  ['metadata.namespace', 'metadata.namespace'],
])('in a file of values, %s comes from %s', (field, expected) => {
  expect(read({ instance: {} }).nameField!(field)).toBe(expected);
});

test('values of their own have neither a release nor metadata', () => {
  const values = { instance: {}, fullnameOverride: '', metadata: { name: 'a', namespace: 'b' }, spec: { releaseName: 'c', valuesFrom: [{}] } };
  expect(read(values)).toMatchObject({ instance: { metadata: {} }, warnings: [] });
  expect(read(values).instance!.metadata).toEqual({});
});

test('what has no values of the chart is no instance', () => {
  expect(read({ kind: 'HelmRelease' }).instance).toBeUndefined();
  expect(read({ kind: 'HelmRelease', spec: { chartRef: { name: 'flux-instance' } } }).instance).toBeUndefined();
  expect(read({ kind: 'HelmRelease', spec: { values: { replicas: 1 } } }).instance).toBeUndefined();
});
