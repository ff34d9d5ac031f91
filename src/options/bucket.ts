import type { Duration } from 'cdk8s';
import { boolean, durationWithoutHours, enumOf, field, required, secretName, string, struct } from '../input';
import type { Fields } from '../input';

/**
 * Options of the Bucket, applied before your patches.
 *
 * @see https://fluxcd.io/flux/components/source/buckets/
 */
export interface BucketOptions {
  /**
   * The region of the bucket, for `generic` and `aws`. Upstream: `spec.region`.
   *
   * @default - the provider's own
   */
  readonly region?: string;

  /**
   * Only objects whose key starts with this are fetched. It stays in the paths of the artifact. Upstream: `spec.prefix`.
   *
   * @default - all objects
   */
  readonly prefix?: string;

  /**
   * Gets temporary credentials from a Security Token Service, for `generic` and `aws` without a pull secret. Upstream: `spec.sts`.
   * Needs Flux 2.4.
   *
   * @default - none
   */
  readonly sts?: BucketSts;

  /**
   * Name of the Secret with the endpoint's CA, and with a key pair where the endpoint wants mutual TLS, for `generic` and `aws`.
   * See `FluxSecret.tls`. Has no effect with `insecure`. Upstream: `spec.certSecretRef.name`. Needs Flux 2.4.
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
   * Allows plain HTTP to the endpoint, for `generic` and `aws`. Upstream: `spec.insecure`.
   *
   * @default false
   */
  readonly insecure?: boolean;

  /**
   * Name of the ServiceAccount whose cloud identity fetches the objects. The controller must run with object-level workload identity.
   * Upstream: `spec.serviceAccountName`. Needs Flux 2.7.
   *
   * @default - the identity of source-controller
   */
  readonly serviceAccountName?: string;

  /**
   * Which files to leave out of the artifact, in the format of `.gitignore`. Upstream: `spec.ignore`.
   *
   * @default - the bucket's `.sourceignore`
   */
  readonly ignore?: string;

  /**
   * How long the listing, and then again the download, may take. Upstream: `spec.timeout`.
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
 * A Security Token Service that gives out temporary credentials for a bucket.
 *
 * @see https://fluxcd.io/flux/components/source/buckets/
 */
export interface BucketSts {
  /**
   * The kind of service. Upstream: `spec.sts.provider`.
   */
  readonly provider: BucketStsProvider;

  /**
   * The service's address, with `http://` or `https://`. Upstream: `spec.sts.endpoint`.
   */
  readonly endpoint: string;

  /**
   * Name of the Secret with the `username` and `password` for `ldap`. See `FluxSecret.bucketSts`. Upstream: `spec.sts.secretRef.name`.
   *
   * @default - none
   */
  readonly secret?: string;

  /**
   * Name of the Secret with the service's CA, and with a key pair where it wants mutual TLS, for `ldap`. See `FluxSecret.tls`.
   * Upstream: `spec.sts.certSecretRef.name`.
   *
   * @default - the CAs of the controller's image
   */
  readonly certSecret?: string;
}

/**
 * The kind of a Security Token Service.
 *
 * @see https://fluxcd.io/flux/components/source/buckets/
 */
export enum BucketStsProvider {
  /** The service of AWS, for a bucket with the provider `aws`. */
  AWS = 'aws',
  /** A service that asks an LDAP directory, as MinIO has it, for a bucket with the provider `generic`. */
  LDAP = 'ldap',
}

const BUCKET_STS = struct({
  provider: required(enumOf(BucketStsProvider)),
  endpoint: required(string),
  secret: field(secretName, { to: 'secretRef.name' }),
  certSecret: field(secretName, { to: 'certSecretRef.name' }),
} satisfies Fields<BucketSts>);

export const BUCKET_OPTIONS = struct({
  region: field(string),
  prefix: field(string),
  sts: field(BUCKET_STS),
  certSecret: field(secretName, { to: 'certSecretRef.name' }),
  proxySecret: field(secretName, { to: 'proxySecretRef.name' }),
  insecure: field(boolean),
  serviceAccountName: field(string),
  ignore: field(string),
  timeout: field(durationWithoutHours),
  suspend: field(boolean),
} satisfies Fields<BucketOptions>);
