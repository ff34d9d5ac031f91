package main

import (
	"github.com/aws/jsii-runtime-go"
	"github.com/cdk8s-flux-instance-sync/cdk8s-flux-instance-sync-go/fluxinstancesync"
	"github.com/cdk8s-team/cdk8s-core-go/cdk8s/v2"
)

func main() {
	app := cdk8s.NewApp(nil)
	chart := cdk8s.NewChart(app, jsii.String("my-cluster"), nil)

	// One object, for a cluster that runs the Flux Operator: it installs Flux and makes the source and the Kustomization.
	fluxinstancesync.NewFluxInstance(chart, jsii.String("flux"), &fluxinstancesync.FluxInstanceProps{
		Distribution: &fluxinstancesync.InstanceDistribution{Version: jsii.String("2.9.x")},
		Cluster: &fluxinstancesync.InstanceCluster{
			Type:        fluxinstancesync.ClusterType_AZURE,
			Size:        fluxinstancesync.ClusterSize_MEDIUM,
			Multitenant: jsii.Bool(true),
		},
		Sync: &fluxinstancesync.InstanceSync{
			Kind:     fluxinstancesync.SyncKind_GIT_REPOSITORY,
			Url:      jsii.String("https://dev.azure.com/my-org/_git/my-fleet"),
			Ref:      jsii.String("refs/heads/main"),
			Path:     jsii.String("clusters/my-cluster"),
			Provider: fluxinstancesync.SyncProvider_AZURE,
			// Typed options: the operator gets them as kustomize patches.
			GitRepository: &fluxinstancesync.GitRepositoryOptions{SparseCheckout: jsii.Strings("clusters/my-cluster")},
			Kustomization: &fluxinstancesync.KustomizationOptions{
				Wait:    jsii.Bool(true),
				Timeout: cdk8s.Duration_Minutes(jsii.Number(5)),
			},
		},
		Patches: &[]*fluxinstancesync.KustomizePatch{
			fluxinstancesync.Patches_Json6902(
				&fluxinstancesync.PatchTarget{Kind: jsii.String("ServiceAccount"), Name: jsii.String("source-controller")},
				cdk8s.JsonPatch_Add(jsii.String("/metadata/annotations"), map[string]string{
					"azure.workload.identity/client-id": "11111111-2222-3333-4444-555555555555",
				}),
			),
		},
	})

	app.Synth()
}
