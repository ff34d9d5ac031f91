import type { Duration } from 'cdk8s';
import { boolean, durationWithoutHours, enumOf, field, listOf, required, secretName, string, struct } from '../input';
import type { Fields } from '../input';

/**
 * Options of the OCIRepository, applied before your patches.
 *
 * @see https://fluxcd.io/flux/components/source/ocirepositories/
 */
export interface OciRepositoryOptions {
  /**
   * Which artifact to pull, in place of the plain prop `ref`. Upstream: `spec.ref`.
   *
   * @default - the plain prop `ref`, a tag
   */
  readonly ref?: OciRef;

  /**
   * Checks the artifact's signature. Upstream: `spec.verify`.
   *
   * @default - signatures are not checked
   */
  readonly verify?: OciVerification;

  /**
   * Which layer of the artifact to use, and how. Upstream: `spec.layerSelector`.
   *
   * @default - the first layer, extracted
   */
  readonly layerSelector?: OciLayerSelector;

  /**
   * Allows plain HTTP, and without `certSecret` trusts any certificate. Upstream: `spec.insecure`.
   *
   * @default false
   */
  readonly insecure?: boolean;

  /**
   * Name of the Secret with the registry's CA, and with a key pair where the registry wants mutual TLS. See `FluxSecret.tls`.
   * Upstream: `spec.certSecretRef.name`.
   *
   * @default - the CAs of the controller's image
   */
  readonly certSecret?: string;

  /**
   * Name of the Secret with the proxy's `address` and, optionally, `username` and `password`. See `FluxSecret.proxy`.
   * Upstream: `spec.proxySecretRef.name`. Needs Flux 2.4.
   *
   * @default - no proxy
   */
  readonly proxySecret?: string;

  /**
   * Name of the ServiceAccount whose image pull secrets are used, or, with a cloud `provider` and object-level workload identity
   * (Flux 2.6), whose cloud identity is. Upstream: `spec.serviceAccountName`.
   *
   * @default - none
   */
  readonly serviceAccountName?: string;

  /**
   * Which files to leave out of the artifact, in the format of `.gitignore`. Upstream: `spec.ignore`.
   *
   * @default - Flux's own exclusions and the artifact's `.sourceignore`
   */
  readonly ignore?: string;

  /**
   * How long the login at the cloud and the check of the signature may take. Upstream: `spec.timeout`.
   *
   * @default - 60 seconds, Flux's own default
   */
  readonly timeout?: Duration;

  /**
   * Stops fetching. Upstream: `spec.suspend`.
   *
   * @default false
   */
  readonly suspend?: boolean;
}

/**
 * Which artifact to pull: `tag`, `semver` (with or without `semverFilter`) or `digest`. Any two of the three would hide each other
 * and are an error.
 *
 * @see https://fluxcd.io/flux/components/source/ocirepositories/
 */
export interface OciRef {
  /**
   * The tag to follow. Upstream: `spec.ref.tag`.
   *
   * @default - none
   */
  readonly tag?: string;

  /**
   * The range of versions whose highest tag is followed: `1.x`. Upstream: `spec.ref.semver`.
   *
   * @default - none
   */
  readonly semver?: string;

  /**
   * A regular expression for the tags that `semver` chooses from. It may match anywhere in the tag unless it has `^` and `$`.
   * Upstream: `spec.ref.semverFilter`. Needs Flux 2.3.
   *
   * @default - all tags
   */
  readonly semverFilter?: string;

  /**
   * The digest to pull: `sha256:` and 64 hexadecimal digits in lower case. Upstream: `spec.ref.digest`.
   *
   * @default - none
   */
  readonly digest?: string;
}

/**
 * How to check the signature of an OCI artifact.
 *
 * @see https://fluxcd.io/flux/components/source/ocirepositories/
 */
export interface OciVerification {
  /**
   * The tool that signed the artifact. Upstream: `spec.verify.provider`.
   *
   * @default OciVerificationProvider.COSIGN
   */
  readonly provider?: OciVerificationProvider;

  /**
   * Name of the Secret with the trusted keys: `*.pub` for cosign (see `FluxSecret.cosignKeys`), `trustpolicy.json` and certificates
   * for notation. Upstream: `spec.verify.secretRef.name`.
   *
   * @default - keyless, for cosign; notation needs it
   */
  readonly secret?: string;

  /**
   * Accepted identities of keyless signatures. One of them must match. Without any, keyless verification takes anybody's signature.
   * Upstream: `spec.verify.matchOIDCIdentity`.
   *
   * @default - none
   */
  readonly oidcIdentities?: OidcIdentity[];

  /**
   * Name of the Secret with `trusted_root.json`, for a Sigstore of your own. Upstream: `spec.verify.trustedRootSecretRef.name`.
   * Needs Flux 2.9.
   *
   * @default - the public Sigstore
   */
  readonly trustedRootSecret?: string;
}

/**
 * The tool that signed an OCI artifact.
 *
 * @see https://fluxcd.io/flux/components/source/ocirepositories/
 */
export enum OciVerificationProvider {
  /** Sigstore's cosign. */
  COSIGN = 'cosign',
  /** The Notary Project's notation. */
  NOTATION = 'notation',
}

/**
 * An accepted identity of keyless signatures. Both members are regular expressions which may match anywhere in the text: write `^…$`.
 *
 * @see https://fluxcd.io/flux/components/source/ocirepositories/
 */
export interface OidcIdentity {
  /**
   * The issuer of the identity: `^https://token\.actions\.githubusercontent\.com$`.
   * Upstream: `spec.verify.matchOIDCIdentity[].issuer`.
   */
  readonly issuer: string;

  /**
   * The identity: `^https://github\.com/my-org/my-repo/.*$`. Upstream: `spec.verify.matchOIDCIdentity[].subject`.
   */
  readonly subject: string;
}

/**
 * Which layer of an OCI artifact to use, and how.
 *
 * @see https://fluxcd.io/flux/components/source/ocirepositories/
 */
export interface OciLayerSelector {
  /**
   * The media type of the layer. The first layer that has it is used. Upstream: `spec.layerSelector.mediaType`.
   *
   * @default - the first layer
   */
  readonly mediaType?: string;

  /**
   * What to do with the layer. Upstream: `spec.layerSelector.operation`.
   *
   * @default OciLayerOperation.EXTRACT
   */
  readonly operation?: OciLayerOperation;
}

/**
 * What to do with a layer of an OCI artifact.
 *
 * @see https://fluxcd.io/flux/components/source/ocirepositories/
 */
export enum OciLayerOperation {
  /** Unpack the layer, a compressed tar archive. */
  EXTRACT = 'extract',
  /** Keep the layer as it is. `ignore` has no effect then. */
  COPY = 'copy',
}

const OCI_REF = struct({
  tag: field(string),
  semver: field(string),
  semverFilter: field(string),
  digest: field(string),
} satisfies Fields<OciRef>);

const OIDC_IDENTITY = struct({
  issuer: required(string),
  subject: required(string),
} satisfies Fields<OidcIdentity>);

const OCI_VERIFICATION = struct({
  provider: field(enumOf(OciVerificationProvider), { default: OciVerificationProvider.COSIGN }),
  secret: field(secretName, { to: 'secretRef.name' }),
  oidcIdentities: field(listOf(OIDC_IDENTITY), { to: 'matchOIDCIdentity' }),
  trustedRootSecret: field(secretName, { to: 'trustedRootSecretRef.name' }),
} satisfies Fields<OciVerification>);

const OCI_LAYER_SELECTOR = struct({
  mediaType: field(string),
  operation: field(enumOf(OciLayerOperation)),
} satisfies Fields<OciLayerSelector>);

export const OCI_REPOSITORY_OPTIONS = struct({
  ref: field(OCI_REF),
  verify: field(OCI_VERIFICATION),
  layerSelector: field(OCI_LAYER_SELECTOR),
  insecure: field(boolean),
  certSecret: field(secretName, { to: 'certSecretRef.name' }),
  proxySecret: field(secretName, { to: 'proxySecretRef.name' }),
  serviceAccountName: field(string),
  ignore: field(string),
  timeout: field(durationWithoutHours),
  suspend: field(boolean),
} satisfies Fields<OciRepositoryOptions>);
