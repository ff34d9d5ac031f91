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
		Kind: fluxinstancesync.SyncKind_GIT_REPOSITORY,
		Url:  jsii.String("my-org/my-fleet"),
		Ref:  jsii.String("refs/heads/main"),
		Path: jsii.String("clusters/my-cluster"),
	})

	app.Synth()
}
