package main

import (
	"github.com/aws/jsii-runtime-go"
	"github.com/cdk8s-flux-instance-sync/cdk8s-flux-instance-sync-go/fluxinstancesync"
)

func main() {
	// Who adds a cluster edits the list, not this program.
	fleet := fluxinstancesync.NewFluxFleet(nil)
	fleet.AddClustersFromFile(jsii.String("../clusters.yaml"))
	fleet.Synth()
}
