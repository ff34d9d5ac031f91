from cdk8s import App, Chart
from cdk8s_flux_instance_sync import FluxInstanceSync, SyncKind, SyncProvider

app = App()
chart = Chart(app, "my-cluster")

FluxInstanceSync(
    chart,
    "sync",
    kind=SyncKind.GIT_REPOSITORY,
    url="https://github.com/my-org/my-fleet.git",
    ref="refs/heads/main",
    path="clusters/my-cluster",
    provider=SyncProvider.GITHUB,
    # The Secret that holds the app's id, installation and private key.
    pull_secret="flux-system",
)

app.synth()
