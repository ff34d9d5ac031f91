import { findOption } from '../../src/options';

test.each([
  ['GitRepository', 'spec.verify.mode', 'gitRepository.verify.mode'],
  ['GitRepository', 'spec.verify.secretRef.name', 'gitRepository.verify.secret'],
  ['GitRepository', 'spec.verify.secretRef', 'gitRepository.verify.secret'],
  ['GitRepository', 'spec.verify', 'gitRepository.verify'],
  ['GitRepository', 'spec.proxySecretRef', 'gitRepository.proxySecret'],
  ['GitRepository', 'spec.proxySecretRef.name', 'gitRepository.proxySecret'],
  ['GitRepository', 'spec.include[2].repository.name', 'gitRepository.include[2].repository'],
  ['GitRepository', 'spec.include[2]', 'gitRepository.include[2]'],
  ['GitRepository', 'spec.sparseCheckout[0]', 'gitRepository.sparseCheckout[0]'],
  ['GitRepository', 'spec.ref.branch', 'gitRepository.ref.branch'],
  ['OCIRepository', 'spec.verify.matchOIDCIdentity[1].issuer', 'ociRepository.verify.oidcIdentities[1].issuer'],
  ['Bucket', 'spec.sts.certSecretRef.name', 'bucket.sts.certSecret'],
  ['Kustomization', 'spec.kubeConfig.secretRef.key', 'kustomization.kubeConfig.secretKey'],
  ['Kustomization', 'spec.postBuild.substitute.my.key', 'kustomization.postBuild.substitute.my.key'],
  ['Kustomization', 'spec.commonMetadata.labels["a/b"]', 'kustomization.commonMetadata.labels["a/b"]'],
  ['Kustomization', 'spec.patches[0].target.kind', 'kustomization.patches[0].target.kind'],
  ['Kustomization', 'spec.dependsOn[0].unknown', 'kustomization.dependsOn[0]'],
])('%s %s comes from %s', (kind, specPath, option) => {
  expect(findOption(kind, specPath)).toBe(option);
});

test.each([
  ['GitRepository', 'spec.url'],
  ['GitRepository', 'spec'],
  ['GitRepository', 'metadata.name'],
  ['GitRepository', 'spec.verifyMore'],
  ['GitRepository', 'spec.region'],
  ['Deployment', 'spec.verify'],
])('no option writes %s %s', (kind, specPath) => {
  expect(findOption(kind, specPath)).toBeUndefined();
});
