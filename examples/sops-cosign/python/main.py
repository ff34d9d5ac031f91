from cdk8s import App, Chart, Duration
from cdk8s_flux_instance_sync import (
    Decryption,
    FluxInstanceSync,
    KustomizationOptions,
    OciRef,
    OciRepositoryOptions,
    OciVerification,
    OciVerificationProvider,
    OidcIdentity,
    SyncKind,
)

app = App()
chart = Chart(app, "my-cluster")

FluxInstanceSync(
    chart,
    "sync",
    kind=SyncKind.OCI_REPOSITORY,
    url="oci://ghcr.io/my-org/my-fleet-manifests",
    path="clusters/my-cluster",
    pull_secret="ghcr-auth",
    oci_repository=OciRepositoryOptions(
        # Follows releases of 1.x, instead of one tag.
        ref=OciRef(semver=">=1.0.0 <2.0.0"),
        # Only what the release workflow has signed is applied.
        verify=OciVerification(
            provider=OciVerificationProvider.COSIGN,
            oidc_identities=[
                OidcIdentity(
                    issuer=r"^https://token\.actions\.githubusercontent\.com$",
                    subject=r"^https://github\.com/my-org/my-fleet/\.github/workflows/release\.yml@refs/tags/v.+$",
                )
            ],
        ),
    ),
    kustomization=KustomizationOptions(
        # The age key stands in this Secret, which is made outside of Git.
        decryption=Decryption(secret="sops-age"),
        wait=True,
        timeout=Duration.minutes(5),
    ),
)

app.synth()
