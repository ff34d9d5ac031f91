package com.example;

import io.github.cdk8sfluxinstancesync.FluxInstanceSync;
import io.github.cdk8sfluxinstancesync.PatchTarget;
import io.github.cdk8sfluxinstancesync.Patches;
import io.github.cdk8sfluxinstancesync.SyncKind;
import io.github.cdk8sfluxinstancesync.SyncProvider;
import java.util.List;
import java.util.Map;
import org.cdk8s.App;
import org.cdk8s.Chart;
import org.cdk8s.Include;
import org.cdk8s.JsonPatch;

public final class Main {
    public static void main(String[] args) {
        App app = new App();
        Chart chart = new Chart(app, "my-cluster");

        // The Flux controllers, here reduced to what the patches touch.
        Include flux = Include.Builder.create(chart, "flux").url("../flux-install.yaml").build();

        FluxInstanceSync.Builder.create(chart, "sync")
            .kind(SyncKind.GIT_REPOSITORY)
            .url("https://dev.azure.com/my-org/_git/my-fleet")
            .ref("refs/heads/main")
            .path("clusters/my-cluster")
            // source-controller logs in as the managed identity of its ServiceAccount.
            .provider(SyncProvider.AZURE)
            .patchTargets(List.of(flux))
            .patches(List.of(
                Patches.json6902(
                    PatchTarget.builder().kind("ServiceAccount").name("source-controller").build(),
                    JsonPatch.add("/metadata/annotations", Map.of(
                        "azure.workload.identity/client-id", "11111111-2222-3333-4444-555555555555",
                        "azure.workload.identity/tenant-id", "66666666-7777-8888-9999-000000000000"))),
                Patches.strategicMerge(
                    Map.of(
                        "apiVersion", "apps/v1",
                        "kind", "Deployment",
                        "metadata", Map.of("name", "source-controller"),
                        "spec", Map.of(
                            // REMOVE takes the field out: whoever scales the Deployment keeps the number.
                            "replicas", Patches.REMOVE,
                            "template", Map.of("metadata", Map.of(
                                "labels", Map.of("azure.workload.identity/use", "true"))))),
                    PatchTarget.builder().kind("Deployment").name("source-controller").build())))
            .build();

        app.synth();
    }
}
