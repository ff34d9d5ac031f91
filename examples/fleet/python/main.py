from cdk8s import ApiObject, ApiObjectMetadata, Duration, JsonPatch
from cdk8s_flux_instance_sync import (
    CommonMetadata,
    FleetClusterProps,
    FluxFleet,
    KustomizationOptions,
    Patches,
    PatchTarget,
    PostBuild,
    SyncKind,
)

# Clusters per region and provider: 50 in all.
REGIONS = {
    "eu-west": {"aws": 12, "azure": 8},
    "us-east": {"aws": 10, "azure": 8},
    "ap-south": {"aws": 7, "azure": 5},
}

# No outdir is given: `cdk8s synth` names it.
fleet = FluxFleet(
    defaults=FleetClusterProps(
        kind=SyncKind.GIT_REPOSITORY,
        url="https://git.example.com/platform/$(var.region).git",
        ref="refs/heads/main",
        path="clusters/$(cluster.name)",
        pull_secret="flux-system",
        interval=Duration.minutes(5),
        flux_version="2.8.x",
        common_metadata=CommonMetadata(
            labels={"example.com/region": "$(var.region)", "example.com/provider": "$(var.provider)"},
        ),
        kustomization=KustomizationOptions(
            wait=True,
            timeout=Duration.minutes(10),
            post_build=PostBuild(substitute={"cluster": "$(cluster.name)", "region": "$(var.region)"}),
        ),
    ),
)

force = Patches.json6902(PatchTarget(kind="Kustomization"), JsonPatch.add("/spec/force", True))

for region, providers in REGIONS.items():
    for provider, count in providers.items():
        for number in range(1, count + 1):
            cluster = f"{region}-{provider}-{number:02}"
            # The first cluster of each group tries a release out before the others.
            canary = number == 1
            chart = fleet.add_cluster(
                cluster,
                variables={"region": region, "provider": provider},
                ref="refs/heads/canary" if canary else None,
                flux_version="2.9.x" if canary else None,
                patches=[force] if provider == "azure" else None,
            )
            info = ApiObject(
                chart,
                "cluster-info",
                api_version="v1",
                kind="ConfigMap",
                metadata=ApiObjectMetadata(name="cluster-info", namespace="flux-system"),
            )
            info.add_json_patch(JsonPatch.add("/data", {"cluster": cluster, "provider": provider, "region": region}))

fleet.synth()
