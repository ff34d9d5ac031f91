import type { FluxSecretProps } from './flux-secret-props';
import type { SecretValue } from './secret-value';

/**
 * A CA, a key pair for mutual TLS, or both, for `certSecret` of an OCI repository, a bucket or its Security Token Service.
 */
export interface TlsSecretProps extends FluxSecretProps {
  /**
   * The client's certificate, in PEM form; `privateKey` belongs to it. Key: `tls.crt`.
   *
   * @default - none
   */
  readonly certificate?: SecretValue;

  /**
   * The client's private key, in PEM form; `certificate` belongs to it. Key: `tls.key`.
   *
   * @default - none
   */
  readonly privateKey?: SecretValue;

  /**
   * The CA of the server, in PEM form. Key: `ca.crt`.
   *
   * @default - the CAs of the controller's image
   */
  readonly caCertificate?: SecretValue;
}

/**
 * A proxy, for `proxySecret` of a source.
 */
export interface ProxySecretProps extends FluxSecretProps {
  /**
   * The proxy's address, with `http://`, `https://` or `socks5://`, at most 2048 characters. Git over SSH needs `socks5://`. Key: `address`.
   */
  readonly address: string;

  /**
   * The user name, without a colon. Key: `username`.
   *
   * @default - no login
   */
  readonly username?: string;

  /**
   * The password, one line; needs `username`. Key: `password`.
   *
   * @default - none
   */
  readonly password?: SecretValue;
}
