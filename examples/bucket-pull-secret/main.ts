import { App, Chart } from 'cdk8s';
import { FluxInstanceSync, SyncKind } from 'cdk8s-flux-instance-sync';

const app = new App();
const chart = new Chart(app, 'my-cluster');

new FluxInstanceSync(chart, 'sync', {
  kind: SyncKind.BUCKET,
  url: 'minio.my-org.com',
  ref: 'my-bucket-fleet',
  path: 'clusters/my-cluster',
  pullSecret: 'bucket-auth',
});

app.synth();
