/* Plain JavaScript: it runs in a Node and in a jest that know nothing of this repository. */

/** Syncs whose checks need the CRDs' CEL rules or the CEL library, by what they show. */
exports.makeProps = ({ BucketStsProvider, SyncKind, SyncProvider }) => {
  const git = { kind: SyncKind.GIT_REPOSITORY, url: 'https://example.com/fleet.git', ref: 'refs/heads/main', path: './' };
  const bucket = { kind: SyncKind.BUCKET, url: 's3.example.com', ref: 'fleet', path: './' };
  return {
    'plain Git': git,
    'Git with a service account': { ...git, provider: SyncProvider.AZURE, gitRepository: { serviceAccountName: 'a' } },
    'a condition on a dependency': { ...git, kustomization: { dependsOn: [{ name: 'infra', readyExpr: 'dep.status.ready == true' }] } },
    'expressions of health checks': { ...git, kustomization: { wait: true, healthCheckExprs: [{ apiVersion: 'v1', kind: 'Pod', current: 'status.phase == "Running"' }] } },
    'a bucket with STS': { ...bucket, provider: SyncProvider.AWS, bucket: { sts: { provider: BucketStsProvider.AWS, endpoint: 'https://sts.eu-west-1.amazonaws.com' } } },
    'a kubeConfig': { ...git, kustomization: { kubeConfig: { secret: 'kubeconfig' } } },
    'a bucket with a Secret': { ...bucket, pullSecret: 'auth' },
  };
};
