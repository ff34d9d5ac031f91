// Renders one instance in this process, whose props are the argument, and writes how long the call took.
const { FluxDistribution } = require('../../lib/src');

const props = JSON.parse(process.argv[2]);
const [start, used] = [process.hrtime.bigint(), process.cpuUsage()];
FluxDistribution.manifests(props);
const { user, system } = process.cpuUsage(used);
process.stdout.write(JSON.stringify({ wall: Number(process.hrtime.bigint() - start) / 1e6, cpu: (user + system) / 1e3 }));
