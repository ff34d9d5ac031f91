from cdk8s import App, Chart, Duration, JsonPatch
from cdk8s_flux_instance_sync import (
    ClusterSize,
    ClusterType,
    FluxInstance,
    GitRepositoryOptions,
    InstanceCluster,
    InstanceDistribution,
    InstanceSync,
    KustomizationOptions,
    Patches,
    PatchTarget,
    SyncKind,
    SyncProvider,
)

app = App()
chart = Chart(app, "my-cluster")

# One object, for a cluster that runs the Flux Operator: it installs Flux and makes the source and the Kustomization.
FluxInstance(
    chart,
    "flux",
    distribution=InstanceDistribution(version="2.9.x"),
    cluster=InstanceCluster(type=ClusterType.AZURE, size=ClusterSize.MEDIUM, multitenant=True),
    sync=InstanceSync(
        kind=SyncKind.GIT_REPOSITORY,
        url="https://dev.azure.com/my-org/_git/my-fleet",
        ref="refs/heads/main",
        path="clusters/my-cluster",
        provider=SyncProvider.AZURE,
        # Typed options: the operator gets them as kustomize patches.
        git_repository=GitRepositoryOptions(sparse_checkout=["clusters/my-cluster"]),
        kustomization=KustomizationOptions(wait=True, timeout=Duration.minutes(5)),
    ),
    patches=[
        Patches.json6902(
            PatchTarget(kind="ServiceAccount", name="source-controller"),
            JsonPatch.add(
                "/metadata/annotations",
                {"azure.workload.identity/client-id": "11111111-2222-3333-4444-555555555555"},
            ),
        ),
    ],
)

app.synth()
