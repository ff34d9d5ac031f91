import { findInSecret, SecretCondition } from './find-secret';
import { TLS_KEYS } from './has-tls-keys';
import { isEncryptedKey } from './is-encrypted-key';
import { hasKey, hasText, KnownSecret, readValue } from './known-secret';
import type { GoUrl } from './parse-go-url';
import { readText } from './read-field';
import { isHttp, readGitUrl } from './read-git-url';
import { readProvider } from './read-provider';
import type { RuleSubject, RuntimeRule } from './runtime-rule';

const GIT = ['GitRepository'] as const;

/** Rules about the keys of the Secrets that a GitRepository names. */
export const GIT_SECRET_RULES: readonly RuntimeRule[] = [
  {
    id: 'GIT_SSH_SECRET_KEYS',
    row: 'G2',
    kinds: GIT,
    severity: 'error',
    message: 'names a Secret that must hold identity and known_hosts for an SSH URL',
    cause: 'Over SSH the controller reads the private key from identity and the known hosts from known_hosts.',
    remedy: 'Give the Secret both keys; ssh-privatekey is not read.',
    find: inSecret((secret, { scheme }) => scheme === 'ssh' && !(hasText(secret, 'identity') && hasText(secret, 'known_hosts'))),
  },
  {
    id: 'GIT_SECRET_USERNAME_MISSING',
    row: 'G3',
    kinds: GIT,
    severity: 'error',
    message: 'names a Secret with a password but no username',
    cause: 'The controller refuses a password without a user.',
    remedy: 'Add the key username; with a token alone, use the key bearerToken.',
    find: inSecret((secret, url, { object }) => isHttp(url) && readProvider(object) === 'generic' && (url.user ?? '') === '' &&
      hasText(secret, 'password') && !hasText(secret, 'username') && !hasKey(secret, 'bearerToken')),
  },
  {
    id: 'GIT_BASIC_AND_BEARER',
    row: 'G4',
    kinds: GIT,
    severity: 'error',
    message: 'names a Secret with a bearerToken, but the URL names a user: only one of both may be set',
    cause: 'The controller refuses two ways of logging in at once.',
    remedy: 'Remove the user from the URL.',
    find: inSecret((secret, url, { object }) => isHttp(url) && readProvider(object) === 'generic' && (url.user ?? '') !== '' && hasText(secret, 'bearerToken')),
  },
  {
    id: 'GIT_GITHUB_SECRET_KEYS',
    row: 'G6',
    kinds: GIT,
    since: '2.5',
    severity: 'error',
    message: 'names a Secret that must hold githubAppID and githubAppPrivateKey for the provider github',
    cause: 'The provider github logs in as a GitHub App, which needs its ID and private key.',
    remedy: 'Add the missing key.',
    find: inGitHubSecret((secret) => !(hasText(secret, 'githubAppID') && hasText(secret, 'githubAppPrivateKey'))),
  },
  {
    id: 'GIT_GITHUB_INSTALLATION',
    row: 'G7',
    kinds: GIT,
    since: '2.5',
    severity: 'error',
    message: 'names a Secret that must hold exactly one of githubAppInstallationID and githubAppInstallationOwner',
    cause: 'The installation of the GitHub App is found by its ID or, from Flux 2.8 on, by its owner; not by both.',
    remedy: 'Keep one of the two keys.',
    find: inGitHubSecret(lacksInstallation),
  },
  {
    id: 'GIT_GITHUB_BASIC_AUTH',
    row: 'G8',
    kinds: GIT,
    since: '2.7',
    severity: 'error',
    message: 'names a Secret with only one of username and password beside the GitHub App',
    cause: 'The controller reads user and password too, and refuses half of them.',
    remedy: 'Remove the key.',
    find: inGitHubSecret((secret) => hasKey(secret, 'username') !== hasKey(secret, 'password')),
  },
  {
    id: 'GIT_GITHUB_PROVIDER_MISSING',
    row: 'G9',
    kinds: GIT,
    since: '2.5',
    severity: 'error',
    message: 'names a Secret of a GitHub App, which needs the provider github',
    cause: 'The controller refuses the data of a GitHub App with another provider.',
    remedy: 'Set the provider to github.',
    find: inSecret((secret, _url, { object }) => readProvider(object) === 'generic' && hasText(secret, 'githubAppID')),
  },
  {
    id: 'GIT_VERIFY_SECRET_EMPTY',
    row: 'G18',
    kinds: GIT,
    severity: 'error',
    message: 'names a Secret without any key: no signature can be checked',
    cause: 'The public keys to check signatures with are the values of the Secret.',
    remedy: 'Add a PGP public key, such as author.asc.',
    find: findInSecret('spec.verify.secretRef.name', (secret) => secret.keys.length === 0),
  },
  {
    id: 'GIT_SSH_PASSPHRASE_MISSING',
    row: 'G23',
    kinds: GIT,
    severity: 'error',
    message: 'names a Secret whose identity is an encrypted key, but that has no password to decrypt it',
    cause: 'The controller cannot use an encrypted private key without its passphrase.',
    remedy: 'Add the key password, or use an unencrypted key.',
    find: inSecret((secret, { scheme }) => scheme === 'ssh' && !hasText(secret, 'password') && isEncryptedKey(readValue(secret, 'identity') ?? '')),
  },
  {
    id: 'GIT_SSH_PROXY',
    row: 'G24',
    kinds: GIT,
    severity: 'error',
    message: 'names a Secret whose address must be socks5:// for an SSH URL',
    cause: 'SSH goes through SOCKS5 proxies only.',
    remedy: 'Use a socks5:// proxy, or an https:// URL.',
    find: findInSecret('spec.proxySecretRef.name', (secret, { object }) =>
      readGitUrl(object)?.scheme === 'ssh' && /^https?:\/\//.test(readValue(secret, 'address') ?? '')),
  },
  {
    id: 'GIT_HTTP_SECRET_KEYS_IGNORED',
    row: 'G-S11',
    kinds: GIT,
    severity: 'warning',
    message: 'names a Secret with keys that are ignored',
    cause: 'Over HTTP(S) only bearerToken, else username and password, and for https:// ca.crt and a whole key pair count.',
    remedy: 'Remove the keys, or write those that count.',
    find: inSecret((secret, url, { object }) => (readProvider(object) === 'generic' && isHttp(url) ? listIgnored(secret, findIgnoredOverHttp(secret, url)) : false)),
  },
  {
    id: 'GIT_SSH_SECRET_KEYS_IGNORED',
    row: 'G-S12',
    kinds: GIT,
    severity: 'warning',
    message: 'names a Secret with keys that are ignored',
    cause: 'Over SSH the user comes from the URL, and neither tokens nor TLS keys count.',
    remedy: 'Remove the keys; write the user into the URL.',
    find: inSecret((secret, { scheme }) => (scheme === 'ssh' ? listIgnored(secret, ['username', 'bearerToken', ...TLS_KEYS]) : false)),
  },
];

function inSecret(isBroken: (secret: KnownSecret, url: GoUrl, subject: RuleSubject) => boolean | string): RuntimeRule['find'] {
  const condition: SecretCondition = (secret, subject) => {
    const url = readGitUrl(subject.object);
    return url !== undefined && isBroken(secret, url, subject);
  };
  return findInSecret('spec.secretRef.name', condition);
}

function inGitHubSecret(isBroken: SecretCondition): RuntimeRule['find'] {
  const find = findInSecret('spec.secretRef.name', isBroken);
  return (subject) => (readText(subject.object, 'spec.provider') === 'github' ? find(subject) : []);
}

function lacksInstallation(secret: KnownSecret, { isAtLeast }: RuleSubject): boolean {
  const byId = hasText(secret, 'githubAppInstallationID');
  return isAtLeast('2.8') ? byId === hasText(secret, 'githubAppInstallationOwner') : !byId;
}

function findIgnoredOverHttp(secret: KnownSecret, { scheme }: GoUrl): string[] {
  const ignored = ['identity', 'identity.pub', 'known_hosts', 'token', 'certFile', 'keyFile'];
  if (hasKey(secret, 'bearerToken')) {
    ignored.push('username', 'password');
  }
  if (hasKey(secret, 'ca.crt')) {
    ignored.push('caFile');
  }
  if (hasKey(secret, 'tls.crt') !== hasKey(secret, 'tls.key')) {
    ignored.push('tls.crt', 'tls.key');
  }
  return scheme === 'http' ? [...ignored, ...TLS_KEYS] : ignored;
}

function listIgnored(secret: KnownSecret, ignored: readonly string[]): false | string {
  const keys = secret.keys.filter((key) => ignored.includes(key));
  return keys.length > 0 && `names a Secret with keys that are ignored: ${keys.join(', ')}`;
}
