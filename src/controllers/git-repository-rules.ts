import { findString, isSet, readProvider, readString } from './fields';
import type { RuleSubject, RuntimeRule } from './rule';
import { suggestUrl } from './suggest-url';
import { isHttp, isToken, parseGoUrl, readGitUrl } from './urls';
import type { GoUrl } from './urls';

const GIT = ['GitRepository'] as const;
const CODECOMMIT = /^git-codecommit(-fips)?\.[^.]+\.amazonaws\.com(\.cn)?(:[0-9]*)?$/;

/** Hosts that certainly do not belong to a provider. Servers of one's own can have any name. */
const FOREIGN_HOSTS: Readonly<Record<string, RegExp>> = {
  azure: /^(www\.)?(github\.com|gitlab\.com|bitbucket\.org|codeberg\.org|gitea\.com|git\.sr\.ht)$|^git-codecommit\.[^.]+\.amazonaws\.com$/,
  github: /^(www\.)?(gitlab\.com|bitbucket\.org|codeberg\.org|gitea\.com|git\.sr\.ht|dev\.azure\.com)$|\.visualstudio\.com$|^git-codecommit\.[^.]+\.amazonaws\.com$/,
};

/** Rules about the URL and the provider of a GitRepository. */
export const GIT_REPOSITORY_RULES: readonly RuntimeRule[] = [
  {
    id: 'GIT_URL_INVALID',
    kinds: GIT,
    field: 'url',
    severity: 'error',
    message: 'must be a URL such as ssh://git@host/org/repo.git, with a slash after the host, not a colon',
    cause: 'Go cannot parse the URL. Common reasons are host:org/repo as in scp, a wrong % escape, and a space in the host.',
    remedy: 'write ssh://git@host/org/repo.git or https://host/org/repo.git',
    find: findString(
      'spec.url', (url) => /^(https?|ssh):\/\//.test(url) && parseGoUrl(url) === undefined, (url) => suggestUrl('GitRepository', url),
    ),
  },
  {
    id: 'GIT_SSH_HOST_MISSING',
    kinds: GIT,
    field: 'url',
    severity: 'error',
    message: 'must name a host',
    cause: 'The controller refuses an SSH URL without a host.',
    remedy: 'write ssh://git@host/org/repo.git',
    find: findUrl((url) => url.scheme === 'ssh' && url.host === ''),
  },
  {
    id: 'GIT_SSH_SECRET_MISSING',
    kinds: GIT,
    field: 'url',
    severity: 'error',
    message: 'needs a Secret with the keys identity and known_hosts: Flux has no anonymous SSH',
    cause: 'SSH requires a private key and known hosts.',
    remedy: 'name the Secret in {spec.secretRef}, or use an https:// URL',
    find: findUrl((url, { object }) => url.scheme === 'ssh' && !isSet(object, 'spec.secretRef') && readProvider(object) !== 'github'),
  },
  {
    id: 'GIT_GITHUB_SECRET_MISSING',
    kinds: GIT,
    field: 'provider',
    since: '2.5',
    severity: 'error',
    message: 'needs a Secret with the data of a GitHub App',
    cause: 'The provider github logs in as a GitHub App, and reads its data from the Secret.',
    remedy: 'name the Secret in {spec.secretRef}, or remove the provider',
    find: findString('spec.provider', (provider, { object }) => provider === 'github' && !isSet(object, 'spec.secretRef')),
  },
  {
    id: 'GIT_AWS_URL',
    kinds: GIT,
    field: 'url',
    since: '2.9',
    severity: 'error',
    message: 'must be https://git-codecommit.<region>.amazonaws.com/… with the provider aws',
    cause: 'The provider aws only supports CodeCommit over HTTPS.',
    remedy: 'use the HTTPS URL of CodeCommit, or change {spec.provider}',
    find: findUrl((url, { object }) => readProvider(object) === 'aws' && !(url.scheme === 'https' && CODECOMMIT.test(url.host))),
  },
  {
    id: 'GIT_PROVIDER_OVER_SSH',
    kinds: GIT,
    field: 'provider',
    severity: 'warning',
    message: 'only works over HTTPS, but the URL is ssh://',
    cause: 'The providers azure and github issue tokens, which SSH cannot use.',
    remedy: 'use the https:// URL, or remove the provider and keep the SSH key',
    find: findString('spec.provider', (provider, { object }) =>
      (provider === 'azure' || provider === 'github') && (readString(object, 'spec.url') ?? '').startsWith('ssh://')),
  },
  {
    id: 'GIT_PASSWORD_IN_URL',
    kinds: GIT,
    field: 'url',
    severity: 'error',
    message: 'has a password but no username',
    cause: 'The controller refuses a password without a username.',
    remedy: 'put both into a Secret and name it in {spec.secretRef}',
    find: findUrl((url, { object }) => isHttp(url) && url.user === '' && (url.password ?? '') !== '' &&
      isGeneric(object) && !isSet(object, 'spec.secretRef')),
  },
  {
    id: 'GIT_CREDENTIALS_IN_URL',
    kinds: GIT,
    field: 'url',
    severity: 'warning',
    message: 'has a password or a token in it, which ends up in Git in plain text, and in the status of the object',
    cause: 'The URL is not confidential: whoever can read the repository or the object can read the password.',
    remedy: 'put username and password into a Secret and name it in {spec.secretRef}; replace the password, as it may have been read already',
    // The URL is not shown: a token can be anywhere in it.
    find: (subject) => findUrl((url) => (url.user ?? '') !== '' && ((url.password ?? '') !== '' || isToken(url.user ?? '')))(subject)
      .map(({ steps }) => ({ steps })),
  },
  {
    id: 'GIT_PROVIDER_HOST',
    kinds: GIT,
    field: 'provider',
    severity: 'warning',
    message: 'sends its token to the host of the URL, which belongs to another provider',
    cause: 'The providers azure and github do not check the host. The token of the cloud identity or the GitHub App is sent to whatever it is.',
    remedy: 'correct {spec.url}, or remove the provider and name a Secret in {spec.secretRef}',
    find: findString('spec.provider', (provider, { object }) => {
      const url = readGitUrl(object);
      const host = (url?.host ?? '').toLowerCase().replace(/:[0-9]*$/, '');
      return isHttp(url) && Object.hasOwn(FOREIGN_HOSTS, provider) && FOREIGN_HOSTS[provider].test(host);
    }),
  },
  {
    id: 'GIT_PROVIDER_IGNORES_SECRET',
    kinds: GIT,
    field: 'provider',
    severity: 'warning',
    message: 'logs in with a cloud identity: username, password and token of the Secret are ignored, only its TLS keys count',
    cause: 'With the providers azure and aws the cloud identity replaces the credentials of the Secret.',
    remedy: 'remove {spec.secretRef}, or the provider',
    find: findString('spec.provider', (provider, { object }) =>
      (provider === 'azure' || provider === 'aws') && isSet(object, 'spec.secretRef') && isHttp(readGitUrl(object))),
  },
  {
    id: 'GIT_CREDENTIALS_IN_CLEAR',
    kinds: GIT,
    field: 'url',
    severity: 'warning',
    message: 'is http://: the credentials are sent unencrypted',
    cause: 'The controller sends credentials over plain HTTP without a warning.',
    remedy: 'use https://',
    find: findUrl((url, { object }) => url.scheme === 'http' &&
      (url.user !== undefined || isSet(object, 'spec.secretRef') || !isGeneric(object))),
  },
];

function findUrl(isBroken: (url: GoUrl, subject: RuleSubject) => boolean): RuntimeRule['find'] {
  return findString('spec.url', (text, subject) => {
    const url = parseGoUrl(text);
    return url !== undefined && isBroken(url, subject);
  });
}

function isGeneric(object: unknown): boolean {
  return readProvider(object) === 'generic';
}
