import { FluxFleet } from 'cdk8s-flux-instance-sync';

// Who adds a cluster edits the list, not this program.
const fleet = new FluxFleet();
fleet.addClustersFromFile('clusters.yaml');
fleet.synth();
