import { checkRegistryServer } from './check-address';
import { checkUsername } from './check-line';
import type { FluxSecretProps } from './flux-secret-props';
import type { RegistrySecretProps } from './registry-secret-props';
import { fieldsOf, line, plain } from './secret-recipe';
import type { SecretRecipe } from './secret-recipe';

export const REGISTRY: SecretRecipe = {
  fields: fieldsOf<Omit<RegistrySecretProps, keyof FluxSecretProps>>({
    server: plain('server', checkRegistryServer),
    username: plain('username', checkUsername),
    password: line('password'),
  }),
  type: () => 'kubernetes.io/dockerconfigjson',
  write: (texts) => new Map([['.dockerconfigjson', writeDockerConfig(texts.get('server')!, texts.get('username')!, texts.get('password')!)]]),
};

function writeDockerConfig(server: string, username: string, password: string): string {
  const auth = Buffer.from(`${username}:${password}`, 'utf8').toString('base64');
  return JSON.stringify({ auths: { [server]: { username, password, auth } } });
}
