from cdk8s import App, Chart
from cdk8s_flux_instance_sync import FluxInstanceSync, SyncKind, SyncProvider

app = App()
chart = Chart(app, "my-cluster")

FluxInstanceSync(
    chart,
    "sync",
    kind=SyncKind.OCI_REPOSITORY,
    url="oci://123456789012.dkr.ecr.eu-central-1.amazonaws.com/fleet-manifests",
    ref="latest",
    path="clusters/my-cluster",
    # No secret: source-controller logs in with the role of its ServiceAccount or node.
    provider=SyncProvider.AWS,
)

app.synth()
