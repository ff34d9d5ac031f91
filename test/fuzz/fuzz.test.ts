import { inspect } from 'node:util';
import { App, Chart } from 'cdk8s';
import * as fc from 'fast-check';
import { parseAllDocuments } from 'yaml';
import { FluxInstanceSync, FluxSecret, Patches, RuntimeChecks, SecretValue, SyncKind, UnmatchedPatches } from '../../src';
import { parseDocuments } from '../../src/kustomize';
import { ProblemSink } from '../../src/problems';
import { FACTORIES, SECRET_CASES } from '../secrets/factories';
import { anything, json, mutated, oddString, patch, PLANTED } from './inputs';

/** `npx projen fuzz` sets them; without them the run is short, and always the same. */
const RUNS = Number(process.env.FUZZ_RUNS ?? 150);
const SEED = Number(process.env.FUZZ_SEED ?? 20_261_127);

const GOOD = { kind: SyncKind.GIT_REPOSITORY, url: 'https://github.com/my-org/my-fleet', ref: 'refs/heads/main', path: 'clusters/my-cluster' };
const PROPS = [
  'kind', 'url', 'ref', 'path', 'name', 'interval', 'pullSecret', 'provider', 'namespace', 'instanceName', 'fluxVersion', 'multitenant', 'commonMetadata', 'patches', 'gitRepository',
  'ociRepository', 'bucket', 'kustomization', 'unmatchedPatches', 'runtimeChecks', 'handover', 'patchTargets', 'acknowledge', '__proto__', 'constructor',
];
const MANIFEST = `apiVersion: fluxcd.controlplane.io/v1
kind: FluxInstance
metadata: {name: flux, namespace: flux-system}
spec:
  distribution: {version: 2.9.x, registry: ghcr.io/fluxcd}
  cluster: {type: kubernetes, multitenant: false}
  kustomize:
    patches:
    - target: {kind: Kustomization}
      patch: |
        - {op: add, path: /spec/wait, value: true}
  sync:
    kind: GitRepository
    url: https://u:${PLANTED}@github.com/o/r
    ref: refs/heads/main
    path: p
`;

let written: string[];

beforeEach(() => {
  jest.spyOn(process.stderr, 'write').mockImplementation((text) => written.push(String(text)) > 0);
});

afterEach(() => {
  jest.restoreAllMocks();
});

/** Holds the laws for one input: our own error or none, nothing half-made in the tree, and no secret in anything that is shown. */
function hold(make: (chart: Chart) => unknown): Chart {
  written = [];
  const chart = new Chart(new App(), 'cluster', { namespace: 'flux-system' });
  let shown = '';
  let made: unknown;
  try {
    made = make(chart);
  } catch (error) {
    shown = inspect(error);
    expect((error as Error).name).toBe('ProblemsError');
    expect(chart.node.findAll()).toEqual([chart]);
  }
  if (made instanceof FluxInstanceSync) {
    shown += JSON.stringify(made.warnings);
  }
  expect(shown + written.join('')).not.toContain(PLANTED);
  return chart;
}

/** What a chart emits says the same to everybody who reads it. */
function readBack(chart: Chart): void {
  const objects: unknown = JSON.parse(JSON.stringify(chart.toJson()));
  const yaml = (chart.node.root as App).synthYaml();
  const sink = new ProblemSink();
  expect(parseAllDocuments(yaml).map((document) => document.toJS() as unknown)).toEqual(objects);
  expect(parseDocuments(yaml, sink)).toEqual(objects);
  expect(sink.problems).toEqual([]);
}

function fuzz<T>(name: string, arbitrary: fc.Arbitrary<T>, law: (input: T) => void): void {
  test(name, () => {
    fc.assert(fc.property(arbitrary, law), { numRuns: RUNS, seed: SEED, endOnFailure: RUNS > 1000 });
  }, 30 * 60_000);
}

const lenient = { unmatchedPatches: UnmatchedPatches.IGNORE, runtimeChecks: RuntimeChecks.OFF };

fuzz('props', fc.array(fc.tuple(fc.constantFrom(...PROPS), anything), { minLength: 1, maxLength: 3 }), (changes) => {
  const members = changes.map(([key, value]) => [key, { value, enumerable: true, configurable: true }] as const);
  const props = Object.defineProperties({ ...GOOD }, Object.fromEntries(members));
  hold((chart) => new FluxInstanceSync(chart, 'sync', props));
  hold(() => FluxInstanceSync.manifests(props));
});

fuzz('values of other types in the place of props, options and ids', fc.tuple(anything, anything), ([value, other]) => {
  hold((chart) => new FluxInstanceSync(chart, 'sync', value as never));
  hold((chart) => FluxInstanceSync.fromYaml(chart, 'sync', MANIFEST, value as never));
  hold((chart) => FluxInstanceSync.fromYaml(chart, 'sync', value as never, other as never));
  hold((chart) => new FluxInstanceSync(chart, value as never, GOOD));
  hold(() => new FluxInstanceSync(value as never, 'sync', GOOD));
  hold(() => Patches.strategicMerge(value, other as never));
  hold(() => Patches.json6902(value as never, other as never));
});

fuzz('patches', fc.array(patch, { minLength: 1, maxLength: 3 }), (patches) => {
  const chart = hold((scope) => new FluxInstanceSync(scope, 'sync', { ...GOOD, ...lenient, patches }));
  readBack(chart);
});

fuzz('patches of the objects of others', fc.tuple(fc.array(patch, { minLength: 1, maxLength: 2 }), json), ([patches, spec]) => {
  hold((chart) => {
    const other = new FluxInstanceSync(chart, 'other', { ...GOOD, name: 'other' });
    other.kustomization!.toJson = () => ({ apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'x' }, spec });
    try {
      return new FluxInstanceSync(chart, 'sync', { ...GOOD, ...lenient, patches, patchTargets: [other] });
    } finally {
      chart.node.tryRemoveChild('other');
    }
  });
});

fuzz('manifests', mutated(fc.constant(MANIFEST)), (text) => {
  const chart = hold((scope) => FluxInstanceSync.fromYaml(scope, 'sync', text, lenient));
  readBack(chart);
});

fuzz('strings in what is emitted', fc.tuple(oddString, oddString, oddString, fc.dictionary(fc.stringMatching(/^[0-9a-zA-Z_.+-]{1,6}$/), oddString, { maxKeys: 3 })), (
  [path, ref, value, annotations],
) => {
  const chart = hold((scope) => new FluxInstanceSync(scope, 'sync', {
    ...GOOD, ...lenient, path, ref, commonMetadata: { annotations }, kustomization: { postBuild: { substitute: { value } } },
  }));
  readBack(chart);
});

const secret = fc.oneof(oddString.map((text) => `${PLANTED}${text}`), anything);

fuzz('secrets', fc.tuple(fc.constantFrom(...SECRET_CASES), fc.nat(), secret, fc.nat({ max: 4 })), ([{ factory, props }, index, value, form]) => {
  const keys = Object.keys(props);
  const as = [
    value, SecretValue.unsafePlainText(value as string), SecretValue.fromFile(value as string), SecretValue.fromEnvironment(value as string),
    String(typeof value),
  ][form];
  const chart = hold((scope) => FACTORIES[factory](scope, 'secret', { ...props, allowPlainTextInOutput: true, [keys[index % keys.length]]: as } as never));
  readBack(chart);
  expect(inspect(chart.node.findAll().filter((construct) => construct instanceof FluxSecret), { depth: 3 })).not.toContain(`"${PLANTED}`);
});
