from cdk8s import App, Chart
from cdk8s_flux_instance_sync import FluxInstanceSync, SyncKind

app = App()
chart = Chart(app, "my-cluster")

FluxInstanceSync(
    chart,
    "sync",
    kind=SyncKind.OCI_REPOSITORY,
    url="oci://ghcr.io/my-org/my-fleet-manifests",
    ref="latest",
    path="clusters/my-cluster",
    pull_secret="flux-system",
)

app.synth()
