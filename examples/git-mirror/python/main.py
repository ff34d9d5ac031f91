from cdk8s import App, Chart
from cdk8s_flux_instance_sync import (
    FluxInstanceSync,
    FluxSecret,
    GitRef,
    GitRepositoryOptions,
    SecretValue,
    SyncKind,
)

app = App()
chart = Chart(app, "my-cluster")

# Neither a certificate nor an address is secret: they may stand in the manifests.
ca = FluxSecret.tls(
    chart,
    "git-ca",
    ca_certificate=SecretValue.from_file("../ca.crt"),
    allow_plain_text_in_output=True,
)
proxy = FluxSecret.proxy(
    chart,
    "egress-proxy",
    address="http://proxy.internal.example.com:3128",
    allow_plain_text_in_output=True,
)

FluxInstanceSync(
    chart,
    "sync",
    kind=SyncKind.GIT_REPOSITORY,
    url="https://git.internal.example.com/mirrors/my-fleet.git",
    path="clusters/my-cluster",
    pull_secret=ca.name,
    git_repository=GitRepositoryOptions(
        ref=GitRef(branch="main"),
        proxy_secret=proxy.name,
        # Of a large repository only what this cluster needs is checked out.
        sparse_checkout=["clusters/my-cluster/", "infrastructure/"],
    ),
)

app.synth()
