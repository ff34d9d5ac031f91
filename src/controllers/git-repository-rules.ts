import { findText } from './find-text';
import { GoUrl, parseGoUrl } from './parse-go-url';
import { isSet, readText } from './read-field';
import { isHttp, readGitUrl } from './read-git-url';
import { readProvider } from './read-provider';
import type { RuleSubject, RuntimeRule } from './runtime-rule';

const GIT = ['GitRepository'] as const;
const CODECOMMIT = /^git-codecommit(-fips)?\.[^.]+\.amazonaws\.com(\.cn)?(:[0-9]*)?$/;

/** Rules about a GitRepository's URL and provider. */
export const GIT_REPOSITORY_RULES: readonly RuntimeRule[] = [
  {
    id: 'GIT_URL_INVALID',
    row: 'G1',
    kinds: GIT,
    severity: 'error',
    message: 'must be a URL such as ssh://git@host/org/repo.git (a slash after the host, not a colon)',
    cause: 'Go cannot read the URL: most often host:org/repo as in scp, a wrong % escape, or a space in the host.',
    remedy: 'Write ssh://git@host/org/repo.git or https://host/org/repo.git.',
    find: findText('spec.url', (url) => /^(https?|ssh):\/\//.test(url) && parseGoUrl(url) === undefined),
  },
  {
    id: 'GIT_SSH_HOST_MISSING',
    row: 'G2',
    kinds: GIT,
    severity: 'error',
    message: 'must name a host',
    cause: 'An SSH URL without a host leads nowhere.',
    remedy: 'Write ssh://git@host/org/repo.git.',
    find: findUrl((url) => url.scheme === 'ssh' && url.host === ''),
  },
  {
    id: 'GIT_SSH_SECRET_MISSING',
    row: 'G2',
    kinds: GIT,
    severity: 'error',
    message: 'needs a secretRef with the keys identity and known_hosts: Flux has no anonymous SSH',
    cause: 'Over SSH a private key and the known hosts are required.',
    remedy: 'Name a Secret with identity and known_hosts, or use an https:// URL.',
    find: findUrl((url, { object }) => url.scheme === 'ssh' && !isSet(object, 'spec.secretRef') && readProvider(object) !== 'github'),
  },
  {
    id: 'GIT_GITHUB_SECRET_MISSING',
    row: 'G5',
    kinds: GIT,
    since: '2.5',
    severity: 'error',
    message: 'needs a secretRef with the data of a GitHub App',
    cause: 'The provider github logs in as a GitHub App, whose data it reads from the Secret.',
    remedy: 'Name the Secret, or remove the provider.',
    find: findText('spec.provider', (provider, { object }) => provider === 'github' && !isSet(object, 'spec.secretRef')),
  },
  {
    id: 'GIT_AWS_URL',
    row: 'G10',
    kinds: GIT,
    since: '2.9',
    severity: 'error',
    message: 'must be https://git-codecommit.<region>.amazonaws.com/… with the provider aws',
    cause: 'The provider aws supports CodeCommit over HTTPS only.',
    remedy: 'Use the HTTPS URL of CodeCommit, or another provider.',
    find: findUrl((url, { object }) => readProvider(object) === 'aws' && !(url.scheme === 'https' && CODECOMMIT.test(url.host))),
  },
  {
    id: 'GIT_PROVIDER_OVER_SSH',
    row: 'G11',
    kinds: GIT,
    severity: 'warning',
    message: 'logs in over HTTPS only, but the URL is ssh://',
    cause: 'The providers azure and github give tokens, which SSH has no use for.',
    remedy: 'Use the https:// URL, or remove the provider and keep the SSH key.',
    find: findText('spec.provider', (provider, { object }) =>
      (provider === 'azure' || provider === 'github') && (readText(object, 'spec.url') ?? '').startsWith('ssh://')),
  },
  {
    id: 'GIT_PASSWORD_IN_URL',
    row: 'G3',
    kinds: GIT,
    severity: 'error',
    message: 'has a password but no user',
    cause: 'The controller refuses a password without a user.',
    remedy: 'Put both into a Secret and name it in secretRef.',
    find: findUrl((url, { object }) => isHttp(url) && url.user === '' && (url.password ?? '') !== '' &&
      isGeneric(object) && !isSet(object, 'spec.secretRef')),
  },
  {
    id: 'GIT_PROVIDER_IGNORES_SECRET',
    row: 'G-S13',
    kinds: GIT,
    severity: 'warning',
    message: 'logs in with a cloud identity: user, password and token of the secretRef are ignored, only its TLS keys count',
    cause: 'With the providers azure and aws the cloud identity replaces the credentials of the Secret.',
    remedy: 'Remove the secretRef, or the provider.',
    find: findText('spec.provider', (provider, { object }) =>
      (provider === 'azure' || provider === 'aws') && isSet(object, 'spec.secretRef') && isHttp(readGitUrl(object))),
  },
  {
    id: 'GIT_CREDENTIALS_IN_CLEAR',
    row: 'G-S14',
    kinds: GIT,
    severity: 'warning',
    message: 'is http://: the credentials travel unencrypted',
    cause: 'The controller sends credentials over plain HTTP without complaint.',
    remedy: 'Use https://.',
    find: findUrl((url, { object }) => url.scheme === 'http' &&
      (url.user !== undefined || isSet(object, 'spec.secretRef') || !isGeneric(object))),
  },
];

function findUrl(isBroken: (url: GoUrl, subject: RuleSubject) => boolean): RuntimeRule['find'] {
  return findText('spec.url', (text, subject) => {
    const url = parseGoUrl(text);
    return url !== undefined && isBroken(url, subject);
  });
}

function isGeneric(object: unknown): boolean {
  return readProvider(object) === 'generic';
}
