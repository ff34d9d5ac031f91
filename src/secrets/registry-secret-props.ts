import type { FluxSecretProps } from './flux-secret-props';
import type { SecretValue } from './secret-value';

/**
 * A login at a container registry.
 */
export interface RegistrySecretProps extends FluxSecretProps {
  /**
   * The registry's host name, with its port if it has one, and without `oci://`. Key: `.dockerconfigjson`, where it names the login.
   */
  readonly server: string;

  /**
   * The user name, without a colon. Key: `.dockerconfigjson`.
   */
  readonly username: string;

  /**
   * The password or token, one line. Key: `.dockerconfigjson`.
   */
  readonly password: SecretValue;
}
