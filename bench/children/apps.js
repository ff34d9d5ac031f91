// As many cdk8s apps as a fleet has clusters, each with a chart and one object, or with both objects of a sync.
const { ApiObject, App, Chart } = require('cdk8s');

const [outdir, count, objects] = [process.argv[2], Number(process.argv[3]), Number(process.argv[4])];
const metadata = {
  name: 'flux-system',
  namespace: 'flux-system',
  annotations: { 'kustomize.toolkit.fluxcd.io/prune': 'Disabled', 'kustomize.toolkit.fluxcd.io/ssa': 'Ignore' },
  labels: {
    'app.kubernetes.io/instance': 'flux-system',
    'app.kubernetes.io/managed-by': 'flux-operator',
    'app.kubernetes.io/part-of': 'flux',
    'app.kubernetes.io/version': 'v2.9.4',
    'fluxcd.controlplane.io/name': 'flux',
    'fluxcd.controlplane.io/namespace': 'flux-system',
  },
};
const [start, used] = [process.hrtime.bigint(), process.cpuUsage()];
for (let i = 0; i < count; i++) {
  const app = new App({ outdir });
  const chart = new Chart(app, `cluster-${i}`);
  if (objects > 1) {
    new ApiObject(chart, 'source', {
      apiVersion: 'source.toolkit.fluxcd.io/v1',
      kind: 'GitRepository',
      metadata,
      spec: { interval: '1m0s', ref: { name: 'refs/heads/main' }, url: 'https://github.com/my-org/my-fleet.git' },
    });
  }
  new ApiObject(chart, 'object', {
    apiVersion: 'kustomize.toolkit.fluxcd.io/v1',
    kind: 'Kustomization',
    metadata,
    spec: { interval: '10m0s', path: `clusters/cluster-${i}`, prune: true, sourceRef: { kind: 'GitRepository', name: 'flux-system' } },
  });
  app.synth();
}
const milliseconds = Number(process.hrtime.bigint() - start) / 1e6;
const { user, system } = process.cpuUsage(used);
console.log(JSON.stringify({ milliseconds, cpu: (user + system) / 1e3, kilobytes: process.resourceUsage().maxRSS }));
