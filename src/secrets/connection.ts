import { field, required, struct } from '../input';
import type { Fields } from '../input';
import { COMMON_FIELDS, recipe, secretLine, secretThat, stringThat } from './build-secret';
import type { FluxSecretProps } from './build-secret';
import type { SecretValue } from './secret-value';
import { checkCertificate, checkPrivateKey, checkProxyAddress, checkUsername } from './value-checks';

/**
 * A CA, a key pair for mutual TLS, or both, for `certSecret` of an OCI repository, a bucket or its Security Token Service.
 *
 * @see https://fluxcd.io/flux/components/source/gitrepositories/
 */
export interface TlsSecretProps extends FluxSecretProps {
  /**
   * The client's certificate, in PEM form. `privateKey` belongs to it. Key: `tls.crt`.
   *
   * @default - none
   */
  readonly certificate?: SecretValue;

  /**
   * The client's private key, in PEM form. `certificate` belongs to it. Key: `tls.key`.
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

export const TLS = recipe({
  struct: struct({
    certificate: field(secretThat(checkCertificate)),
    privateKey: field(secretThat(checkPrivateKey)),
    caCertificate: field(secretThat(checkCertificate)),
    ...COMMON_FIELDS,
  } satisfies Fields<TlsSecretProps>),
  type: ({ certificate }) => certificate === undefined ? 'Opaque' : 'kubernetes.io/tls',
  check: (isGiven, sink) => {
    if (isGiven('certificate') !== isGiven('privateKey')) {
      sink.report({ code: 'INPUT_CONFLICT', rule: 'must have certificate and privateKey together' });
    } else if (!isGiven('certificate') && !isGiven('caCertificate')) {
      sink.report({ code: 'INPUT_REQUIRED', rule: 'must have caCertificate, or certificate and privateKey' });
    }
  },
  write: ({ certificate, privateKey, caCertificate }) => ({ 'tls.crt': certificate, 'tls.key': privateKey, 'ca.crt': caCertificate }),
});

/**
 * A proxy, for `proxySecret` of a source.
 *
 * @see https://fluxcd.io/flux/components/source/gitrepositories/
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
   * The password, one line. It needs `username`. Key: `password`.
   *
   * @default - none
   */
  readonly password?: SecretValue;
}

export const PROXY = recipe({
  struct: struct({
    address: required(stringThat(checkProxyAddress)),
    username: field(stringThat(checkUsername)),
    password: field(secretLine),
    ...COMMON_FIELDS,
  } satisfies Fields<ProxySecretProps>),
  type: () => 'Opaque',
  check: (isGiven, sink) => {
    if (isGiven('password') && !isGiven('username')) {
      sink.at('password').report({ code: 'INPUT_CONFLICT', rule: 'needs username, or the controller ignores it' });
    }
  },
  write: ({ address, username, password }) => ({ address, username, password }),
});
