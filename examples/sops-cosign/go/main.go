package main

import (
	"github.com/aws/jsii-runtime-go"
	"github.com/cdk8s-flux-instance-sync/cdk8s-flux-instance-sync-go/fluxinstancesync"
	"github.com/cdk8s-team/cdk8s-core-go/cdk8s/v2"
)

func main() {
	app := cdk8s.NewApp(nil)
	chart := cdk8s.NewChart(app, jsii.String("my-cluster"), nil)

	fluxinstancesync.NewFluxInstanceSync(chart, jsii.String("sync"), &fluxinstancesync.FluxInstanceSyncProps{
		Kind:       fluxinstancesync.SyncKind_OCI_REPOSITORY,
		Url:        jsii.String("oci://ghcr.io/my-org/my-fleet-manifests"),
		Path:       jsii.String("clusters/my-cluster"),
		PullSecret: jsii.String("ghcr-auth"),
		OciRepository: &fluxinstancesync.OciRepositoryOptions{
			// Follows releases of 1.x, instead of one tag.
			Ref: &fluxinstancesync.OciRef{Semver: jsii.String(">=1.0.0 <2.0.0")},
			// Only what the release workflow has signed is applied.
			Verify: &fluxinstancesync.OciVerification{
				Provider: fluxinstancesync.OciVerificationProvider_COSIGN,
				OidcIdentities: &[]*fluxinstancesync.OidcIdentity{{
					Issuer:  jsii.String(`^https://token\.actions\.githubusercontent\.com$`),
					Subject: jsii.String(`^https://github\.com/my-org/my-fleet/\.github/workflows/release\.yml@refs/tags/v.+$`),
				}},
			},
		},
		Kustomization: &fluxinstancesync.KustomizationOptions{
			// The age key stands in this Secret, which is made outside of Git.
			Decryption: &fluxinstancesync.Decryption{Secret: jsii.String("sops-age")},
			Wait:       jsii.Bool(true),
			Timeout:    cdk8s.Duration_Minutes(jsii.Number(5)),
		},
	})

	app.Synth()
}
