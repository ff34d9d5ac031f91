import { ApiObject, Duration, JsonPatch } from 'cdk8s';
import { FluxFleet, Patches, SyncKind } from 'cdk8s-flux-instance-sync';

/** Clusters per region and provider: 50 in all. */
const REGIONS = {
  'eu-west': { aws: 12, azure: 8 },
  'us-east': { aws: 10, azure: 8 },
  'ap-south': { aws: 7, azure: 5 },
};

// No outdir is given: `cdk8s synth` names it.
const fleet = new FluxFleet({
  defaults: {
    kind: SyncKind.GIT_REPOSITORY,
    url: 'https://git.example.com/platform/$(var.region).git',
    ref: 'refs/heads/main',
    path: 'clusters/$(cluster.name)',
    pullSecret: 'flux-system',
    interval: Duration.minutes(5),
    fluxVersion: '2.8.x',
    commonMetadata: { labels: { 'example.com/region': '$(var.region)', 'example.com/provider': '$(var.provider)' } },
    kustomization: { wait: true, timeout: Duration.minutes(10), postBuild: { substitute: { cluster: '$(cluster.name)', region: '$(var.region)' } } },
  },
});

for (const [region, providers] of Object.entries(REGIONS)) {
  for (const [provider, count] of Object.entries(providers)) {
    for (let number = 1; number <= count; number++) {
      const cluster = `${region}-${provider}-${String(number).padStart(2, '0')}`;
      const chart = fleet.addCluster(cluster, {
        variables: { region, provider },
        // The first cluster of each group tries a release out before the others.
        ...number === 1 ? { ref: 'refs/heads/canary', fluxVersion: '2.9.x' } : {},
        ...provider === 'azure' ? { patches: [Patches.json6902({ kind: 'Kustomization' }, JsonPatch.add('/spec/force', true))] } : {},
      });
      new ApiObject(chart, 'cluster-info', {
        apiVersion: 'v1',
        kind: 'ConfigMap',
        metadata: { name: 'cluster-info', namespace: 'flux-system' },
        data: { cluster, region, provider },
      });
    }
  }
}

fleet.synth();
