import { App, Chart } from 'cdk8s';
import { FluxInstanceSync, SyncKind } from 'cdk8s-flux-instance-sync';

const app = new App();
const chart = new Chart(app, 'my-cluster');

new FluxInstanceSync(chart, 'sync', {
  kind: SyncKind.OCI_REPOSITORY,
  url: 'oci://ghcr.io/my-org/my-fleet-manifests',
  ref: 'latest',
  path: 'clusters/my-cluster',
  pullSecret: 'flux-system',
});

app.synth();
