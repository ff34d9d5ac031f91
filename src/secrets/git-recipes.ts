import { checkHttpsUrl } from './check-address';
import { checkDigits, checkLine, checkUsername } from './check-line';
import { checkCertificate, checkPrivateKey } from './check-pem';
import { checkKnownHosts, checkSshPublicKey } from './check-ssh';
import type { FluxSecretProps } from './flux-secret-props';
import type { GitBasicAuthSecretProps, GitBearerTokenSecretProps, GithubAppSecretProps, GitSshSecretProps } from './git-secret-props';
import { fieldsOf, line, optional, plain, value } from './secret-recipe';
import type { SecretRecipe } from './secret-recipe';

const CA = optional(value('ca.crt', checkCertificate));

export const GIT_BASIC_AUTH: SecretRecipe = {
  fields: fieldsOf<Omit<GitBasicAuthSecretProps, keyof FluxSecretProps>>({
    username: plain('username', checkUsername),
    password: line('password'),
    caCertificate: CA,
  }),
};

export const GIT_BEARER_TOKEN: SecretRecipe = {
  fields: fieldsOf<Omit<GitBearerTokenSecretProps, keyof FluxSecretProps>>({
    token: line('bearerToken'),
    caCertificate: CA,
  }),
};

export const GIT_SSH: SecretRecipe = {
  fields: fieldsOf<Omit<GitSshSecretProps, keyof FluxSecretProps>>({
    privateKey: value('identity', checkPrivateKey),
    knownHosts: value('known_hosts', checkKnownHosts),
    publicKey: optional(value('identity.pub', checkSshPublicKey)),
    password: optional(line('password')),
  }),
};

export const GITHUB_APP: SecretRecipe = {
  fields: fieldsOf<Omit<GithubAppSecretProps, keyof FluxSecretProps>>({
    appId: plain('githubAppID', checkDigits),
    privateKey: value('githubAppPrivateKey', checkPrivateKey),
    installationId: optional(plain('githubAppInstallationID', checkDigits)),
    installationOwner: optional(plain('githubAppInstallationOwner', checkLine)),
    baseUrl: optional(plain('githubAppBaseURL', checkHttpsUrl)),
    caCertificate: CA,
  }),
  type: () => 'Opaque',
  check: (given) => given.has('installationId') === given.has('installationOwner')
    ? [{ code: 'INPUT_CONFLICT', path: '', rule: 'must have exactly one of installationId and installationOwner' }]
    : [],
};
