import { App, Chart, Duration } from 'cdk8s';
import { FluxInstanceSync, SyncKind } from 'cdk8s-flux-instance-sync';

const app = new App();

// Each chart stands for a cluster, so all three may hold a sync named flux-system.
for (const cluster of ['staging', 'production-eu', 'production-us']) {
  const chart = new Chart(app, cluster, { labels: { cluster } });
  const production = cluster.startsWith('production');

  new FluxInstanceSync(chart, 'sync', {
    kind: SyncKind.GIT_REPOSITORY,
    url: 'ssh://git@github.com/my-org/my-fleet.git',
    ref: production ? 'refs/heads/production' : 'refs/heads/main',
    path: `clusters/${cluster}`,
    pullSecret: 'flux-system',
    interval: production ? Duration.minutes(5) : Duration.minutes(1),
    fluxVersion: production ? '2.8.x' : '2.x',
    multitenant: production,
    commonMetadata: { labels: { 'example.com/team': 'platform' } },
  });
}

app.synth();
