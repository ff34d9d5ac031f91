import { listOutline } from '../../src/distribution';
import type { DistributionSpec, OutlineSpec } from '../../src/distribution';
import { readManifests } from '../../src/distribution/read-manifests';
import { collectResources } from '../../src/distribution/resources';
import { toPatchView } from '../../src/distribution/run-build';
import { completeSpec } from '../../src/distribution/spec';
import type { Patch } from '../../src/kustomize';
import { ProblemSink } from '../../src/problems';
import type { KubeObject } from '../../src/util';
import { selectTargets } from '../kustomize/engine';
import { ARTIFACT, render } from './render';

const SIX = ['source', 'kustomize', 'helm', 'notification', 'image-reflector', 'image-automation'].map((name) => `${name}-controller`);

const SHAPES: readonly [string, OutlineSpec][] = [
  ['the usual instance', { release: 'v2.9.4' }],
  ['all controllers in shards', { release: 'v2.9.4', components: [...SIX, 'source-watcher'], sharding: { shards: ['a', 'b'] } }],
  ['persistent shards', { release: 'v2.9.4', sharding: { shards: ['a'], storage: 'persistent' }, storage: { class: 'x', size: '1Gi' } }],
  ['another namespace without policies', { release: 'v2.9.4', namespace: 'gitops', cluster: { networkPolicy: false, multitenant: true } }],
  ['OpenShift with a size', { release: 'v2.6.4', cluster: { type: 'openshift', size: 'large' }, components: SIX }],
  ['2.6', { release: 'v2.6.4', components: SIX, sharding: { shards: ['a'] } }],
  ['2.4', { release: 'v2.4.0', components: SIX, storage: { class: 'x', size: '1Gi' } }],
];

/** What a patch can depend on before it is applied: the identity, the labels and annotations, and which fields there are at the top. */
function describeObject({ apiVersion, kind, metadata, ...fields }: KubeObject): unknown {
  const { name, namespace } = metadata;
  const labels = withoutPrefix(metadata.labels, 'rbac.authorization.k8s.io/');
  const annotations = withoutPrefix(metadata.annotations, 'kustomize.toolkit.fluxcd.io/');
  return { apiVersion, kind, name, namespace, labels, annotations, fields: Object.keys(fields).sort() };
}

function withoutPrefix(map: Readonly<Record<string, string>> = {}, prefix: string): [string, string][] {
  return Object.entries(map).filter(([key]) => !key.startsWith(prefix)).sort();
}

function listResources(spec: OutlineSpec): KubeObject[] {
  const complete = completeSpec({ ...spec, distribution: { registry: '' } });
  const sink = new ProblemSink();
  const manifests = readManifests({ path: ARTIFACT, release: spec.release, components: complete.components }, sink);
  expect(sink.problems).toEqual([]);
  return collectResources(complete, manifests!).map(toPatchView);
}

function sortDescriptions(objects: readonly KubeObject[]): string[] {
  return objects.map((object) => JSON.stringify(describeObject(object))).sort();
}

test.each(SHAPES)('the outline of %s is what patches see of the objects that the manifests give', (_, spec) => {
  expect(sortDescriptions(listOutline(spec))).toEqual(sortDescriptions(listResources(spec)));
});

/** Selects, and changes nothing. */
const PATCH = '- {op: test, path: /metadata/nothing, value: null}';

const FULL: DistributionSpec = {
  release: 'v2.9.4',
  distribution: { registry: 'ghcr.io/fluxcd' },
  components: [...SIX, 'source-watcher'],
  sharding: { shards: ['shard1'], storage: 'persistent' },
  storage: { class: 'x', size: '1Gi' },
};

function smp(kind: string, name: string, namespace: string): Patch {
  return { patch: JSON.stringify({ apiVersion: kind === 'Deployment' ? 'apps/v1' : 'v1', kind, metadata: { name, namespace, labels: { a: 'b' } } }) };
}

test.each<[Patch, number]>([
  [{ patch: PATCH, target: { kind: 'Deployment', name: 'image-reflector-controller-shard1' } }, 1],
  [{ patch: PATCH, target: { kind: 'Deployment', name: 'image-automation-controller-shard1' } }, 1],
  [{ patch: PATCH, target: { kind: 'Deployment', name: 'notification-controller-shard1' } }, 0],
  [{ patch: PATCH, target: { kind: 'Deployment', namespace: 'flux-system' } }, 6],
  [{ patch: PATCH, target: { kind: 'Deployment', name: 'source-controller' } }, 2],
  [{ patch: PATCH, target: { kind: 'PersistentVolumeClaim', name: 'source-controller-shard1' } }, 1],
  [{ patch: PATCH, target: { kind: 'ResourceQuota', name: 'critical-pods-flux-system' } }, 1],
  [{ patch: PATCH, target: { kind: 'ResourceQuota', namespace: 'flux-system' } }, 1],
  [{ patch: PATCH, target: { kind: 'ClusterRole', name: 'crd-controller' } }, 1],
  [{ patch: PATCH, target: { labelSelector: 'app.kubernetes.io/component=source-watcher' } }, 6],
  [{ patch: PATCH, target: { annotationSelector: 'sharding.fluxcd.io/role' } }, 9],
  [smp('Deployment', 'source-controller-shard1', 'flux-system'), 1],
  [smp('ResourceQuota', 'critical-pods', 'flux-system'), 1],
  [smp('ResourceQuota', 'critical-pods-flux-system', 'flux-system'), 1],
])('the patch %j selects in the outline as many objects as in the cluster: %d', (patch, count) => {
  expect(selectTargets(listOutline(FULL), patch)).toHaveLength(count);
  const rendered = render({ ...FULL, patches: [patch] });
  expect(rendered.problems).toEqual([]);
  expect(rendered.selected).toEqual([count]);
});

test('source-watcher is not sharded before 2.9', () => {
  const deployments = (release: string) => listOutline({ release, components: ['source-watcher'], sharding: { shards: ['a'] } })
    .filter(({ kind }) => kind === 'Deployment').map(({ metadata }) => metadata.name);
  expect(deployments('v2.8.8')).toEqual(['source-watcher']);
  expect(deployments('v2.9.0')).toEqual(['source-watcher', 'source-watcher-a']);
});

test('external artifacts came with 2.7', () => {
  const has = (release: string) => listOutline({ release }).some(({ metadata }) => metadata.name === 'externalartifacts.source.toolkit.fluxcd.io');
  expect([has('v2.6.4'), has('v2.7.0')]).toEqual([false, true]);
});
