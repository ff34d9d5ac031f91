package main

import (
	"strings"

	"github.com/aws/jsii-runtime-go"
	"github.com/cdk8s-flux-instance-sync/cdk8s-flux-instance-sync-go/fluxinstancesync"
	"github.com/cdk8s-team/cdk8s-core-go/cdk8s/v2"
)

func main() {
	app := cdk8s.NewApp(nil)

	// Each chart stands for a cluster, so all three may hold a sync named flux-system.
	for _, cluster := range []string{"staging", "production-eu", "production-us"} {
		chart := cdk8s.NewChart(app, jsii.String(cluster), &cdk8s.ChartProps{
			Labels: &map[string]*string{"cluster": jsii.String(cluster)},
		})
		ref, minutes, version := "refs/heads/main", 1, "2.x"
		production := strings.HasPrefix(cluster, "production")
		if production {
			ref, minutes, version = "refs/heads/production", 5, "2.8.x"
		}

		fluxinstancesync.NewFluxInstanceSync(chart, jsii.String("sync"), &fluxinstancesync.FluxInstanceSyncProps{
			Kind:        fluxinstancesync.SyncKind_GIT_REPOSITORY,
			Url:         jsii.String("ssh://git@github.com/my-org/my-fleet.git"),
			Ref:         jsii.String(ref),
			Path:        jsii.String("clusters/" + cluster),
			PullSecret:  jsii.String("flux-system"),
			Interval:    cdk8s.Duration_Minutes(jsii.Number(minutes)),
			FluxVersion: jsii.String(version),
			Multitenant: jsii.Bool(production),
			CommonMetadata: &fluxinstancesync.CommonMetadata{
				Labels: &map[string]*string{"example.com/team": jsii.String("platform")},
			},
		})
	}

	app.Synth()
}
