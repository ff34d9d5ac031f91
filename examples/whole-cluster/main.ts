import { App, Chart, JsonPatch, Size } from 'cdk8s';
import { ClusterSize, FluxDistribution, Patches, SyncKind } from 'cdk8s-flux-instance-sync';

const app = new App();
const chart = new Chart(app, 'my-cluster');

new FluxDistribution(chart, 'flux', {
  // Here with reduced CRDs. docs/whole-cluster.md shows where the real ones come from.
  manifests: 'flux-operator-manifests',
  distribution: { version: '2.9.x' },
  cluster: { size: ClusterSize.LARGE, multitenant: true },
  storage: { storageClass: 'standard', size: Size.gibibytes(10) },
  sharding: { shards: ['shard1'] },
  sync: {
    kind: SyncKind.GIT_REPOSITORY,
    url: 'https://github.com/my-org/my-fleet.git',
    ref: 'refs/heads/main',
    path: 'clusters/my-cluster',
    pullSecret: 'flux-system',
  },
  patches: [
    // One run over everything: the controllers and the sync.
    Patches.json6902(
      { kind: 'Deployment' },
      JsonPatch.add('/spec/template/spec/nodeSelector/pool', 'system'),
    ),
    Patches.strategicMerge({
      apiVersion: 'kustomize.toolkit.fluxcd.io/v1',
      kind: 'Kustomization',
      metadata: { name: 'flux-system' },
      spec: { wait: true, timeout: '5m' },
    }, { kind: 'Kustomization' }),
  ],
});

app.synth();
