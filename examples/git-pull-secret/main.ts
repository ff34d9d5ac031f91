import { App, Chart } from 'cdk8s';
import { FluxInstanceSync, SyncKind } from 'cdk8s-flux-instance-sync';

const app = new App();
const chart = new Chart(app, 'my-cluster');

new FluxInstanceSync(chart, 'sync', {
  kind: SyncKind.GIT_REPOSITORY,
  url: 'https://gitlab.com/my-org/my-fleet.git',
  ref: 'refs/heads/main',
  path: 'clusters/my-cluster',
  pullSecret: 'flux-system',
});

app.synth();
