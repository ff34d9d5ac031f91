import { App, Chart } from 'cdk8s';
// eslint-disable-next-line import/no-extraneous-dependencies -- A user's program imports it.
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
