import type { FluxSecretProps } from './flux-secret-props';
import type { SecretValue } from './secret-value';

/**
 * User name and password for Git over HTTPS.
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

/**
 * A bearer token for Git over HTTPS.
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

/**
 * A key for Git over SSH.
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

/**
 * A GitHub App, for a sync whose `provider` is GitHub. Give exactly one of `installationId` and `installationOwner`.
 */
export interface GithubAppSecretProps extends FluxSecretProps {
  /**
   * The App's id, in digits. Key: `githubAppID`.
   */
  readonly appId: string;

  /**
   * The App's private key, in PEM form. Key: `githubAppPrivateKey`.
   */
  readonly privateKey: SecretValue;

  /**
   * The installation's id, in digits. Key: `githubAppInstallationID`.
   *
   * @default - none
   */
  readonly installationId?: string;

  /**
   * The user or organisation that has installed the App. Key: `githubAppInstallationOwner`. Needs Flux 2.8.
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
