import { OciLayerOperation, OciVerificationProvider } from './oci-repository-options';
import type { OciLayerSelector, OciRef, OciRepositoryOptions, OciVerification, OidcIdentity } from './oci-repository-options';
import { choice, durationWithoutHours, field, flag, list, required, struct, text } from './shape';

const OCI_REF = struct<OciRef>({
  tag: field('tag', text),
  semver: field('semver', text),
  semverFilter: field('semverFilter', text),
  digest: field('digest', text),
});

const OIDC_IDENTITY = struct<OidcIdentity>({
  issuer: required('issuer', text),
  subject: required('subject', text),
});

const OCI_VERIFICATION = struct<OciVerification>({
  provider: { path: 'provider', shape: choice(OciVerificationProvider), default: OciVerificationProvider.COSIGN },
  secret: field('secretRef.name', text),
  oidcIdentities: field('matchOIDCIdentity', list(OIDC_IDENTITY)),
  trustedRootSecret: field('trustedRootSecretRef.name', text),
});

const OCI_LAYER_SELECTOR = struct<OciLayerSelector>({
  mediaType: field('mediaType', text),
  operation: field('operation', choice(OciLayerOperation)),
});

export const OCI_REPOSITORY = struct<OciRepositoryOptions>({
  ref: field('ref', OCI_REF),
  verify: field('verify', OCI_VERIFICATION),
  layerSelector: field('layerSelector', OCI_LAYER_SELECTOR),
  insecure: field('insecure', flag),
  certSecret: field('certSecretRef.name', text),
  proxySecret: field('proxySecretRef.name', text),
  serviceAccountName: field('serviceAccountName', text),
  ignore: field('ignore', text),
  timeout: field('timeout', durationWithoutHours),
  suspend: field('suspend', flag),
});
