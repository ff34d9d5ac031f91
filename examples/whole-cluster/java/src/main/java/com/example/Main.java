package com.example;

import io.github.cdk8sfluxinstancesync.ClusterSize;
import io.github.cdk8sfluxinstancesync.FluxDistribution;
import io.github.cdk8sfluxinstancesync.InstanceCluster;
import io.github.cdk8sfluxinstancesync.InstanceDistribution;
import io.github.cdk8sfluxinstancesync.InstanceSharding;
import io.github.cdk8sfluxinstancesync.InstanceStorage;
import io.github.cdk8sfluxinstancesync.InstanceSync;
import io.github.cdk8sfluxinstancesync.PatchTarget;
import io.github.cdk8sfluxinstancesync.Patches;
import io.github.cdk8sfluxinstancesync.SyncKind;
import java.util.List;
import java.util.Map;
import org.cdk8s.App;
import org.cdk8s.Chart;
import org.cdk8s.JsonPatch;
import org.cdk8s.Size;

public final class Main {
    public static void main(String[] args) {
        App app = new App();
        Chart chart = new Chart(app, "my-cluster");

        FluxDistribution.Builder.create(chart, "flux")
            // Here with reduced CRDs. docs/whole-cluster.md shows where the real ones come from.
            .manifests("../flux-operator-manifests")
            .distribution(InstanceDistribution.builder().version("2.9.x").build())
            .cluster(InstanceCluster.builder().size(ClusterSize.LARGE).multitenant(true).build())
            .storage(InstanceStorage.builder().storageClass("standard").size(Size.gibibytes(10)).build())
            .sharding(InstanceSharding.builder().shards(List.of("shard1")).build())
            .sync(InstanceSync.builder()
                .kind(SyncKind.GIT_REPOSITORY)
                .url("https://github.com/my-org/my-fleet.git")
                .ref("refs/heads/main")
                .path("clusters/my-cluster")
                .pullSecret("flux-system")
                .build())
            .patches(List.of(
                // One run over everything: the controllers and the sync.
                Patches.json6902(
                    PatchTarget.builder().kind("Deployment").build(),
                    JsonPatch.add("/spec/template/spec/nodeSelector/pool", "system")),
                Patches.strategicMerge(
                    Map.of(
                        "apiVersion", "kustomize.toolkit.fluxcd.io/v1",
                        "kind", "Kustomization",
                        "metadata", Map.of("name", "flux-system"),
                        "spec", Map.of("wait", true, "timeout", "5m")),
                    PatchTarget.builder().kind("Kustomization").build())))
            .build();

        app.synth();
    }
}
