import { readManifest, readProps } from '../../src/instance';
import { renderSync } from '../../src/operator';
import { FIELDS, GIT, PATCHES, PATHS, REFS, URLS } from './situations';
import type { Answer, Situation } from './situations';

/** What users wrote in public, in our own words, and the right answer to each. */
const TABLES: readonly (readonly [string, readonly Situation[]])[] = [
  ['a URL', URLS], ['a ref', REFS], ['a field', FIELDS], ['a path', PATHS], ['a patch', PATCHES],
];

function answer(input: ReturnType<typeof readProps>) {
  const { problems, warnings } = renderSync(input, { labels: {}, patchTargets: [] });
  return [...problems, ...warnings].map(({ code, path, remedy }) => [code, path.split(' ')[0], remedy]);
}

function expectAnswers(given: (string | undefined)[][], answers: readonly Answer[]): void {
  expect(given.map(([code, field]) => [code, field])).toEqual(answers.map(([code, field]) => [code, field]));
  answers.forEach(([, , phrase], index) => {
    if (phrase !== undefined) {
      expect(given[index][2]).toContain(phrase);
    }
  });
}

describe.each(TABLES)('%s', (_, situations) => {
  test.each(situations.map(([name, props, ...answers]) => [name, props, answers] as const))('%s', (_name, props, answers) => {
    expectAnswers(answer(readProps({ ...GIT, ...props }, undefined)), answers);
  });
});

function toManifest(sync: unknown, spec: object = {}): string {
  return JSON.stringify({
    apiVersion: 'fluxcd.controlplane.io/v1', kind: 'FluxInstance', metadata: { name: 'flux' }, spec: { distribution: { version: '2.x', registry: 'ghcr.io/fluxcd' }, sync, ...spec },
  });
}

const INSTANCE = toManifest(GIT);
const RELEASE = [
  'apiVersion: helm.toolkit.fluxcd.io/v2', 'kind: HelmRelease', 'metadata: {name: flux, namespace: flux-system}',
  'spec: {interval: 1h, chartRef: {kind: OCIRepository, name: flux-instance}, values: {instance: {distribution: {version: 2.x}, sync: {kind: GitRepository}}}}',
].join('\n');

test.each<[string, string, ...Answer[]]>([
  ['without namespace', INSTANCE],
  ['beside another document', `${INSTANCE}\n---\n{apiVersion: v1, kind: Namespace, metadata: {name: flux-system}}`],
  ['with the status of a cluster', INSTANCE.replace('"spec"', '"status":{"conditions":[]},"spec"')],
  ['without a sync', toManifest(undefined), ['INPUT_REQUIRED', 'spec.sync']],
  ['with a null', toManifest({ ...GIT, pullSecret: null }), ['INPUT_TYPE', 'spec.sync.pullSecret', 'leave the field out']],
  ['with a branch as an object', toManifest({ ...GIT, ref: { branch: 'main' } }), ['INPUT_TYPE', 'spec.sync.ref', 'write refs/heads/main']],
  ['with a range as an object', toManifest({ ...GIT, ref: { semver: '1.x' } }), ['INPUT_TYPE', 'spec.sync.ref', 'path: /spec/ref, value: {semver: …}']],
  ['with wait in the sync', toManifest({ ...GIT, wait: true }), ['INPUT_UNKNOWN', 'spec.sync.wait', '{op: add, path: /spec/wait, value: true}']],
  ['with ignore and timeout in the sync', toManifest({ ...GIT, ignore: '*.md', timeout: '5m' }),
    ['INPUT_UNKNOWN', 'spec.sync.ignore', '{kind: GitRepository}'], ['INPUT_UNKNOWN', 'spec.sync.timeout', 'path: /spec/timeout, value: 5m']],
  ['with verify in the sync', toManifest({ ...GIT, verify: {} }), ['INPUT_UNKNOWN', 'spec.sync.verify', 'spec.kustomize.patches']],
  ['with patches beside the sync', toManifest(GIT, { patches: [] }), ['INPUT_UNKNOWN', 'spec.patches', 'spec.kustomize.patches']],
  ['with a number for the ref', INSTANCE.replace('"refs/heads/main"', '1.10'), ['INPUT_TYPE', 'spec.sync.ref', 'quotes']],
  ['with a name that is not flux', INSTANCE.replace('"name":"flux"', '"name":"flux-system"'), ['INPUT_FORMAT', 'metadata.name']],
  ['that is a HelmRelease', RELEASE, ['INPUT_YAML', '', 'spec.values.instance']],
  ['that is values of the chart', 'instance: {distribution: {version: 2.x}, sync: {kind: GitRepository}}', ['INPUT_YAML', '', 'instance']],
  ['that is the sync of a bootstrap', '{apiVersion: source.toolkit.fluxcd.io/v1, kind: GitRepository, metadata: {name: flux-system}, spec: {}}', ['INPUT_YAML', '', 'spec.sync']],
])('a manifest %s', (_, text, ...answers) => {
  expectAnswers(answer(readManifest(text, undefined)), answers);
});
