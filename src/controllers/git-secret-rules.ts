import { readProvider, readString } from './fields';
import { isKnownHost, readSshHost } from './known-hosts';
import type { RuleSubject, RuntimeRule } from './rule';
import { describeIgnored, findInSecret, findSecret } from './secret-conditions';
import type { SecretCondition } from './secret-conditions';
import { hasKey, hasValue, readValue } from './secret-index';
import type { KnownSecret } from './secret-index';
import { isHttp, readGitUrl } from './urls';
import type { GoUrl } from './urls';

const GIT = ['GitRepository'] as const;
const SECRET = 'spec.secretRef.name';

/** The keys of a Git Secret that configure TLS, the old names included. */
const TLS_KEYS = ['ca.crt', 'tls.crt', 'tls.key', 'caFile', 'certFile', 'keyFile'];

/** What Secrets for proxies, registries, buckets and SSH in other tools have. */
const OTHER_KEYS = ['address', '.dockerconfigjson', 'accesskey', 'secretkey', 'ssh-privatekey'];

/** Rules about the keys of the Secrets that a GitRepository names. */
export const GIT_SECRET_RULES: readonly RuntimeRule[] = [
  {
    id: 'GIT_SSH_SECRET_KEYS',
    kinds: GIT,
    field: 'secretRef',
    severity: 'error',
    message: 'names a Secret that must have identity and known_hosts for an SSH URL',
    cause: 'Over SSH the controller reads the private key from identity and the known hosts from known_hosts.',
    remedy: 'give the Secret both keys; ssh-privatekey is not read',
    find: inSecret((secret, { scheme }) => scheme === 'ssh' && !(hasValue(secret, 'identity') && hasValue(secret, 'known_hosts'))),
  },
  {
    id: 'GIT_SECRET_USERNAME_MISSING',
    kinds: GIT,
    field: 'secretRef',
    severity: 'error',
    message: 'names a Secret with a password but no username',
    cause: 'The controller refuses a password without a username. Git servers that take a token as the password want a username, too.',
    remedy: 'add the key username; with a token as the password, most servers accept any username, such as git',
    find: inSecret((secret, url, { object }) => isHttp(url) && readProvider(object) === 'generic' && (url.user ?? '') === '' &&
      hasValue(secret, 'password') && !hasValue(secret, 'username') && !hasKey(secret, 'bearerToken')),
  },
  {
    id: 'GIT_BASIC_AND_BEARER',
    kinds: GIT,
    field: 'secretRef',
    severity: 'error',
    message: 'names a Secret with a bearerToken, but the URL has a username: only one of them may be set',
    cause: 'The controller refuses two kinds of credentials at once.',
    remedy: 'remove the username from {spec.url}, or bearerToken from the Secret',
    find: inSecret((secret, url, { object }) => (
      isHttp(url) && readProvider(object) === 'generic' && (url.user ?? '') !== '' && hasValue(secret, 'bearerToken')
    )),
  },
  {
    id: 'GIT_GITHUB_SECRET_KEYS',
    kinds: GIT,
    field: 'secretRef',
    since: '2.5',
    severity: 'error',
    message: 'names a Secret that must have githubAppID and githubAppPrivateKey for the provider github',
    cause: 'The provider github logs in as a GitHub App, which needs its ID and private key.',
    remedy: 'add the missing key',
    find: inGitHubSecret((secret) => !(hasValue(secret, 'githubAppID') && hasValue(secret, 'githubAppPrivateKey'))),
  },
  {
    id: 'GIT_GITHUB_INSTALLATION',
    kinds: GIT,
    field: 'secretRef',
    since: '2.5',
    severity: 'error',
    message: 'names a Secret that must have exactly one of githubAppInstallationID and githubAppInstallationOwner',
    cause: 'The installation of the GitHub App is found by its ID or, from Flux 2.8, by its owner, not by both.',
    remedy: 'set one of the two keys; githubAppInstallationOwner needs Flux 2.8',
    find: inGitHubSecret(lacksInstallation),
  },
  {
    id: 'GIT_GITHUB_BASIC_AUTH',
    kinds: GIT,
    field: 'secretRef',
    since: '2.7',
    severity: 'error',
    message: 'names a Secret with only one of username and password beside the GitHub App',
    cause: 'The controller also reads username and password, and refuses one without the other.',
    remedy: 'remove username and password',
    find: inGitHubSecret((secret) => hasKey(secret, 'username') !== hasKey(secret, 'password')),
  },
  {
    id: 'GIT_GITHUB_PROVIDER_MISSING',
    kinds: GIT,
    field: 'secretRef',
    since: '2.5',
    severity: 'error',
    message: 'names a Secret of a GitHub App, which needs the provider github',
    cause: 'The controller refuses the data of a GitHub App with any other provider.',
    remedy: 'set {spec.provider} to github',
    find: inSecret((secret, _url, { object }) => readProvider(object) === 'generic' && hasValue(secret, 'githubAppID')),
  },
  {
    id: 'GIT_VERIFY_SECRET_EMPTY',
    kinds: GIT,
    field: 'verify',
    severity: 'error',
    message: 'names a Secret without any key: no signature can be verified',
    cause: 'The values of the Secret are the public keys that signatures are verified with.',
    remedy: 'add a PGP public key, such as author.asc',
    find: findInSecret('spec.verify.secretRef.name', (secret) => secret.keys.length === 0),
  },
  {
    id: 'GIT_SSH_PASSPHRASE_MISSING',
    kinds: GIT,
    field: 'secretRef',
    severity: 'error',
    message: 'names a Secret whose identity is an encrypted private key, without its passphrase',
    cause: 'The controller cannot use an encrypted private key without its passphrase, which it reads from the key password.',
    remedy: 'add the passphrase as the key password, or use an unencrypted private key',
    find: inSecret((secret, { scheme }) => scheme === 'ssh' && !hasValue(secret, 'password') && isEncryptedKey(readValue(secret, 'identity') ?? '')),
  },
  {
    id: 'GIT_SSH_PROXY',
    kinds: GIT,
    field: 'proxySecretRef',
    severity: 'error',
    message: 'names a Secret whose address must be socks5:// for an SSH URL',
    cause: 'SSH only works through SOCKS5 proxies.',
    remedy: 'use a socks5:// proxy, or an https:// URL in {spec.url}',
    find: findInSecret('spec.proxySecretRef.name', (secret, { object }) =>
      readGitUrl(object)?.scheme === 'ssh' && /^https?:\/\//.test(readValue(secret, 'address') ?? '')),
  },
  {
    id: 'GIT_HTTP_SECRET_KEYS_IGNORED',
    kinds: GIT,
    field: 'secretRef',
    severity: 'warning',
    message: 'names a Secret with keys that are ignored',
    cause: 'HTTP and HTTPS use bearerToken, else username and password. HTTPS also uses ca.crt and a complete pair of tls.crt and tls.key. Access without any of them is anonymous.',
    remedy: 'remove these keys, or use those that count: username and password, bearerToken, ca.crt, tls.crt and tls.key',
    find: inSecret((secret, url, { object }) => {
      if (readProvider(object) !== 'generic' || !isHttp(url)) {
        return false;
      }
      const ignored = listIgnoredOverHttp(secret, url);
      return describeAnonymous(secret, url) || describeIgnored(secret, (key) => ignored.includes(key));
    }),
  },
  {
    id: 'GIT_BEARER_HOST',
    kinds: GIT,
    field: 'secretRef',
    severity: 'warning',
    message: 'names a Secret with a bearerToken, which github.com, gitlab.com and bitbucket.org do not accept from Git',
    cause: 'These servers want basic authentication for Git, with the token as the password.',
    remedy: 'use the keys username and password instead: any username, such as git (x-token-auth for bitbucket.org), and the token as the password',
    find: inSecret((secret, url, { object }) => (
      readProvider(object) === 'generic' && url.scheme === 'https' && isOneOf(url, BASIC_AUTH_HOSTS) && hasValue(secret, 'bearerToken')
    )),
  },
  {
    id: 'GIT_KNOWN_HOSTS',
    kinds: GIT,
    field: 'secretRef',
    severity: 'error',
    message: 'names a Secret whose known_hosts does not have the host of the URL',
    cause: 'The controller only connects to hosts whose key is in known_hosts. For a port other than 22 the host is written as [host]:port.',
    remedy: 'add the lines of ssh-keyscan for the host in {spec.url}; with a port, those of ssh-keyscan -p',
    find: inSecret((secret, url) => {
      const host = url.scheme === 'ssh' ? readSshHost(url) : undefined;
      const isKnown = host === undefined ? undefined : isKnownHost(readValue(secret, 'known_hosts') ?? '', host);
      return isKnown === false && `names a Secret whose known_hosts does not have ${host}, the host of the URL`;
    }),
  },
  {
    id: 'GIT_SSH_SECRET_KEYS_IGNORED',
    kinds: GIT,
    field: 'secretRef',
    severity: 'warning',
    message: 'names a Secret with keys that are ignored',
    cause: 'SSH takes the username from the URL, and uses neither tokens nor TLS keys.',
    remedy: 'remove these keys, and write the username into {spec.url}',
    find: inSecret((secret, { scheme }) => scheme === 'ssh' && describeIgnored(secret, (key) => ['username', 'bearerToken', ...TLS_KEYS].includes(key))),
  },
];

/** Servers that want a token as the password. They also have certificates of public authorities, and know no client certificates. */
const BASIC_AUTH_HOSTS = ['github.com', 'gitlab.com', 'bitbucket.org'];

function isOneOf(url: GoUrl, hosts: readonly string[]): boolean {
  return hosts.includes(url.host.toLowerCase().replace(/^www\.|:443$/g, ''));
}

/** The message about a Secret that gives no access at all, or `false`. TLS keys alone are enough for servers of one's own. */
function describeAnonymous(secret: KnownSecret, url: GoUrl): string | false {
  const isLogin = ['username', 'password', 'bearerToken', 'githubAppID'].some((key) => hasKey(secret, key));
  const isTls = TLS_KEYS.some((key) => hasKey(secret, key)) && !isOneOf(url, BASIC_AUTH_HOSTS);
  return secret.keys.length > 0 && !isLogin && !isTls && (url.user ?? '') === ''
    && `names a Secret without a login for Git over HTTP and HTTPS: access is anonymous, and these keys are ignored: ${secret.keys.join(', ')}`;
}

/** Whether the Secret of a GitRepository is known to have TLS settings. */
export function hasTlsKeys(subject: RuleSubject): boolean {
  const secret = findSecret(subject, readString(subject.object, SECRET));
  return secret !== undefined && TLS_KEYS.some((key) => hasKey(secret, key));
}

function inSecret(isBroken: (secret: KnownSecret, url: GoUrl, subject: RuleSubject) => boolean | string): RuntimeRule['find'] {
  return findInSecret(SECRET, (secret, subject) => {
    const url = readGitUrl(subject.object);
    return url !== undefined && isBroken(secret, url, subject);
  });
}

function inGitHubSecret(isBroken: SecretCondition): RuntimeRule['find'] {
  const find = findInSecret(SECRET, isBroken);
  return (subject) => (readString(subject.object, 'spec.provider') === 'github' ? find(subject) : []);
}

function lacksInstallation(secret: KnownSecret, { isAtLeast }: RuleSubject): boolean | string {
  const byId = hasValue(secret, 'githubAppInstallationID');
  if (isAtLeast('2.8')) {
    return byId === hasValue(secret, 'githubAppInstallationOwner');
  }
  return !byId && 'names a Secret that must have githubAppInstallationID';
}

/** Whether a private key in PEM is encrypted: as PKCS#8, in the old PEM way, or in OpenSSH's own format. */
function isEncryptedKey(pem: string): boolean {
  if (/-----BEGIN ENCRYPTED PRIVATE KEY-----|^Proc-Type: 4,ENCRYPTED/m.test(pem)) {
    return true;
  }
  const body = /-----BEGIN OPENSSH PRIVATE KEY-----([A-Za-z0-9+/=\s]*)-----END/.exec(pem)?.[1] ?? '';
  // The magic string and a NUL, then the length and the name of the cipher.
  const header = Buffer.from(body, 'base64').toString('latin1');
  return header.startsWith('openssh-key-v1\0') && header.slice(19, 23) !== 'none';
}

function listIgnoredOverHttp(secret: KnownSecret, { scheme }: GoUrl): string[] {
  const ignored = ['identity', 'identity.pub', 'known_hosts', 'token', 'certFile', 'keyFile', ...OTHER_KEYS];
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
