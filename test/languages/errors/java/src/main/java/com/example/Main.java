package com.example;

import io.github.cdk8sfluxinstancesync.FluxInstanceSync;
import io.github.cdk8sfluxinstancesync.SyncKind;
import org.cdk8s.App;
import org.cdk8s.Chart;

public final class Main {
    public static void main(String[] args) {
        App app = new App();
        Chart chart = new Chart(app, "my-cluster");

        FluxInstanceSync.Builder.create(chart, "sync")
            .kind(SyncKind.GIT_REPOSITORY)
            .url("my-org/my-fleet")
            .ref("refs/heads/main")
            .path("clusters/my-cluster")
            .build();

        app.synth();
    }
}
