// A fleet, in a process of its own: plain JavaScript, so that its memory is nobody else's.
const [outdir, count, folder] = [process.argv[2], Number(process.argv[3]), process.argv[4]];
const { FluxFleet, SyncKind } = require(folder);

const [start, used] = [process.hrtime.bigint(), process.cpuUsage()];
const fleet = new FluxFleet({
  outdir,
  defaults: {
    kind: SyncKind.GIT_REPOSITORY, url: 'https://github.com/my-org/my-fleet.git', ref: 'refs/heads/main', path: 'clusters/$(cluster.name)',
  },
});
for (let i = 0; i < count; i++) {
  fleet.addCluster(`cluster-${i}`);
}
fleet.synth();
const milliseconds = Number(process.hrtime.bigint() - start) / 1e6;
const { user, system } = process.cpuUsage(used);
console.log(JSON.stringify({ milliseconds, cpu: (user + system) / 1e3, kilobytes: process.resourceUsage().maxRSS }));
