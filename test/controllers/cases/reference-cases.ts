import { bucket, git, kustomization, oci, s, secret } from './rule-case';
import type { RuleCase } from './rule-case';

const BAD_NAMES = ['flux-system/git-auth', 'My_Secret', 'git-auth\n', ' a', 'a.', '-a', 'a..b', 'a'.repeat(254), '${name}', 'über'];
const GOOD_NAMES = ['git-auth', 'a', '0', 'a.b-c.d', 'a'.repeat(253)];
const elsewhere = { secrets: secret(['username', 'password']).secrets.map((known) => ({ ...known, namespace: 'team-a' })) };
const both = { secrets: [...elsewhere.secrets, ...secret(['username', 'password']).secrets] };
const from = (name: string, more = {}) => kustomization({ postBuild: { substituteFrom: [{ kind: 'Secret', name, ...more }] } }, elsewhere);

export const REFERENCE_CASES: readonly RuleCase[] = [
  ['REFERENCE_NAME_INVALID', 'spec.secretRef.name',
    [...BAD_NAMES.map((name) => git({ secretRef: { name } })), oci({ secretRef: { name: 'a/b' } }), bucket({ secretRef: { name: 'A' } })],
    [...GOOD_NAMES.map((name) => git({ secretRef: { name } })), git({ secretRef: { name: '' } }), git({ secretRef: { name: 5 } }), git({ secretRef: 'A' })]],
  ['REFERENCE_NAME_INVALID', 'spec.certSecretRef.name', [oci({ certSecretRef: { name: 'CA_Cert' } })], [oci({ certSecretRef: s })]],
  ['REFERENCE_NAME_INVALID', 'spec.proxySecretRef.name', [git({ proxySecretRef: { name: 'CA_Cert' } })], [git({ proxySecretRef: s })]],
  ['REFERENCE_NAME_INVALID', 'spec.verify.secretRef.name', [git({ verify: { mode: 'HEAD', secretRef: { name: 'A' } } })], [git({ verify: { mode: 'HEAD', secretRef: s } })]],
  ['REFERENCE_NAME_INVALID', 'spec.verify.trustedRootSecretRef.name', [oci({ verify: { trustedRootSecretRef: { name: 'A' } } })], [oci({ verify: { trustedRootSecretRef: s } })]],
  ['REFERENCE_NAME_INVALID', 'spec.sts.secretRef.name', [bucket({ sts: { secretRef: { name: 'A' } } })], [bucket({ sts: { secretRef: s } })]],
  ['REFERENCE_NAME_INVALID', 'spec.sts.certSecretRef.name', [bucket({ sts: { certSecretRef: { name: 'A' } } })], [bucket({ sts: { certSecretRef: s } })]],
  ['REFERENCE_NAME_INVALID', 'spec.decryption.secretRef.name', [kustomization({ decryption: { secretRef: { name: 'sops_age' } } })], [kustomization({ decryption: { secretRef: s } })]],
  ['REFERENCE_NAME_INVALID', 'spec.kubeConfig.secretRef.name', [kustomization({ kubeConfig: { secretRef: { name: 'A' } } })], [kustomization({ kubeConfig: { secretRef: s } })]],
  ['REFERENCE_NAME_INVALID', 'spec.kubeConfig.configMapRef.name', [kustomization({ kubeConfig: { configMapRef: { name: 'A' } } })], [kustomization({ kubeConfig: { configMapRef: s } })]],
  ['REFERENCE_NAME_INVALID', 'spec.serviceAccountName', [kustomization({ serviceAccountName: 'Flux SA' }), oci({ serviceAccountName: 'A' })], [kustomization({ serviceAccountName: 'flux' })]],
  ['REFERENCE_NAME_INVALID', 'spec.decryption.serviceAccountName', [kustomization({ decryption: { serviceAccountName: 'A' } })], [kustomization({ decryption: { serviceAccountName: 'a' } })]],
  ['REFERENCE_NAME_INVALID', 'spec.include[1].repository.name',
    [git({ include: [{ repository: { name: 'a' } }, { repository: { name: 'b/c' } }] })], [git({ include: [{ repository: { name: 'a' } }, {}] })]],
  ['REFERENCE_NAME_INVALID', 'spec.dependsOn[0].name', [kustomization({ dependsOn: [{ name: 'flux-system/infra' }] })], [kustomization({ dependsOn: [{ name: 'infra' }, 'A'] })]],
  ['REFERENCE_NAME_INVALID', 'spec.sourceRef.name', [kustomization({ sourceRef: { kind: 'GitRepository', name: 'A' } })], [kustomization({ sourceRef: { kind: 'GitRepository' } })]],
  ['REFERENCE_NAME_INVALID', 'spec.postBuild.substituteFrom[0].name', [from('My_Vars'), from('a/b', { kind: 'ConfigMap' })], [from('vars'), from('My_Vars', { optional: true })]],
  ['SECRET_IN_OTHER_NAMESPACE', 'spec.secretRef.name',
    [git({ secretRef: s }, elsewhere), oci({ secretRef: s }, elsewhere), bucket({ secretRef: s }, elsewhere)],
    [git({ secretRef: s }, both), git({ secretRef: { name: 'other' } }, elsewhere), git({ secretRef: s }), git({}, elsewhere), git({ serviceAccountName: 's' }, elsewhere)]],
  ['SECRET_IN_OTHER_NAMESPACE', 'spec.decryption.secretRef.name',
    [kustomization({ decryption: { provider: 'sops', secretRef: s } }, elsewhere)], [kustomization({ decryption: { provider: 'sops', secretRef: s } }, both)]],
  ['SECRET_IN_OTHER_NAMESPACE', 'spec.postBuild.substituteFrom[0].name', [from('s')], [from('s', { kind: 'ConfigMap' }), from('s', { optional: true }), from('other')]],
];
