import { readManifest } from '../../src/instance';

const LINES = [
  'apiVersion: fluxcd.controlplane.io/v1', 'kind: FluxInstance', 'metadata: {name: flux, namespace: flux-system}', 'spec:',
  '  distribution: {registry: ghcr.io/fluxcd, version: 2.x}',
  '  sync: {kind: GitRepository, url: "https://github.com/acme/fleet.git", ref: refs/heads/main, path: ./}',
];

function read(change: (text: string) => string) {
  return readManifest(change(LINES.join('\n')), undefined).sink.problems.map(({ code, path, received, remedy }) => ({ code, path, received, remedy }));
}

const REMEDY = 'leave the field out: server-side apply refuses null';

describe('an explicit null', () => {
  test.each(['cluster', 'commonMetadata', 'components', 'kustomize', 'migrateResources', 'sharding', 'storage', 'wait'])('of spec.%s is refused', (field) => {
    expect(read((text) => `${text}\n  ${field}:`)).toEqual([{ code: 'INPUT_TYPE', path: `spec.${field}`, received: null, remedy: REMEDY }]);
  });

  test.each(['name', 'interval', 'pullSecret', 'provider'])('of spec.sync.%s is refused', (field) => {
    expect(read((text) => text.replace('path: ./', `path: ./, ${field}: `))).toEqual([
      { code: 'INPUT_TYPE', path: `spec.sync.${field}`, received: null, remedy: REMEDY },
    ]);
  });

  test.each(['artifact', 'artifactPullSecret', 'imagePullSecret', 'variant'])('of spec.distribution.%s is refused', (field) => {
    expect(read((text) => text.replace('version: 2.x', `version: 2.x, ${field}: `))).toEqual([
      { code: 'INPUT_TYPE', path: `spec.distribution.${field}`, received: null, remedy: REMEDY },
    ]);
  });

  test.each([
    ['cluster: {type: }', 'cluster.type'], ['cluster: {size: }', 'cluster.size'], ['cluster: {multitenant: }', 'cluster.multitenant'],
    ['cluster: {tenantDefaultServiceAccount: }', 'cluster.tenantDefaultServiceAccount'],
    ['commonMetadata: {labels: }', 'commonMetadata.labels'], ['commonMetadata: {annotations: {a: }}', 'commonMetadata.annotations.a'],
    ['kustomize: {patches: }', 'kustomize.patches'], ['kustomize: {patches: [{patch: "[]", target: }]}', 'kustomize.patches[0].target'],
    ['kustomize: {patches: [{patch: "[]", target: {kind: }}]}', 'kustomize.patches[0].target.kind'],
    ['kustomize: {patches: [{patch: "[]", target: {name: }}]}', 'kustomize.patches[0].target.name'],
    ['sharding: {shards: [a], key: }', 'sharding.key'], ['sharding: {shards: [a], storage: }', 'sharding.storage'],
  ])('in %s is refused', (line, path) => {
    expect(read((text) => `${text}\n  ${line}`)).toEqual([{ code: 'INPUT_TYPE', path: `spec.${path}`, received: null, remedy: REMEDY }]);
  });

  test('of a required field is not to be left out', () => {
    expect(read((text) => text.replace('ref: refs/heads/main', 'ref: ').replace('kind: GitRepository', 'kind: '))).toEqual([
      { code: 'INPUT_TYPE', path: 'spec.sync.kind', received: null, remedy: 'write one of GitRepository, OCIRepository, Bucket' },
      { code: 'INPUT_TYPE', path: 'spec.sync.ref', received: null, remedy: undefined },
    ]);
  });
});
