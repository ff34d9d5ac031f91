import { readManifest } from '../../src/instance';

const INSTANCE = `apiVersion: fluxcd.controlplane.io/v1
kind: FluxInstance
metadata: {name: flux}
spec:
  distribution: {registry: ghcr.io/fluxcd, version: 2.x}
  sync: {kind: GitRepository, url: 'https://github.com/acme/fleet.git', ref: refs/heads/main, path: ./}
`;
const NAMESPACE = 'apiVersion: v1\nkind: Namespace\nmetadata: {name: flux-system}\n';
const RELEASE = 'INPUT_YAML | must be a FluxInstance; this looks like a HelmRelease of the flux-instance chart'
  + ' | make a FluxInstance of it with flux-instance convert: what is under spec.values.instance is its spec';
const SYNC = 'INPUT_YAML | must be a FluxInstance; this looks like the sync of flux bootstrap (gotk-sync.yaml)'
  + ' | make a FluxInstance of it with flux-instance convert: the url, ref and path of these objects go under spec.sync';
const VALUES = 'distribution: {version: 2.x}\n  sync: {url: "https://github.com/acme/fleet.git"}';

function read(text: string, namespace?: string) {
  const { spec, sink } = readManifest(text, undefined, namespace);
  return { spec, problems: sink.problems.map(({ code, path, rule, remedy }) => [code, path, rule, remedy].filter(Boolean).join(' | ')) };
}

describe('a FluxInstance without namespace', () => {
  test('gets that of the chart', () => {
    expect(read(INSTANCE, 'gitops')).toMatchObject({ problems: [], spec: { namespace: 'gitops', name: 'gitops' } });
  });

  test('gets flux-system where the chart has none', () => {
    expect(read(INSTANCE)).toMatchObject({ problems: [], spec: { namespace: 'flux-system' } });
  });

  test('is refused for one that is empty or malformed', () => {
    expect(read(INSTANCE.replace('{name: flux}', '{name: flux, namespace: Flux_System}'), 'gitops').problems).toHaveLength(1);
    expect(read(INSTANCE.replace('{name: flux}', '{name: flux, namespace: ""}'), 'gitops').problems).toHaveLength(1);
    expect(read(INSTANCE.replace('{name: flux}', '{name: flux, namespace: }'), 'gitops').problems).toHaveLength(1);
  });
});

describe('a file with several documents', () => {
  test.each([
    ['before', `${NAMESPACE}---\n${INSTANCE}`],
    ['behind', `---\n${INSTANCE}---\n${NAMESPACE}---\n`],
  ])('is read where others stand %s the FluxInstance', (_, text) => {
    expect(read(text)).toMatchObject({ problems: [], spec: { url: 'https://github.com/acme/fleet.git' } });
  });

  test.each([
    ['two', `${INSTANCE}---\n${INSTANCE}`, 'INPUT_YAML | must hold one FluxInstance, holds 2 | write each to a file of its own: a cluster can have one only'],
    ['none', `${NAMESPACE}---\n${NAMESPACE}`, 'INPUT_YAML | must hold one FluxInstance, holds none in 2 documents'],
    ['nothing', '---\n# nothing\n', 'INPUT_YAML | must not be empty'],
  ])('is one problem for %s of them', (_, text, problem) => {
    expect(read(text).problems).toEqual([problem]);
  });
});

describe('what is no FluxInstance is one problem', () => {
  test.each([
    ['values of the chart', `instance:\n  ${VALUES}`,
      'INPUT_YAML | must be a FluxInstance; this looks like values of the flux-instance chart'
        + ' | make a FluxInstance of it with flux-instance convert: what is under instance is its spec'],
    ['a HelmRelease', 'apiVersion: helm.toolkit.fluxcd.io/v2\nkind: HelmRelease\nmetadata: {name: x}\nspec:\n values:\n  instance:\n   sync: {}', RELEASE],
    ['gotk-sync.yaml', 'apiVersion: source.toolkit.fluxcd.io/v1\nkind: GitRepository\nmetadata: {name: x}\n---\napiVersion: kustomize.toolkit.fluxcd.io/v1\nkind: Kustomization\nmetadata: {name: x}',
      SYNC],
    ['a HelmRelease by the name of its chart', 'apiVersion: helm.toolkit.fluxcd.io/v2\nkind: HelmRelease\nspec: {chart: {spec: {chart: flux-instance}}}', RELEASE],
    ['a HelmRelease by the name of its chartRef', 'apiVersion: helm.toolkit.fluxcd.io/v2\nkind: HelmRelease\nspec: {chartRef: {name: flux-instance}}', RELEASE],
    ['a HelmRelease of another chart', 'kind: HelmRelease\nspec: {chart: {spec: {chart: podinfo}}, values: {}}', 'INPUT_ENUM | kind | must be FluxInstance'],
    ['a HelmRelease whose chart has no spec', 'kind: HelmRelease\nspec: {chart: {}}', 'INPUT_ENUM | kind | must be FluxInstance'],
    ['a HelmRelease without spec', 'kind: HelmRelease', 'INPUT_ENUM | kind | must be FluxInstance'],
    ['an object with values that is no HelmRelease', 'kind: HelmChart\nspec: {values: {instance: {}}}', 'INPUT_ENUM | kind | must be FluxInstance'],
    ['an object with an instance', 'kind: Database\ninstance: {}', 'INPUT_ENUM | kind | must be FluxInstance'],
    ['an OCIRepository alone', 'apiVersion: source.toolkit.fluxcd.io/v1\nkind: OCIRepository', SYNC],
    ['a Kustomization alone', 'apiVersion: kustomize.toolkit.fluxcd.io/v1\nkind: Kustomization', SYNC],
    ['the file kustomization.yaml', 'apiVersion: kustomize.config.k8s.io/v1beta1\nkind: Kustomization', 'INPUT_ENUM | kind | must be FluxInstance'],
    ['another kind', NAMESPACE, 'INPUT_ENUM | kind | must be FluxInstance'],
    ['a kind that is misspelt', INSTANCE.replace('kind: FluxInstance', 'kind: FluxInstanc'), 'INPUT_ENUM | kind | must be FluxInstance | did you mean FluxInstance?'],
    ['a kind that is empty', 'kind: ""', 'INPUT_EMPTY | kind | must be FluxInstance'],
    ['a kind that is a number', 'kind: 1', 'INPUT_TYPE | kind | must be FluxInstance'],
    ['a list', '- 1', 'INPUT_YAML | must be a FluxInstance manifest'],
  ])('%s', (_, text, problem) => {
    expect(read(text)).toEqual({ spec: undefined, problems: [problem] });
  });

  test('says what it received and what is allowed', () => {
    expect(readManifest(NAMESPACE, undefined).sink.problems).toEqual([
      { code: 'INPUT_ENUM', path: 'kind', rule: 'must be FluxInstance', received: 'Namespace', allowed: ['FluxInstance'] },
    ]);
    expect(readManifest('- 1', undefined).sink.problems).toEqual([{ code: 'INPUT_YAML', path: '', rule: 'must be a FluxInstance manifest', received: [1] }]);
  });

  test('without a kind it is taken for one that was cut short', () => {
    expect(read('apiVersion: fluxcd.controlplane.io/v1\nspec: {}').problems).toEqual([
      'INPUT_REQUIRED | kind | is required | write one of FluxInstance',
      'INPUT_REQUIRED | metadata | is required',
      'INPUT_REQUIRED | spec.distribution | is required',
      'INPUT_REQUIRED | spec.sync | is required: a sync is made of it',
    ]);
  });
});

describe('the metadata of a FluxInstance', () => {
  const withMetadata = (metadata: string) => read(INSTANCE.replace('metadata: {name: flux}', `metadata: ${metadata}`)).problems;

  test.each<[string, string[]]>([
    ['{name: flux, labels: {a: b}, annotations: {c: d}}', []],
    ['x', ['INPUT_TYPE | metadata | must be an object']],
    ['{name: Other_}', ['INPUT_FORMAT | metadata.name | must be flux, the only name that a FluxInstance can have']],
    ['{name: 5}', ['INPUT_FORMAT | metadata.name | must be flux, the only name that a FluxInstance can have']],
    ['{name: flux, namespace: 5}', ['META_FIELD | metadata.namespace | must be a string | put it in quotes in the patch or manifest']],
    ['{name: flux, owner: a}', ['META_FIELD | metadata.owner | is not a known field']],
    ['{name: flux, annotations: x}', ['META_FIELD | metadata.annotations | must be an object']],
    ['{name: flux, labels: {a b: c}}', ['META_LABEL | metadata.labels | has a key that must have a name of letters, digits, -, _ and ., that starts and ends with a letter or digit']],
  ])('%s has the problems %j', (metadata, problems) => {
    expect(withMetadata(metadata)).toEqual(problems);
  });

  test('may acknowledge codes, in lines of a code and a reason', () => {
    const annotate = (text: string) => readManifest(
      INSTANCE.replace('{name: flux}', `{name: flux, annotations: {cdk8s-flux-instance-sync/acknowledge: ${JSON.stringify(text)}}}`), undefined);
    expect(annotate('PATCH_UNAPPLIED: applied elsewhere').sink.problems).toEqual([]);
    expect(annotate('NO_SUCH_CODE: why').sink.problems).toHaveLength(1);
  });

  test('says what it received', () => {
    expect(readManifest(INSTANCE.replace('{name: flux}', '{name: other}'), undefined).sink.problems).toMatchObject([{ received: 'other' }]);
    expect(readManifest(INSTANCE.replace('{name: flux}', 'x'), undefined).sink.problems).toMatchObject([{ received: 'x' }]);
  });
});

test.each<[string, unknown, string]>([
  ['that is no string', 5, 'INPUT_TYPE'], ['with an unpaired surrogate', `a: ${'\ud800'}`, 'INPUT_YAML'],
])('a manifest %s is refused', (_, text, code) => {
  expect(readManifest(text, undefined).sink.problems).toMatchObject([{ code, path: '' }]);
});

test('options of a manifest are read like props', () => {
  expect(readManifest(INSTANCE, { runtimeCheck: 'off' }).sink.problems).toMatchObject([{ code: 'INPUT_UNKNOWN', path: 'options.runtimeCheck', remedy: 'did you mean runtimeChecks?' }]);
  expect(readManifest(INSTANCE, { runtimeChecks: 'off' }).settings.runtimeChecks).toBe('off');
});

test('an empty pullSecret of a manifest is none, as for the operator', () => {
  const { spec, problems } = read(INSTANCE.replace('path: ./', 'path: ./, pullSecret: ""'));
  expect([problems, spec?.pullSecret]).toEqual([[], undefined]);
});
