import { App, Chart } from 'cdk8s';
import { FluxInstanceSync, SyncKind } from 'cdk8s-flux-instance-sync';

const app = new App();
const chart = new Chart(app, 'my-cluster');

new FluxInstanceSync(chart, 'sync', {
  kind: SyncKind.GIT_REPOSITORY,
  url: 'my-org/my-fleet',
  ref: 'refs/heads/main',
  path: 'clusters/my-cluster',
});

app.synth();
