package com.example;

import io.github.cdk8sfluxinstancesync.ClusterSize;
import io.github.cdk8sfluxinstancesync.ClusterType;
import io.github.cdk8sfluxinstancesync.FluxInstance;
import io.github.cdk8sfluxinstancesync.GitRepositoryOptions;
import io.github.cdk8sfluxinstancesync.InstanceCluster;
import io.github.cdk8sfluxinstancesync.InstanceDistribution;
import io.github.cdk8sfluxinstancesync.InstanceSync;
import io.github.cdk8sfluxinstancesync.KustomizationOptions;
import io.github.cdk8sfluxinstancesync.PatchTarget;
import io.github.cdk8sfluxinstancesync.Patches;
import io.github.cdk8sfluxinstancesync.SyncKind;
import io.github.cdk8sfluxinstancesync.SyncProvider;
import java.util.List;
import java.util.Map;
import org.cdk8s.App;
import org.cdk8s.Chart;
import org.cdk8s.Duration;
import org.cdk8s.JsonPatch;

public final class Main {
    public static void main(String[] args) {
        App app = new App();
        Chart chart = new Chart(app, "my-cluster");

        // One object, for a cluster that runs the Flux Operator: it installs Flux and makes the source and the Kustomization.
        FluxInstance.Builder.create(chart, "flux")
            .distribution(InstanceDistribution.builder().version("2.9.x").build())
            .cluster(InstanceCluster.builder().type(ClusterType.AZURE).size(ClusterSize.MEDIUM).multitenant(true).build())
            .sync(InstanceSync.builder()
                .kind(SyncKind.GIT_REPOSITORY)
                .url("https://dev.azure.com/my-org/_git/my-fleet")
                .ref("refs/heads/main")
                .path("clusters/my-cluster")
                .provider(SyncProvider.AZURE)
                // Typed options: the operator gets them as kustomize patches.
                .gitRepository(GitRepositoryOptions.builder().sparseCheckout(List.of("clusters/my-cluster")).build())
                .kustomization(KustomizationOptions.builder().wait(true).timeout(Duration.minutes(5)).build())
                .build())
            .patches(List.of(
                Patches.json6902(
                    PatchTarget.builder().kind("ServiceAccount").name("source-controller").build(),
                    JsonPatch.add("/metadata/annotations", Map.of(
                        "azure.workload.identity/client-id", "11111111-2222-3333-4444-555555555555")))))
            .build();

        app.synth();
    }
}
