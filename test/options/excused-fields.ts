/**
 * The fields of the v1 CRDs that no typed option writes, each with its reason. A test fails on an entry that is no longer needed.
 */
export const EXCUSED_FIELDS: Readonly<Record<string, string>> = {
  'GitRepository.url': 'the plain prop url',
  'GitRepository.interval': 'the plain prop interval',
  'GitRepository.provider': 'the plain prop provider',
  'GitRepository.secretRef': 'the plain prop pullSecret',
  'GitRepository.verify.mode=head': 'an old spelling of HEAD',
  'OCIRepository.url': 'the plain prop url',
  'OCIRepository.interval': 'the plain prop interval',
  'OCIRepository.provider': 'the plain prop provider',
  'OCIRepository.secretRef': 'the plain prop pullSecret',
  'Bucket.endpoint': 'the plain prop url',
  'Bucket.bucketName': 'the plain prop ref',
  'Bucket.interval': 'the plain prop interval',
  'Bucket.provider': 'the plain prop provider',
  'Bucket.secretRef': 'the plain prop pullSecret',
  'Kustomization.path': 'the plain prop path',
  'Kustomization.sourceRef': 'the sync\'s own source, by the plain props kind and name',
};
