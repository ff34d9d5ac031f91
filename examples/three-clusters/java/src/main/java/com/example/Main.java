package com.example;

import io.github.cdk8sfluxinstancesync.CommonMetadata;
import io.github.cdk8sfluxinstancesync.FluxInstanceSync;
import io.github.cdk8sfluxinstancesync.SyncKind;
import java.util.List;
import java.util.Map;
import org.cdk8s.App;
import org.cdk8s.Chart;
import org.cdk8s.Duration;

public final class Main {
    public static void main(String[] args) {
        App app = new App();

        // Each chart stands for a cluster, so all three may hold a sync named flux-system.
        for (String cluster : List.of("staging", "production-eu", "production-us")) {
            Chart chart = Chart.Builder.create(app, cluster).labels(Map.of("cluster", cluster)).build();
            boolean production = cluster.startsWith("production");

            FluxInstanceSync.Builder.create(chart, "sync")
                .kind(SyncKind.GIT_REPOSITORY)
                .url("ssh://git@github.com/my-org/my-fleet.git")
                .ref(production ? "refs/heads/production" : "refs/heads/main")
                .path("clusters/" + cluster)
                .pullSecret("flux-system")
                .interval(Duration.minutes(production ? 5 : 1))
                .fluxVersion(production ? "2.8.x" : "2.x")
                .multitenant(production)
                .commonMetadata(CommonMetadata.builder().labels(Map.of("example.com/team", "platform")).build())
                .build();
        }

        app.synth();
    }
}
