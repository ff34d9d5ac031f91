package main

import (
	"github.com/aws/constructs-go/constructs/v10"
	"github.com/aws/jsii-runtime-go"
	"github.com/cdk8s-flux-instance-sync/cdk8s-flux-instance-sync-go/fluxinstancesync"
	"github.com/cdk8s-team/cdk8s-core-go/cdk8s/v2"
)

func main() {
	app := cdk8s.NewApp(nil)
	chart := cdk8s.NewChart(app, jsii.String("my-cluster"), nil)

	// The Flux controllers, here reduced to what the patches touch.
	flux := cdk8s.NewInclude(chart, jsii.String("flux"), &cdk8s.IncludeProps{Url: jsii.String("../flux-install.yaml")})

	fluxinstancesync.NewFluxInstanceSync(chart, jsii.String("sync"), &fluxinstancesync.FluxInstanceSyncProps{
		Kind: fluxinstancesync.SyncKind_GIT_REPOSITORY,
		Url:  jsii.String("https://dev.azure.com/my-org/_git/my-fleet"),
		Ref:  jsii.String("refs/heads/main"),
		Path: jsii.String("clusters/my-cluster"),
		// source-controller logs in as the managed identity of its ServiceAccount.
		Provider:     fluxinstancesync.SyncProvider_AZURE,
		PatchTargets: &[]constructs.IConstruct{flux},
		Patches: &[]*fluxinstancesync.KustomizePatch{
			fluxinstancesync.Patches_Json6902(
				&fluxinstancesync.PatchTarget{Kind: jsii.String("ServiceAccount"), Name: jsii.String("source-controller")},
				cdk8s.JsonPatch_Add(jsii.String("/metadata/annotations"), map[string]string{
					"azure.workload.identity/client-id": "11111111-2222-3333-4444-555555555555",
					"azure.workload.identity/tenant-id": "66666666-7777-8888-9999-000000000000",
				}),
			),
			fluxinstancesync.Patches_StrategicMerge(
				map[string]any{
					"apiVersion": "apps/v1",
					"kind":       "Deployment",
					"metadata":   map[string]any{"name": "source-controller"},
					"spec": map[string]any{
						// REMOVE takes the field out: whoever scales the Deployment keeps the number.
						"replicas": fluxinstancesync.Patches_REMOVE(),
						"template": map[string]any{"metadata": map[string]any{
							"labels": map[string]any{"azure.workload.identity/use": "true"},
						}},
					},
				},
				&fluxinstancesync.PatchTarget{Kind: jsii.String("Deployment"), Name: jsii.String("source-controller")},
			),
		},
	})

	app.Synth()
}
