package main

import (
	"github.com/aws/jsii-runtime-go"
	"github.com/cdk8s-flux-instance-sync/cdk8s-flux-instance-sync-go/fluxinstancesync"
	"github.com/cdk8s-team/cdk8s-core-go/cdk8s/v2"
)

func main() {
	app := cdk8s.NewApp(nil)
	chart := cdk8s.NewChart(app, jsii.String("my-cluster"), nil)

	fluxinstancesync.NewFluxInstanceSync(chart, jsii.String("sync"), &fluxinstancesync.FluxInstanceSyncProps{
		Kind: fluxinstancesync.SyncKind_OCI_REPOSITORY,
		Url:  jsii.String("oci://123456789012.dkr.ecr.eu-central-1.amazonaws.com/fleet-manifests"),
		Ref:  jsii.String("latest"),
		Path: jsii.String("clusters/my-cluster"),
		// No secret: source-controller logs in with the role of its ServiceAccount or node.
		Provider: fluxinstancesync.SyncProvider_AWS,
	})

	app.Synth()
}
