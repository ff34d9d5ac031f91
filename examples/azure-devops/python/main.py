from cdk8s import App, Chart, Include, JsonPatch
from cdk8s_flux_instance_sync import (
    FluxInstanceSync,
    Patches,
    PatchTarget,
    SyncKind,
    SyncProvider,
)

app = App()
chart = Chart(app, "my-cluster")

# The Flux controllers, here reduced to what the patches touch.
flux = Include(chart, "flux", url="../flux-install.yaml")

FluxInstanceSync(
    chart,
    "sync",
    kind=SyncKind.GIT_REPOSITORY,
    url="https://dev.azure.com/my-org/_git/my-fleet",
    ref="refs/heads/main",
    path="clusters/my-cluster",
    # source-controller logs in as the managed identity of its ServiceAccount.
    provider=SyncProvider.AZURE,
    patch_targets=[flux],
    patches=[
        Patches.json6902(
            PatchTarget(kind="ServiceAccount", name="source-controller"),
            JsonPatch.add(
                "/metadata/annotations",
                {
                    "azure.workload.identity/client-id": "11111111-2222-3333-4444-555555555555",
                    "azure.workload.identity/tenant-id": "66666666-7777-8888-9999-000000000000",
                },
            ),
        ),
        Patches.strategic_merge(
            {
                "apiVersion": "apps/v1",
                "kind": "Deployment",
                "metadata": {"name": "source-controller"},
                "spec": {
                    # REMOVE takes the field out: whoever scales the Deployment keeps the number.
                    "replicas": Patches.REMOVE,
                    "template": {"metadata": {"labels": {"azure.workload.identity/use": "true"}}},
                },
            },
            kind="Deployment",
            name="source-controller",
        ),
    ],
)

app.synth()
