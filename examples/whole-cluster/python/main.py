from cdk8s import App, Chart, JsonPatch, Size
from cdk8s_flux_instance_sync import (
    ClusterSize,
    FluxDistribution,
    InstanceCluster,
    InstanceDistribution,
    InstanceSharding,
    InstanceStorage,
    InstanceSync,
    Patches,
    PatchTarget,
    SyncKind,
)

app = App()
chart = Chart(app, "my-cluster")

FluxDistribution(
    chart,
    "flux",
    # Here with reduced CRDs. docs/whole-cluster.md shows where the real ones come from.
    manifests="../flux-operator-manifests",
    distribution=InstanceDistribution(version="2.9.x"),
    cluster=InstanceCluster(size=ClusterSize.LARGE, multitenant=True),
    storage=InstanceStorage(storage_class="standard", size=Size.gibibytes(10)),
    sharding=InstanceSharding(shards=["shard1"]),
    sync=InstanceSync(
        kind=SyncKind.GIT_REPOSITORY,
        url="https://github.com/my-org/my-fleet.git",
        ref="refs/heads/main",
        path="clusters/my-cluster",
        pull_secret="flux-system",
    ),
    patches=[
        # One run over everything: the controllers and the sync.
        Patches.json6902(
            PatchTarget(kind="Deployment"),
            JsonPatch.add("/spec/template/spec/nodeSelector/pool", "system"),
        ),
        Patches.strategic_merge(
            {
                "apiVersion": "kustomize.toolkit.fluxcd.io/v1",
                "kind": "Kustomization",
                "metadata": {"name": "flux-system"},
                "spec": {"wait": True, "timeout": "5m"},
            },
            kind="Kustomization",
        ),
    ],
)

app.synth()
