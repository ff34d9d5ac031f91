import { App, Chart, Duration } from 'cdk8s';
import { FluxInstanceSync, OciVerificationProvider, SyncKind } from 'cdk8s-flux-instance-sync';

const app = new App();
const chart = new Chart(app, 'my-cluster');

new FluxInstanceSync(chart, 'sync', {
  kind: SyncKind.OCI_REPOSITORY,
  url: 'oci://ghcr.io/my-org/my-fleet-manifests',
  path: 'clusters/my-cluster',
  pullSecret: 'ghcr-auth',
  ociRepository: {
    // Follows releases of 1.x, instead of one tag.
    ref: { semver: '>=1.0.0 <2.0.0' },
    // Only what the release workflow has signed is applied.
    verify: {
      provider: OciVerificationProvider.COSIGN,
      oidcIdentities: [{
        issuer: '^https://token\\.actions\\.githubusercontent\\.com$',
        subject: '^https://github\\.com/my-org/my-fleet/\\.github/workflows/release\\.yml@refs/tags/v.+$',
      }],
    },
  },
  kustomization: {
    // The age key stands in this Secret, which is made outside of Git.
    decryption: { secret: 'sops-age' },
    wait: true,
    timeout: Duration.minutes(5),
  },
});

app.synth();
