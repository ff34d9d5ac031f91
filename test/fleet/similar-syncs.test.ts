import * as fc from 'fast-check';
import { FleetLayout, FleetOutput, OnProblem, SyncKind } from '../../src';
import { PropsReader } from '../../src/cluster-input';
import { renderCluster } from '../../src/cluster-objects';
import { ClusterChart } from '../../src/fleet';
import type { FleetSettings } from '../../src/fleet';
import { ProblemsError } from '../../src/problems';
import { DEFAULTS } from './fleets';

interface Cluster {
  readonly name: string;
  readonly props: Record<string, unknown>;
}

const SETTINGS: FleetSettings = {
  outdir: 'dist',
  defaults: {},
  layout: FleetLayout.FILE_PER_CLUSTER,
  output: FleetOutput.SYNC,
  onProblem: OnProblem.FAIL_ALL,
  removeStale: false,
  allowRename: new Set(),
};

/** What the fleet would write for a cluster, or what it would say of it. */
function render(reader: PropsReader, { name, props }: Cluster, settings = SETTINGS): unknown {
  try {
    const { files, warnings } = renderCluster(name, new ClusterChart(name), settings, reader.read(name, props));
    return { files: [...files], warnings };
  } catch (error) {
    if (!(error instanceof ProblemsError)) {
      throw error;
    }
    return error.problems;
  }
}

function isRenderedFromOthers(reader: PropsReader, { name, props }: Cluster): boolean {
  return reader.read(name, props).similar?.render() !== undefined;
}

/** Values that some check, or the writer of YAML, looks at twice, and such as are no strings. */
const ODD = fc.oneof(
  fc.constantFrom(
    '', ' ', '.', './', '..', '../x', '/', '//', 'a\\b', 'undefined', 'clusters/undefined/x', '[object Object]', '${var}', '$${var}', '$$(var.a)', '$(var.b)',
    'null', 'true', '1e3', '0x10', '=', '<<', '- a', 'a: b', '# a', 'a #b', '\u0085', '\ud800', 'é', 'a\nb', '\t', 'x'.repeat(5000), '__proto__',
    'https://user:password@example.com/a', 'http://', 'https://example.com/a b', 'git@example.com:a/b', 'https://github.com/a/b/tree/main', 'oci://ghcr.io/a:latest',
  ),
  fc.string({ maxLength: 12 }),
  fc.constantFrom<unknown>(null, undefined, 1, true, [], {}),
);
const mostly = (...values: readonly string[]): fc.Arbitrary<unknown> => fc.oneof({ weight: 5, arbitrary: fc.constantFrom(...values) }, ODD);
const PATHS = mostly('clusters/$(cluster.name)', './apps/$(var.a)', '$(cluster.name)/$(var.a)', '$(var.a)');
const URLS = mostly('https://git.example.com/$(var.a).git', 'https://git.example.com/$(cluster.name)', 'oci://ghcr.io/$(var.a)/fleet', 's3.example.com');
const VARIABLES = fc.record({ a: mostly('eu', 'us', 'a-b') });

const COMMON = fc.record({
  kind: fc.constantFrom(...Object.values(SyncKind)),
  url: URLS,
  path: PATHS,
  ref: fc.constantFrom('refs/heads/main', 'latest', 'main', '$(var.a)'),
  name: fc.constantFrom('flux-system', 'a', 'A', '$(cluster.name)'),
  pullSecret: fc.constantFrom('auth', ''),
  provider: fc.constantFrom('generic', 'azure', 'aws'),
  fluxVersion: fc.constantFrom('2.x', '2.3.0', '2.9.99', '1.0'),
  runtimeChecks: fc.constantFrom('error', 'warn', 'off'),
  multitenant: fc.boolean(),
  acknowledge: fc.constantFrom([{ code: 'PATH_BACKSLASH', reason: 'known' }], [{ code: 'UNDEFINED_IN_PATH', reason: 'known' }], []),
  commonMetadata: fc.constantFrom({ labels: { a: 'b' } }, { labels: { a: '$(cluster.name)' } }),
  gitRepository: fc.constantFrom({ sparseCheckout: ['clusters'] }, { ignore: '/clusters' }, { recurseSubmodules: true }, {}),
  bucket: fc.constantFrom({ prefix: 'clusters/' }, {}),
  kustomization: fc.constantFrom({ wait: true }, { substitute: { cluster: '$(cluster.name)' } }, {}),
  patches: fc.constantFrom([], [{ target: { kind: 'Kustomization' }, patch: '[{op: replace, path: /spec/path, value: other}]' }]),
  handover: fc.boolean(),
  unknown: fc.constant(1),
}, { requiredKeys: ['kind'] });
const COMMONS = fc.oneof(
  COMMON,
  COMMON.map(({ runtimeChecks = 'error', multitenant = false }) => ({ ...DEFAULTS, runtimeChecks, multitenant })),
  COMMON.map(({ gitRepository = {}, kustomization = { wait: true } }) => ({ ...DEFAULTS, gitRepository, kustomization })),
  COMMON.map(({ kind, commonMetadata = {} }) => ({ ...DEFAULTS, kind, ref: 'latest', commonMetadata })),
);
const OWN = fc.oneof(
  { weight: 5, arbitrary: fc.record({ variables: VARIABLES, url: URLS, path: PATHS }, { requiredKeys: ['variables'] }) },
  fc.record({ variables: VARIABLES, url: URLS, path: PATHS, ref: ODD }, { requiredKeys: ['ref'] }),
);
const CLUSTERS = fc.array(fc.record({ name: fc.constantFrom('eu-1', 'us-2', 'undefined', 'null', 'A.b', '1e3', 'on'), props: OWN }), { minLength: 3, maxLength: 8 });

/** So that there is mostly something to start from. */
const FIRST: Cluster = { name: 'eu-0', props: { variables: { a: 'eu' } } };

test('what a fleet says of a cluster, and writes for it, does not depend on the clusters before', () => {
  let fromOthers = 0;
  fc.assert(fc.property(COMMONS, CLUSTERS, (defaults, clusters) => {
    const reader = new PropsReader([defaults]);
    for (const cluster of [FIRST, ...clusters]) {
      fromOthers += isRightFromOthers(reader, cluster) ? 1 : 0;
      expect(render(reader, cluster)).toEqual(render(new PropsReader([defaults]), cluster));
    }
  }), { numRuns: 120, seed: 20 });
  // Otherwise nothing would have been compared.
  expect(fromOthers).toBeGreaterThan(40);
});

function isRightFromOthers(reader: PropsReader, cluster: Cluster): boolean {
  try {
    return isRenderedFromOthers(reader, cluster);
  } catch (error) {
    // Its variables are wrong: it has no sync.
    expect(error).toBeInstanceOf(ProblemsError);
    return false;
  }
}

test.each<[string, Record<string, unknown>, Record<string, unknown>, boolean]>([
  ['nothing of its own', {}, {}, true],
  ['a URL and path of its own', {}, { url: 'https://example.com/a', path: 'b' }, true],
  ['variables', { url: 'https://$(var.region).example.com/a' }, { variables: { region: 'eu' } }, true],
  ['an option of its own', {}, { multitenant: true }, false],
  ['a variable in another prop', { ref: 'refs/heads/$(cluster.name)' }, {}, false],
  ['typed options', { kustomization: { wait: true } }, {}, true],
  ['typed options, and a path that kustomize may write in another way', { kustomization: { wait: true } }, { path: '1e3' }, false],
  ['a variable in a typed option', { kustomization: { targetNamespace: '$(cluster.name)' } }, {}, false],
  ['a path outside of the sparse checkout', { gitRepository: { sparseCheckout: ['clusters'] } }, { path: 'apps/a' }, false],
  ['patches', { patches: [{ patch: '[{op: add, path: /spec/wait, value: true}]', target: { kind: 'Kustomization' } }] }, {}, false],
  ['an acknowledged finding', { acknowledge: [{ code: 'PATH_BACKSLASH' }] }, {}, false],
  ['a path that a controller refuses', {}, { path: 'a/undefined/b' }, false],
  ['a URL that the API server refuses', {}, { url: 'ftp://example.com' }, false],
  ['an empty path', {}, { path: '' }, false],
])('whether a cluster with %s is rendered from the one before', (_, defaults, props, expected) => {
  const reader = new PropsReader([{ ...DEFAULTS, ...defaults }]);
  const first = render(reader, { name: 'eu-1', props: { variables: { region: 'us' } } });
  expect(isRenderedFromOthers(reader, { name: 'eu-2', props })).toBe(expected);
  expect(render(reader, { name: 'eu-1', props: { variables: { region: 'us' } } })).toEqual(first);
});

test('only the output of syncs is rendered from the cluster before', () => {
  const reader = new PropsReader([{ ...DEFAULTS }]);
  const settings = { ...SETTINGS, output: FleetOutput.FLUX_INSTANCE };
  const cluster = { name: 'eu-1', props: {} };
  render(reader, cluster);
  expect(JSON.stringify(render(reader, cluster, settings))).toContain('kind: FluxInstance');
});
