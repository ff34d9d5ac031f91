package main

import (
	"fmt"

	"github.com/aws/jsii-runtime-go"
	"github.com/cdk8s-flux-instance-sync/cdk8s-flux-instance-sync-go/fluxinstancesync"
	"github.com/cdk8s-team/cdk8s-core-go/cdk8s/v2"
)

// Clusters per region and provider: 50 in all.
var groups = []struct {
	region, provider string
	count            int
}{
	{"eu-west", "aws", 12},
	{"eu-west", "azure", 8},
	{"us-east", "aws", 10},
	{"us-east", "azure", 8},
	{"ap-south", "aws", 7},
	{"ap-south", "azure", 5},
}

func main() {
	// No outdir is given: `cdk8s synth` names it.
	fleet := fluxinstancesync.NewFluxFleet(&fluxinstancesync.FluxFleetProps{
		Defaults: &fluxinstancesync.FleetClusterProps{
			Kind:        fluxinstancesync.SyncKind_GIT_REPOSITORY,
			Url:         jsii.String("https://git.example.com/platform/$(var.region).git"),
			Ref:         jsii.String("refs/heads/main"),
			Path:        jsii.String("clusters/$(cluster.name)"),
			PullSecret:  jsii.String("flux-system"),
			Interval:    cdk8s.Duration_Minutes(jsii.Number(5)),
			FluxVersion: jsii.String("2.8.x"),
			CommonMetadata: &fluxinstancesync.CommonMetadata{Labels: &map[string]*string{
				"example.com/region":   jsii.String("$(var.region)"),
				"example.com/provider": jsii.String("$(var.provider)"),
			}},
			Kustomization: &fluxinstancesync.KustomizationOptions{
				Wait:    jsii.Bool(true),
				Timeout: cdk8s.Duration_Minutes(jsii.Number(10)),
				PostBuild: &fluxinstancesync.PostBuild{Substitute: &map[string]*string{
					"cluster": jsii.String("$(cluster.name)"),
					"region":  jsii.String("$(var.region)"),
				}},
			},
		},
	})

	force := fluxinstancesync.Patches_Json6902(
		&fluxinstancesync.PatchTarget{Kind: jsii.String("Kustomization")},
		cdk8s.JsonPatch_Add(jsii.String("/spec/force"), true),
	)

	for _, group := range groups {
		for number := 1; number <= group.count; number++ {
			cluster := fmt.Sprintf("%s-%s-%02d", group.region, group.provider, number)
			props := &fluxinstancesync.FleetClusterProps{
				Variables: &map[string]*string{"region": jsii.String(group.region), "provider": jsii.String(group.provider)},
			}
			// The first cluster of each group tries a release out before the others.
			if number == 1 {
				props.Ref = jsii.String("refs/heads/canary")
				props.FluxVersion = jsii.String("2.9.x")
			}
			if group.provider == "azure" {
				props.Patches = &[]*fluxinstancesync.KustomizePatch{force}
			}
			chart := fleet.AddCluster(jsii.String(cluster), props)
			info := cdk8s.NewApiObject(chart, jsii.String("cluster-info"), &cdk8s.ApiObjectProps{
				ApiVersion: jsii.String("v1"),
				Kind:       jsii.String("ConfigMap"),
				Metadata:   &cdk8s.ApiObjectMetadata{Name: jsii.String("cluster-info"), Namespace: jsii.String("flux-system")},
			})
			info.AddJsonPatch(cdk8s.JsonPatch_Add(jsii.String("/data"), map[string]string{
				"cluster": cluster, "region": group.region, "provider": group.provider,
			}))
		}
	}

	fleet.Synth()
}
