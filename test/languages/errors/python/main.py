from cdk8s import App, Chart
from cdk8s_flux_instance_sync import FluxInstanceSync, SyncKind

app = App()
chart = Chart(app, "my-cluster")

FluxInstanceSync(
    chart,
    "sync",
    kind=SyncKind.GIT_REPOSITORY,
    url="my-org/my-fleet",
    ref="refs/heads/main",
    path="clusters/my-cluster",
)

app.synth()
