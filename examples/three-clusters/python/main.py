from cdk8s import App, Chart, Duration
from cdk8s_flux_instance_sync import CommonMetadata, FluxInstanceSync, SyncKind

app = App()

# Each chart stands for a cluster, so all three may hold a sync named flux-system.
for cluster in ["staging", "production-eu", "production-us"]:
    chart = Chart(app, cluster, labels={"cluster": cluster})
    production = cluster.startswith("production")

    FluxInstanceSync(
        chart,
        "sync",
        kind=SyncKind.GIT_REPOSITORY,
        url="ssh://git@github.com/my-org/my-fleet.git",
        ref="refs/heads/production" if production else "refs/heads/main",
        path=f"clusters/{cluster}",
        pull_secret="flux-system",
        interval=Duration.minutes(5 if production else 1),
        flux_version="2.8.x" if production else "2.x",
        multitenant=production,
        common_metadata=CommonMetadata(labels={"example.com/team": "platform"}),
    )

app.synth()
