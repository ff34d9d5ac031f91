import { App, Chart } from 'cdk8s';
import { FluxInstanceSync, SyncKind, SyncProvider } from 'cdk8s-flux-instance-sync';

const app = new App();
const chart = new Chart(app, 'my-cluster');

new FluxInstanceSync(chart, 'sync', {
  kind: SyncKind.OCI_REPOSITORY,
  url: 'oci://123456789012.dkr.ecr.eu-central-1.amazonaws.com/fleet-manifests',
  ref: 'latest',
  path: 'clusters/my-cluster',
  // No secret: source-controller logs in with the role of its ServiceAccount or node.
  provider: SyncProvider.AWS,
});

app.synth();
