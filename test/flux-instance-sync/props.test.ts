import { App, Chart, Duration, JsonPatch, Testing } from 'cdk8s';
import { parseAllDocuments } from 'yaml';
import { FluxInstanceSync, Patches, SyncKind, SyncProvider } from '../../src';
import type { FluxInstanceSyncProps } from '../../src';
import { GIT, makeChart, makeSync } from './make-sync';

describe('a sync from props', () => {
  test('emits the source and the Kustomization', () => {
    expect(Testing.synth(makeSync({ fluxVersion: '2.9.4' }).source!.chart)).toEqual([
      {
        apiVersion: 'source.toolkit.fluxcd.io/v1',
        kind: 'GitRepository',
        metadata: {
          name: 'flux-system',
          namespace: 'flux-system',
          labels: {
            'app.kubernetes.io/instance': 'flux-system',
            'app.kubernetes.io/managed-by': 'flux-operator',
            'app.kubernetes.io/part-of': 'flux',
            'app.kubernetes.io/version': 'v2.9.4',
            'fluxcd.controlplane.io/name': 'flux',
            'fluxcd.controlplane.io/namespace': 'flux-system',
          },
          annotations: {
            'kustomize.toolkit.fluxcd.io/prune': 'Disabled',
            'kustomize.toolkit.fluxcd.io/ssa': 'Ignore',
          },
        },
        spec: { interval: '1m0s', ref: { name: 'refs/heads/main' }, url: 'https://github.com/my-org/my-fleet.git' },
      },
      {
        apiVersion: 'kustomize.toolkit.fluxcd.io/v1',
        kind: 'Kustomization',
        metadata: {
          name: 'flux-system',
          namespace: 'flux-system',
          labels: {
            'app.kubernetes.io/instance': 'flux-system',
            'app.kubernetes.io/managed-by': 'flux-operator',
            'app.kubernetes.io/part-of': 'flux',
            'app.kubernetes.io/version': 'v2.9.4',
            'fluxcd.controlplane.io/name': 'flux',
            'fluxcd.controlplane.io/namespace': 'flux-system',
          },
          annotations: {
            'kustomize.toolkit.fluxcd.io/prune': 'Disabled',
            'kustomize.toolkit.fluxcd.io/ssa': 'Ignore',
          },
        },
        spec: { interval: '10m0s', path: 'clusters/my-cluster', prune: true, sourceRef: { kind: 'GitRepository', name: 'flux-system' } },
      },
    ]);
  });

  test.each<[string, Partial<FluxInstanceSyncProps>, (sync: FluxInstanceSync) => unknown, unknown]>([
    ['the interval in Go\'s canonical form', { interval: Duration.seconds(90) }, (sync) => sync.source!.toJson().spec.interval, '1m30s'],
    ['the provider', { provider: SyncProvider.AZURE, url: 'https://dev.azure.com/my-org/my-project/_git/my-fleet' }, (sync) => sync.source!.toJson().spec.provider, 'azure'],
    ['the pull secret', { pullSecret: 'auth' }, (sync) => sync.source!.toJson().spec.secretRef, { name: 'auth' }],
    ['the name of both', { name: 'apps' }, (sync) => sync.objects.map(({ name }) => name), ['apps', 'apps']],
    ['the namespace as name', { namespace: 'gitops' }, (sync) => sync.objects.map(({ name }) => name), ['gitops', 'gitops']],
    ['the owner', { instanceName: 'other' }, (sync) => sync.source!.toJson().metadata.labels['fluxcd.controlplane.io/name'], 'other'],
    ['the account of a locked-down cluster', { multitenant: true }, (sync) => sync.kustomization!.toJson().spec.serviceAccountName, 'kustomize-controller'],
    ['the resolved version', { fluxVersion: '2.4 - 2.6' }, (sync) => sync.source!.toJson().metadata.labels['app.kubernetes.io/version'], 'v2.6.4'],
    ['OCI before 2.6 as v1beta2', { kind: SyncKind.OCI_REPOSITORY, url: 'oci://ghcr.io/a/b', ref: 'v1', fluxVersion: '2.5.x' },
      (sync) => [sync.source!.apiVersion, sync.source!.toJson().spec.ref], ['source.toolkit.fluxcd.io/v1beta2', { tag: 'v1' }]],
    ['a bucket from 2.6 as v1', { kind: SyncKind.BUCKET, url: 'minio.example.com', ref: 'fleet', fluxVersion: '2.6.0' },
      (sync) => [sync.source!.apiVersion, sync.source!.toJson().spec.bucketName], ['source.toolkit.fluxcd.io/v1', 'fleet']],
    ['common labels over the managed ones', { commonMetadata: { labels: { 'app.kubernetes.io/part-of': 'mine' } } },
      (sync) => sync.source!.toJson().metadata.labels['app.kubernetes.io/part-of'], 'mine'],
  ])('writes %s', (_, props, read, expected) => {
    expect(read(makeSync(props))).toEqual(expected);
  });

  test.each(['1.10', '20240101', '1e3', '0x1f', 'true', 'null', '~', 'yes', '2024-01-01', 'a #b', '\'x\'', 'a: b', '*x', '- a', ' a', '{a}', '=', '0o17', '.inf', '0X1F', '1E_3', '+_5', '5e6_'])(
    'keeps the text %j as text in the written YAML', (text) => {
      const app = new App();
      new FluxInstanceSync(new Chart(app, 'cluster'), 'sync', { ...GIT, path: text });
      for (const version of ['1.1', '1.2'] as const) {
        const [, kustomization] = parseAllDocuments(app.synthYaml(), { version }).map((document) => document.toJS());
        expect(kustomization.spec.path).toBe(text);
      }
    });

  test('takes namespace and labels from the chart', () => {
    const chart = makeChart({ namespace: 'gitops', labels: { tier: 'edge' } });
    const sync = new FluxInstanceSync(chart, 'sync', GIT);
    expect(sync.source!.toJson().metadata).toMatchObject({ name: 'gitops', namespace: 'gitops', labels: { tier: 'edge' } });
  });

  test('lets patches select by the labels of the chart, and remove them', () => {
    const chart = makeChart({ labels: { tier: 'edge' } });
    const sync = new FluxInstanceSync(chart, 'sync', {
      ...GIT,
      patches: [Patches.json6902({ kind: 'GitRepository', labelSelector: 'tier=edge' }, JsonPatch.remove('/metadata/labels/tier'))],
    });
    expect(sync.source!.toJson().metadata.labels).not.toHaveProperty('tier');
    expect(sync.kustomization!.toJson().metadata.labels).toHaveProperty('tier', 'edge');
  });

  test('emits labels that cdk8s itself cannot carry', () => {
    const sync = makeSync({ commonMetadata: { labels: { constructor: 'x' } } });
    expect(sync.source!.toJson().metadata.labels).toHaveProperty('constructor', 'x');
  });
});

test.each<[object, string, string, string]>([
  [{}, 'flux-system', 'flux-system', '2.9.5'],
  [{ name: 'apps', namespace: 'gitops', fluxVersion: '2.8.2' }, 'apps', 'gitops', '2.8.2'],
  [{ namespace: 'gitops', fluxVersion: 'v2.9.1' }, 'gitops', 'gitops', '2.9.1'],
])('a sync with %j says its name, namespace and Flux release', (props, name, namespace, fluxVersion) => {
  const sync = makeSync(props);
  expect({ name: sync.name, namespace: sync.namespace, fluxVersion: sync.fluxVersion }).toEqual({ name, namespace, fluxVersion });
});
