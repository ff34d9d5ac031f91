import type { DistributionSpec } from '../../src/distribution';
import type { Problem } from '../../src/problems';
import { find, render } from './render';

const SHARDS = (...shards: string[]): Partial<DistributionSpec> => ({ sharding: { shards } });
const ALL = ['source', 'kustomize', 'helm', 'notification', 'image-reflector', 'image-automation'].map((name) => `${name}-controller`);

test.each<[string, Partial<DistributionSpec>, Partial<Problem>]>([
  ['a component twice', { components: ['source-controller', 'source-controller'] }, { code: 'INPUT_CONFLICT', path: 'components[1]' }],
  ['source-watcher before 2.7', { release: 'v2.6.4', components: ['source-controller', 'source-watcher'] }, { code: 'VERSION_UNSUPPORTED', path: 'components[1]' }],
  ['object-level workload identity before 2.6', { release: 'v2.4.0', cluster: { objectLevelWorkloadIdentity: true } },
    { code: 'VERSION_UNSUPPORTED', path: 'cluster.objectLevelWorkloadIdentity', rule: 'needs Flux 2.6 or later; the version resolved to v2.4.0' }],
  ['multitenant workload identity before 2.7', { release: 'v2.6.4', cluster: { objectLevelWorkloadIdentity: true, multitenantWorkloadIdentity: true } },
    { code: 'VERSION_UNSUPPORTED', path: 'cluster.multitenantWorkloadIdentity' }],
  ['multitenant workload identity alone', { cluster: { multitenantWorkloadIdentity: true } }, { code: 'INPUT_CONFLICT', path: 'cluster.multitenantWorkloadIdentity' }],
  ['a registry with capital letters', { distribution: { registry: 'ghcr.io/MyOrg' } },
    { code: 'INPUT_FORMAT', path: 'distribution.registry', received: 'ghcr.io/MyOrg', remedy: 'write ghcr.io/myorg' }],
  ['a registry with a blank', { distribution: { registry: 'ghcr.io/my org' } }, { code: 'INPUT_FORMAT', path: 'distribution.registry' }],
  ['a shard twice', SHARDS('a', 'b', 'a'), { code: 'INPUT_CONFLICT', path: 'sharding.shards[2]' }],
  ['persistent shards without storage', { sharding: { shards: ['a'], storage: 'persistent' } }, { code: 'INPUT_CONFLICT', path: 'sharding.storage' }],
  ['a shard whose copies get too long a name', { ...SHARDS('a'.repeat(36)), components: ALL },
    { code: 'INPUT_FORMAT', path: 'sharding.shards[0]', rule: 'must have at most 35 characters beside these controllers' }],
])('%s is refused', (_, spec, problem) => {
  const { problems, objects } = render(spec);
  expect(problems).toEqual([expect.objectContaining(problem)]);
  expect(objects).toEqual([]);
});

test('a component that does not exist is refused with what it may mean', () => {
  expect(render({ components: ['source-controler'] }).problems)
    .toMatchObject([{ code: 'INPUT_ENUM', path: 'components[0]', received: 'source-controler', remedy: 'did you mean source-controller?' }]);
});

test('mistakes in the spec and a missing release are told together', () => {
  expect(render({ release: 'v2.9.3', ...SHARDS('A') }).problems.map(({ path }) => path)).toEqual(['sharding.shards[0]', 'manifests']);
});

test.each(['', 'A', 'a_b', 'x-', '-x', 'a b', 'é', 'a/b', 'a: b', '..', '1', '08', '0x1f', '1e3', 'true', 'yes', 'off', 'null', '~', 'roles', 'policies.yaml'])(
  'the shard %j is refused, as the operator fails or makes what the API server refuses', (shard) => {
    expect(render(SHARDS(shard)).problems).toEqual([expect.objectContaining({ code: 'INPUT_FORMAT', path: 'sharding.shards[0]' })]);
  },
);

test.each(['a', 'shard1', '1a', 'a-1', 'y', 'e3'])('the shard %j is accepted', (shard) => {
  expect(render(SHARDS(shard)).problems).toEqual([]);
});

test.each(['ghcr.io/fluxcd', 'ghcr.io/fluxcd/', 'registry.local:5000/a/b', 'localhost/x', 'https://ghcr.io/fluxcd', 'a//b', 'GHCR.io/fluxcd'])(
  'the registry %s is accepted, as by the operator', (registry) => {
    expect(render({ distribution: { registry } }).problems).toEqual([]);
  },
);

test('all mistakes are told at once', () => {
  const { problems } = render({ distribution: { registry: 'X' }, sharding: { shards: ['1', '1'], storage: 'persistent' }, cluster: { multitenantWorkloadIdentity: true } });
  expect(problems.map(({ path }) => path)).toEqual([
    'cluster.multitenantWorkloadIdentity', 'distribution.registry', 'sharding.shards[0]', 'sharding.shards[1]', 'sharding.shards[1]', 'sharding.storage',
  ]);
});

describe('warnings', () => {
  const SYNC = [{ apiVersion: 'source.toolkit.fluxcd.io/v1', kind: 'GitRepository', metadata: { name: 'a', namespace: 'flux-system' }, spec: {} }];

  test.each<[string, Partial<DistributionSpec>, Partial<Problem>]>([
    ['a registry without digests', { distribution: { registry: 'registry.local/fluxcd' } }, { code: 'IMAGES_UNPINNED', path: 'distribution.registry' }],
    ['a variant that the release lacks', { release: 'v2.4.0', distribution: { registry: 'ghcr.io/fluxcd', variant: 'enterprise-distroless-fips' } },
      { code: 'IMAGES_UNPINNED', path: 'distribution.variant' }],
    ['a variant without a registry', { distribution: { registry: '', variant: 'upstream-alpine' } }, { code: 'INPUT_WITHOUT_EFFECT', path: 'distribution.variant' }],
    ['a type without effect', { cluster: { type: 'azure' } }, { code: 'INPUT_WITHOUT_EFFECT', path: 'cluster.type', received: 'azure' }],
    ['an account that nothing uses', { cluster: { tenantDefaultServiceAccount: 'flux' } },
      { code: 'INPUT_WITHOUT_EFFECT', path: 'cluster.tenantDefaultServiceAccount', rule: 'has no effect without multitenant or multitenantWorkloadIdentity' }],
    ['workload identity of tenants without multitenancy', { cluster: { objectLevelWorkloadIdentity: true, multitenantWorkloadIdentity: true } },
      { code: 'TENANCY_INCOMPLETE', path: 'cluster.multitenantWorkloadIdentity' }],
    ['a sync without kustomize-controller', { components: ['source-controller'], sync: SYNC },
      { code: 'COMPONENT_MISSING', path: 'components', rule: 'lacks kustomize-controller, without which nothing reconciles the sync' }],
    ['storage without source-controller', { components: ['helm-controller'], storage: { class: 'a', size: '1Gi' } }, { code: 'COMPONENT_MISSING', path: 'storage' }],
    ['shards of nothing', { components: ['notification-controller'], sharding: { shards: ['a'] } }, { code: 'COMPONENT_MISSING', path: 'sharding' }],
    ['args that a patch took away', {
      cluster: { multitenant: true },
      patches: [{ patch: '- {op: replace, path: /spec/template/spec/containers/0/args, value: [--a]}', target: { kind: 'Deployment', name: 'kustomize-controller' } }],
    }, {
      code: 'TENANCY_INCOMPLETE',
      path: 'cluster.multitenant',
      rule: 'is not enforced by the Deployment kustomize-controller: a patch took --no-cross-namespace-refs=true and --no-remote-bases=true from its args',
    }],
  ])('%s is warned of, and accepted', (_, spec, warning) => {
    const { warnings, problems } = render(spec);
    expect(problems).toEqual([]);
    expect(warnings).toEqual([expect.objectContaining(warning)]);
  });

  test('an ordinary instance has none', () => {
    expect(render({ cluster: { multitenant: true, tenantDefaultServiceAccount: 'flux', type: 'openshift', size: 'large' }, sync: SYNC }).warnings).toEqual([]);
  });
});

test('an empty registry leaves the images as the manifests name them', () => {
  const rendered = render({ distribution: { registry: '' } });
  expect(JSON.stringify(find(rendered, 'Deployment', 'source-controller'))).toContain('"fluxcd/source-controller:v1.9.4"');
});

test('an empty list of components means the usual four', () => {
  const names = render({ components: undefined }).objects.filter(({ kind }) => kind === 'Deployment').map(({ metadata }) => metadata.name);
  expect(names).toEqual(['helm-controller', 'kustomize-controller', 'notification-controller', 'source-controller']);
});
