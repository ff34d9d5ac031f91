import { boolean, field, required, struct } from '../input';
import type { Fields } from '../input';
import { COMMON_FIELDS, recipe, secretLine, secretThat, stringThat } from './build-secret';
import type { FluxSecretProps } from './build-secret';
import type { SecretValue } from './secret-value';
import { checkCertificateWithKey, checkHttpsUrl, checkJsonObject, checkLine } from './value-checks';

/**
 * Static keys for a bucket with the provider `generic` or `aws`.
 *
 * @see https://fluxcd.io/flux/components/source/buckets/
 */
export interface BucketStaticKeysSecretProps extends FluxSecretProps {
  /**
   * The access key's id, one line. Key: `accesskey`.
   */
  readonly accessKey: SecretValue;

  /**
   * The secret access key, one line. Key: `secretkey`.
   */
  readonly secretKey: SecretValue;
}

export const BUCKET_STATIC_KEYS = recipe({
  struct: struct({
    accessKey: required(secretLine),
    secretKey: required(secretLine),
    ...COMMON_FIELDS,
  } satisfies Fields<BucketStaticKeysSecretProps>),
  write: ({ accessKey, secretKey }) => ({ accesskey: accessKey, secretkey: secretKey }),
});

/**
 * Credentials for an Azure Blob container, in exactly one of five ways.
 *
 * These are `tenantId`, `clientId` and `clientSecret`; `tenantId`, `clientId` and `clientCertificate`; `clientId` alone, for a managed identity;
 * `accountKey`; `sasKey`.
 *
 * @see https://fluxcd.io/flux/components/source/buckets/
 */
export interface BucketAzureSecretProps extends FluxSecretProps {
  /**
   * The tenant's id. Key: `tenantId`.
   *
   * @default - none
   */
  readonly tenantId?: string;

  /**
   * The application's or the managed identity's client id. Key: `clientId`.
   *
   * @default - none
   */
  readonly clientId?: string;

  /**
   * The application's secret, one line. Key: `clientSecret`.
   *
   * @default - none
   */
  readonly clientSecret?: SecretValue;

  /**
   * The application's certificate with its private key, in PEM form. Key: `clientCertificate`.
   *
   * @default - none
   */
  readonly clientCertificate?: SecretValue;

  /**
   * The password of the private key of `clientCertificate`, one line. Key: `clientCertificatePassword`.
   *
   * @default - the private key is not encrypted
   */
  readonly clientCertificatePassword?: SecretValue;

  /**
   * Sends the whole chain of `clientCertificate`. Key: `clientCertificateSendChain`.
   *
   * @default false
   */
  readonly clientCertificateSendChain?: boolean;

  /**
   * The storage account's key, one line. Key: `accountKey`.
   *
   * @default - none
   */
  readonly accountKey?: SecretValue;

  /**
   * The shared access signature, one line. Key: `sasKey`.
   *
   * @default - none
   */
  readonly sasKey?: SecretValue;

  /**
   * The address of the Microsoft Entra authority, with `https://`. Key: `authorityHost`.
   *
   * @default - that of the public cloud
   */
  readonly authorityHost?: string;
}

/** The props that identify, in the ways that source-controller knows: it takes the first that it finds and ignores the others. */
const AZURE_WAYS = [
  ['tenantId', 'clientId', 'clientSecret'],
  ['tenantId', 'clientId', 'clientCertificate'],
  ['clientId'],
  ['accountKey'],
  ['sasKey'],
] as const;

export const BUCKET_AZURE = recipe({
  struct: struct({
    tenantId: field(stringThat(checkLine)),
    clientId: field(stringThat(checkLine)),
    clientSecret: field(secretLine),
    clientCertificate: field(secretThat(checkCertificateWithKey)),
    clientCertificatePassword: field(secretLine),
    clientCertificateSendChain: field(boolean),
    accountKey: field(secretLine),
    sasKey: field(secretLine),
    authorityHost: field(stringThat(checkHttpsUrl)),
    ...COMMON_FIELDS,
  } satisfies Fields<BucketAzureSecretProps>),
  check: (isGiven, sink) => {
    const identifying = [...new Set(AZURE_WAYS.flat())].filter(isGiven);
    if (!AZURE_WAYS.some((way) => way.length === identifying.length && way.every(isGiven))) {
      const ways = AZURE_WAYS.map((way) => way.join(' + ')).join(', or ');
      sink.report({ code: 'INPUT_CONFLICT', rule: `must have exactly one of: ${ways}` });
    }
    for (const prop of ['clientCertificatePassword', 'clientCertificateSendChain'] as const) {
      if (isGiven(prop) && !isGiven('clientCertificate')) {
        sink.at(prop).report({ code: 'INPUT_CONFLICT', rule: 'needs clientCertificate' });
      }
    }
  },
  write: (values) => ({
    tenantId: values.tenantId,
    clientId: values.clientId,
    clientSecret: values.clientSecret,
    clientCertificate: values.clientCertificate,
    clientCertificatePassword: values.clientCertificatePassword,
    clientCertificateSendChain: values.clientCertificateSendChain === true ? 'true' : undefined,
    accountKey: values.accountKey,
    sasKey: values.sasKey,
    authorityHost: values.authorityHost,
  }),
});

/**
 * A service account's key for a Google Cloud Storage bucket.
 *
 * @see https://fluxcd.io/flux/components/source/buckets/
 */
export interface BucketGcpSecretProps extends FluxSecretProps {
  /**
   * The key, as the JSON file that Google Cloud gives out. Key: `serviceaccount`.
   */
  readonly serviceAccountKey: SecretValue;
}

export const BUCKET_GCP = recipe({
  struct: struct({
    serviceAccountKey: required(secretThat(checkJsonObject)),
    ...COMMON_FIELDS,
  } satisfies Fields<BucketGcpSecretProps>),
  write: ({ serviceAccountKey }) => ({ serviceaccount: serviceAccountKey }),
});

/**
 * A login at the LDAP directory behind a bucket's Security Token Service.
 *
 * @see https://fluxcd.io/flux/components/source/buckets/
 */
export interface BucketStsSecretProps extends FluxSecretProps {
  /**
   * The user name. Key: `username`.
   */
  readonly username: string;

  /**
   * The password, one line. Key: `password`.
   */
  readonly password: SecretValue;
}

export const BUCKET_STS = recipe({
  struct: struct({
    username: required(stringThat(checkLine)),
    password: required(secretLine),
    ...COMMON_FIELDS,
  } satisfies Fields<BucketStsSecretProps>),
  write: ({ username, password }) => ({ username, password }),
});
