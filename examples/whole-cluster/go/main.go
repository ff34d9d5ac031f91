package main

import (
	"github.com/aws/jsii-runtime-go"
	"github.com/cdk8s-flux-instance-sync/cdk8s-flux-instance-sync-go/fluxinstancesync"
	"github.com/cdk8s-team/cdk8s-core-go/cdk8s/v2"
)

func main() {
	app := cdk8s.NewApp(nil)
	chart := cdk8s.NewChart(app, jsii.String("my-cluster"), nil)

	fluxinstancesync.NewFluxDistribution(chart, jsii.String("flux"), &fluxinstancesync.FluxDistributionProps{
		// Here with reduced CRDs. docs/whole-cluster.md shows where the real ones come from.
		Manifests:    jsii.String("../flux-operator-manifests"),
		Distribution: &fluxinstancesync.InstanceDistribution{Version: jsii.String("2.9.x")},
		Cluster: &fluxinstancesync.InstanceCluster{
			Size:        fluxinstancesync.ClusterSize_LARGE,
			Multitenant: jsii.Bool(true),
		},
		Storage: &fluxinstancesync.InstanceStorage{
			StorageClass: jsii.String("standard"),
			Size:         cdk8s.Size_Gibibytes(jsii.Number(10)),
		},
		Sharding: &fluxinstancesync.InstanceSharding{Shards: jsii.Strings("shard1")},
		Sync: &fluxinstancesync.InstanceSync{
			Kind:       fluxinstancesync.SyncKind_GIT_REPOSITORY,
			Url:        jsii.String("https://github.com/my-org/my-fleet.git"),
			Ref:        jsii.String("refs/heads/main"),
			Path:       jsii.String("clusters/my-cluster"),
			PullSecret: jsii.String("flux-system"),
		},
		Patches: &[]*fluxinstancesync.KustomizePatch{
			// One run over everything: the controllers and the sync.
			fluxinstancesync.Patches_Json6902(
				&fluxinstancesync.PatchTarget{Kind: jsii.String("Deployment")},
				cdk8s.JsonPatch_Add(jsii.String("/spec/template/spec/nodeSelector/pool"), "system"),
			),
			fluxinstancesync.Patches_StrategicMerge(
				map[string]any{
					"apiVersion": "kustomize.toolkit.fluxcd.io/v1",
					"kind":       "Kustomization",
					"metadata":   map[string]any{"name": "flux-system"},
					"spec":       map[string]any{"wait": true, "timeout": "5m"},
				},
				&fluxinstancesync.PatchTarget{Kind: jsii.String("Kustomization")},
			),
		},
	})

	app.Synth()
}
