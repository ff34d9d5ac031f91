from cdk8s import App, Chart
from cdk8s_flux_instance_sync import FluxInstanceSync, SyncKind

app = App()
chart = Chart(app, "my-cluster")

FluxInstanceSync(
    chart,
    "sync",
    kind=SyncKind.BUCKET,
    url="minio.my-org.com",
    ref="my-bucket-fleet",
    path="clusters/my-cluster",
    pull_secret="bucket-auth",
)

app.synth()
