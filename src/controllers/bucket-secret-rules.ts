import { findInSecret, SecretCondition } from './find-secret';
import { hasKey, hasText, KnownSecret } from './known-secret';
import { parseGoUrl } from './parse-go-url';
import { readText } from './read-field';
import { readProvider } from './read-provider';
import type { RuntimeRule } from './runtime-rule';

const BUCKET = ['Bucket'] as const;
const AZURE_KEYS = ['clientId', 'accountKey', 'sasKey', 'authorityHost'];

/** Rules about the keys of the Secrets that a Bucket names. */
export const BUCKET_SECRET_RULES: readonly RuntimeRule[] = [
  {
    id: 'BUCKET_S3_SECRET_KEYS',
    row: 'B3',
    kinds: BUCKET,
    severity: 'error',
    message: 'names a Secret that must hold accesskey and secretkey',
    cause: 'For the providers generic and aws the static keys are read from accesskey and secretkey.',
    remedy: 'Add the missing key.',
    find: inSecretOf(['generic', 'aws'], (secret) => !(hasKey(secret, 'accesskey') && hasKey(secret, 'secretkey'))),
  },
  {
    id: 'BUCKET_GCP_SECRET_KEYS',
    row: 'B4',
    kinds: BUCKET,
    severity: 'error',
    message: 'names a Secret that must hold serviceaccount',
    cause: 'For the provider gcp the JSON key is read from serviceaccount.',
    remedy: 'Add the key serviceaccount.',
    find: inSecretOf(['gcp'], (secret) => !hasKey(secret, 'serviceaccount')),
  },
  {
    id: 'BUCKET_AZURE_SECRET_KEYS',
    row: 'B5',
    kinds: BUCKET,
    severity: 'error',
    message: 'names a Secret that must hold clientId, accountKey or sasKey',
    cause: 'For the provider azure one of these keys says how to log in.',
    remedy: 'Add the key; tenantId and clientSecret need clientId.',
    find: inSecretOf(['azure'], (secret) => !AZURE_KEYS.some((key) => hasKey(secret, key))),
  },
  {
    id: 'BUCKET_AZURE_AUTHORITY_ONLY',
    row: 'B6',
    kinds: BUCKET,
    since: '2.4',
    severity: 'error',
    message: 'names a Secret with authorityHost but no credentials',
    cause: 'With authorityHost alone the client is built without an endpoint.',
    remedy: 'Add clientId, accountKey or sasKey, or remove the secretRef.',
    find: inSecretOf(['azure'], (secret) => secret.keys.length === 1 && hasKey(secret, 'authorityHost')),
  },
  {
    id: 'BUCKET_AZURE_ACCOUNT_ENDPOINT',
    row: 'B7',
    kinds: BUCKET,
    severity: 'error',
    message: 'names a Secret with an accountKey, for which the endpoint must name the account: https://account.blob.core.windows.net',
    cause: 'The name of the account is the first label of the endpoint\'s host.',
    remedy: 'Write the endpoint with scheme and account.',
    find: inSecretOf(['azure'], (secret, { object }) => {
      const url = parseGoUrl(readText(object, 'spec.endpoint') ?? '');
      const labels = (url?.host ?? '').replace(/:[0-9]*$/, '').split('.');
      return hasKey(secret, 'accountKey') && !hasKey(secret, 'clientId') && url !== undefined && labels.length < 3;
    }),
  },
  {
    id: 'BUCKET_AZURE_TOKEN_OVER_HTTP',
    row: 'B8',
    kinds: BUCKET,
    severity: 'error',
    message: 'names a Secret with a clientId, whose tokens need an https:// endpoint',
    cause: 'The Azure client sends tokens over TLS only; plain HTTP works with accountKey or sasKey.',
    remedy: 'Use https://, or accountKey or sasKey.',
    find: inSecretOf(['azure'], (secret, { object }) =>
      hasText(secret, 'clientId') && !hasKey(secret, 'accountKey') && !hasKey(secret, 'sasKey') &&
      parseGoUrl(readText(object, 'spec.endpoint') ?? '')?.scheme === 'http'),
  },
  {
    id: 'BUCKET_STS_SECRET_KEYS',
    row: 'B12',
    kinds: BUCKET,
    since: '2.4',
    severity: 'error',
    message: 'names a Secret that must hold username and password',
    cause: 'The login to the token service by LDAP needs both.',
    remedy: 'Add the missing key.',
    find: (subject) => (readText(subject.object, 'spec.sts.provider') === 'ldap'
      ? findInSecret('spec.sts.secretRef.name', (secret) => !(hasText(secret, 'username') && hasText(secret, 'password')))(subject) : []),
  },
  {
    id: 'BUCKET_AZURE_SECRET_KEYS_IGNORED',
    row: 'B-S6',
    kinds: BUCKET,
    severity: 'warning',
    message: 'names a Secret with keys that are ignored',
    cause: 'One way to log in counts: client secret, else client certificate, else managed identity (clientId alone), else accountKey, else sasKey.',
    remedy: 'Remove the other keys.',
    find: inSecretOf(['azure'], (secret) => {
      const keys = listIgnored(secret);
      return keys.length > 0 && `names a Secret with keys that are ignored: ${keys.join(', ')}`;
    }),
  },
];

function inSecretOf(providers: readonly string[], isBroken: SecretCondition): RuntimeRule['find'] {
  const find = findInSecret('spec.secretRef.name', isBroken);
  return (subject) => (providers.includes(readProvider(subject.object)) ? find(subject) : []);
}

function listIgnored(secret: KnownSecret): string[] {
  const present = (keys: readonly string[]) => keys.filter((key) => hasKey(secret, key));
  if (!hasKey(secret, 'clientId')) {
    return hasKey(secret, 'accountKey') ? present(['sasKey']) : [];
  }
  const isPrincipal = hasKey(secret, 'tenantId') && (hasKey(secret, 'clientSecret') || hasKey(secret, 'clientCertificate'));
  if (!isPrincipal) {
    return present(['tenantId', 'accountKey', 'sasKey']);
  }
  return present([...(hasKey(secret, 'clientSecret') ? ['clientCertificate'] : []), 'accountKey', 'sasKey']);
}
