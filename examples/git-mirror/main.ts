import { App, Chart } from 'cdk8s';
import { FluxInstanceSync, FluxSecret, SecretValue, SyncKind } from 'cdk8s-flux-instance-sync';

const app = new App();
const chart = new Chart(app, 'my-cluster');

// Neither a certificate nor an address is secret: they may stand in the manifests.
const ca = FluxSecret.tls(chart, 'git-ca', {
  caCertificate: SecretValue.fromFile('ca.crt'),
  allowPlainTextInOutput: true,
});
const proxy = FluxSecret.proxy(chart, 'egress-proxy', {
  address: 'http://proxy.internal.example.com:3128',
  allowPlainTextInOutput: true,
});

new FluxInstanceSync(chart, 'sync', {
  kind: SyncKind.GIT_REPOSITORY,
  url: 'https://git.internal.example.com/mirrors/my-fleet.git',
  path: 'clusters/my-cluster',
  pullSecret: ca.name,
  gitRepository: {
    ref: { branch: 'main' },
    proxySecret: proxy.name,
    // Of a large repository only what this cluster needs is checked out.
    sparseCheckout: ['clusters/my-cluster/', 'infrastructure/'],
  },
});

app.synth();
