import { App, Chart, Include, JsonPatch } from 'cdk8s';
import { FluxInstanceSync, Patches, SyncKind, SyncProvider } from 'cdk8s-flux-instance-sync';

const app = new App();
const chart = new Chart(app, 'my-cluster');

// The Flux controllers, here reduced to what the patches touch.
const flux = new Include(chart, 'flux', { url: 'flux-install.yaml' });

new FluxInstanceSync(chart, 'sync', {
  kind: SyncKind.GIT_REPOSITORY,
  url: 'https://dev.azure.com/my-org/_git/my-fleet',
  ref: 'refs/heads/main',
  path: 'clusters/my-cluster',
  // source-controller logs in as the managed identity of its ServiceAccount.
  provider: SyncProvider.AZURE,
  patchTargets: [flux],
  patches: [
    Patches.json6902(
      { kind: 'ServiceAccount', name: 'source-controller' },
      JsonPatch.add('/metadata/annotations', {
        'azure.workload.identity/client-id': '11111111-2222-3333-4444-555555555555',
        'azure.workload.identity/tenant-id': '66666666-7777-8888-9999-000000000000',
      }),
    ),
    Patches.strategicMerge({
      apiVersion: 'apps/v1',
      kind: 'Deployment',
      metadata: { name: 'source-controller' },
      // REMOVE takes the field out: whoever scales the Deployment keeps the number.
      spec: { replicas: Patches.REMOVE, template: { metadata: { labels: { 'azure.workload.identity/use': 'true' } } } },
    }, { kind: 'Deployment', name: 'source-controller' }),
  ],
});

app.synth();
