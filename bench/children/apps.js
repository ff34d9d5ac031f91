// As many cdk8s apps as a fleet has clusters, each with a chart and one object.
const { ApiObject, App, Chart } = require('cdk8s');

const [outdir, count] = [process.argv[2], Number(process.argv[3])];
const start = process.hrtime.bigint();
for (let i = 0; i < count; i++) {
  const app = new App({ outdir });
  const chart = new Chart(app, `cluster-${i}`);
  new ApiObject(chart, 'object', {
    apiVersion: 'kustomize.toolkit.fluxcd.io/v1',
    kind: 'Kustomization',
    metadata: {
      name: 'flux-system',
      namespace: 'flux-system',
      labels: { 'app.kubernetes.io/instance': 'flux-system', 'app.kubernetes.io/part-of': 'flux', 'app.kubernetes.io/managed-by': 'cdk8s' },
    },
    spec: { interval: '10m0s', path: `clusters/cluster-${i}`, prune: true, sourceRef: { kind: 'GitRepository', name: 'flux-system' } },
  });
  app.synth();
}
const milliseconds = Number(process.hrtime.bigint() - start) / 1e6;
console.log(JSON.stringify({ milliseconds, kilobytes: process.resourceUsage().maxRSS }));
