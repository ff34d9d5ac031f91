import { App, Chart, Duration, JsonPatch } from 'cdk8s';
import { ClusterSize, ClusterType, FluxInstance, Patches, SyncKind, SyncProvider } from 'cdk8s-flux-instance-sync';

const app = new App();
const chart = new Chart(app, 'my-cluster');

// One object, for a cluster that runs the Flux Operator: it installs Flux and makes the source and the Kustomization.
new FluxInstance(chart, 'flux', {
  distribution: { version: '2.9.x' },
  cluster: { type: ClusterType.AZURE, size: ClusterSize.MEDIUM, multitenant: true },
  sync: {
    kind: SyncKind.GIT_REPOSITORY,
    url: 'https://dev.azure.com/my-org/_git/my-fleet',
    ref: 'refs/heads/main',
    path: 'clusters/my-cluster',
    provider: SyncProvider.AZURE,
    // Typed options: the operator gets them as kustomize patches.
    gitRepository: { sparseCheckout: ['clusters/my-cluster'] },
    kustomization: { wait: true, timeout: Duration.minutes(5) },
  },
  patches: [
    Patches.json6902(
      { kind: 'ServiceAccount', name: 'source-controller' },
      JsonPatch.add('/metadata/annotations', { 'azure.workload.identity/client-id': '11111111-2222-3333-4444-555555555555' }),
    ),
  ],
});

app.synth();
