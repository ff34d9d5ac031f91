import { required, struct } from '../input';
import type { Fields } from '../input';
import { COMMON_FIELDS, recipe, secretLine, stringThat } from './build-secret';
import type { FluxSecretProps } from './build-secret';
import type { SecretValue } from './secret-value';
import { checkRegistryServer, checkUsername } from './value-checks';

/**
 * A login at a container registry.
 *
 * @see https://fluxcd.io/flux/components/source/ocirepositories/
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

export const REGISTRY = recipe({
  struct: struct({
    server: required(stringThat(checkRegistryServer)),
    username: required(stringThat(checkUsername)),
    password: required(secretLine),
    ...COMMON_FIELDS,
  } satisfies Fields<RegistrySecretProps>),
  type: () => 'kubernetes.io/dockerconfigjson',
  write: ({ server, username, password }) => ({ '.dockerconfigjson': formatDockerConfig(server!, username!, password!) }),
});

function formatDockerConfig(server: string, username: string, password: string): string {
  const auth = Buffer.from(`${username}:${password}`, 'utf8').toString('base64');
  return JSON.stringify({ auths: { [server]: { username, password, auth } } });
}
