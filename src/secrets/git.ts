import { field, required, struct } from '../input';
import type { Fields } from '../input';
import { COMMON_FIELDS, recipe, secretLine, secretThat, stringThat } from './build-secret';
import type { FluxSecretProps } from './build-secret';
import type { SecretValue } from './secret-value';
import {
  checkCertificate, checkDigits, checkHttpsUrl, checkKnownHosts, checkLine, checkPrivateKey, checkRsaPrivateKey, checkSshPublicKey, checkUsername,
} from './value-checks';

/**
 * User name and password for Git over HTTPS.
 *
 * @see https://fluxcd.io/flux/components/source/gitrepositories/
 */
export interface GitBasicAuthSecretProps extends FluxSecretProps {
  /**
   * The user name, without a colon. Many servers take any name with a token as password: `git`. Key: `username`.
   */
  readonly username: string;

  /**
   * The password or token, one line. Key: `password`.
   */
  readonly password: SecretValue;

  /**
   * The CA of the server, in PEM form. Key: `ca.crt`.
   *
   * @default - the CAs of the controller's image
   */
  readonly caCertificate?: SecretValue;
}

export const GIT_BASIC_AUTH = recipe({
  struct: struct({
    username: required(stringThat(checkUsername)),
    password: required(secretLine),
    caCertificate: field(secretThat(checkCertificate)),
    ...COMMON_FIELDS,
  } satisfies Fields<GitBasicAuthSecretProps>),
  write: ({ username, password, caCertificate }) => ({ username, password, 'ca.crt': caCertificate }),
});

/**
 * A bearer token for Git over HTTPS.
 *
 * @see https://fluxcd.io/flux/components/source/gitrepositories/
 */
export interface GitBearerTokenSecretProps extends FluxSecretProps {
  /**
   * The token, one line, without the word `Bearer`. Key: `bearerToken`.
   */
  readonly token: SecretValue;

  /**
   * The CA of the server, in PEM form. Key: `ca.crt`.
   *
   * @default - the CAs of the controller's image
   */
  readonly caCertificate?: SecretValue;
}

export const GIT_BEARER_TOKEN = recipe({
  struct: struct({
    token: required(secretLine),
    caCertificate: field(secretThat(checkCertificate)),
    ...COMMON_FIELDS,
  } satisfies Fields<GitBearerTokenSecretProps>),
  write: ({ token, caCertificate }) => ({ 'bearerToken': token, 'ca.crt': caCertificate }),
});

/**
 * A key for Git over SSH.
 *
 * @see https://fluxcd.io/flux/components/source/gitrepositories/
 */
export interface GitSshSecretProps extends FluxSecretProps {
  /**
   * The private key, in PEM or OpenSSH form. Key: `identity`.
   */
  readonly privateKey: SecretValue;

  /**
   * The server's host keys, as `ssh-keyscan` prints them. Key: `known_hosts`.
   */
  readonly knownHosts: SecretValue;

  /**
   * The public key, which no controller reads. Key: `identity.pub`.
   *
   * @default - none
   */
  readonly publicKey?: SecretValue;

  /**
   * The password of the private key, one line. Key: `password`.
   *
   * @default - the private key is not encrypted
   */
  readonly password?: SecretValue;
}

export const GIT_SSH = recipe({
  struct: struct({
    privateKey: required(secretThat(checkPrivateKey)),
    knownHosts: required(secretThat(checkKnownHosts)),
    publicKey: field(secretThat(checkSshPublicKey)),
    password: field(secretLine),
    ...COMMON_FIELDS,
  } satisfies Fields<GitSshSecretProps>),
  write: ({ privateKey, knownHosts, publicKey, password }) => ({
    'identity': privateKey,
    'known_hosts': knownHosts,
    'identity.pub': publicKey,
    password,
  }),
});

/**
 * A GitHub App, for a sync whose `provider` is GitHub. Give exactly one of `installationId` and `installationOwner`.
 *
 * @see https://fluxcd.io/flux/components/source/gitrepositories/
 */
export interface GithubAppSecretProps extends FluxSecretProps {
  /**
   * The App's id, in digits. Key: `githubAppID`.
   */
  readonly appId: string;

  /**
   * The App's private key, as GitHub generates it: RSA in PEM form (PKCS#1 or PKCS#8), not encrypted. Key: `githubAppPrivateKey`.
   */
  readonly privateKey: SecretValue;

  /**
   * The installation's id, in digits. Key: `githubAppInstallationID`.
   *
   * @default - none
   */
  readonly installationId?: string;

  /**
   * The user or organization that has installed the App. Key: `githubAppInstallationOwner`. Needs Flux 2.8.
   *
   * @default - none
   */
  readonly installationOwner?: string;

  /**
   * The address of the API of a GitHub Enterprise Server, with `https://`. Key: `githubAppBaseURL`.
   *
   * @default - GitHub's own
   */
  readonly baseUrl?: string;

  /**
   * The CA of the server, in PEM form. Key: `ca.crt`.
   *
   * @default - the CAs of the controller's image
   */
  readonly caCertificate?: SecretValue;
}

export const GITHUB_APP = recipe({
  struct: struct({
    appId: required(stringThat(checkDigits)),
    privateKey: required(secretThat(checkRsaPrivateKey)),
    installationId: field(stringThat(checkDigits)),
    installationOwner: field(stringThat(checkLine)),
    baseUrl: field(stringThat(checkHttpsUrl)),
    caCertificate: field(secretThat(checkCertificate)),
    ...COMMON_FIELDS,
  } satisfies Fields<GithubAppSecretProps>),
  type: () => 'Opaque',
  check: (isGiven, sink) => {
    if (isGiven('installationId') === isGiven('installationOwner')) {
      sink.report({ code: 'INPUT_CONFLICT', rule: 'must have exactly one of installationId and installationOwner' });
    }
  },
  write: ({ appId, privateKey, installationId, installationOwner, baseUrl, caCertificate }) => ({
    'githubAppID': appId,
    'githubAppPrivateKey': privateKey,
    'githubAppInstallationID': installationId,
    'githubAppInstallationOwner': installationOwner,
    'githubAppBaseURL': baseUrl,
    'ca.crt': caCertificate,
  }),
});
