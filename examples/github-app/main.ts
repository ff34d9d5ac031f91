import { App, Chart } from 'cdk8s';
import { FluxInstanceSync, SyncKind, SyncProvider } from 'cdk8s-flux-instance-sync';

const app = new App();
const chart = new Chart(app, 'my-cluster');

new FluxInstanceSync(chart, 'sync', {
  kind: SyncKind.GIT_REPOSITORY,
  url: 'https://github.com/my-org/my-fleet.git',
  ref: 'refs/heads/main',
  path: 'clusters/my-cluster',
  provider: SyncProvider.GITHUB,
  // The Secret that holds the app's id, installation and private key.
  pullSecret: 'flux-system',
});

app.synth();
