import type { FluxSecretProps } from './flux-secret-props';
import type { SecretValue } from './secret-value';

/**
 * Static keys for a bucket with the provider `generic` or `aws`.
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

/**
 * Credentials for an Azure Blob container, in exactly one of these ways: `tenantId`, `clientId` and `clientSecret`; `tenantId`,
 * `clientId` and `clientCertificate`; `clientId` alone, for a managed identity; `accountKey`; `sasKey`.
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

/**
 * A service account's key for a Google Cloud Storage bucket.
 */
export interface BucketGcpSecretProps extends FluxSecretProps {
  /**
   * The key, as the JSON file that Google Cloud gives out. Key: `serviceaccount`.
   */
  readonly serviceAccountKey: SecretValue;
}

/**
 * A login at the LDAP directory behind a bucket's Security Token Service.
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
