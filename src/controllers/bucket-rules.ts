import { findString, isSet, readField, readProvider, readString, toSteps } from './fields';
import type { Finding, RuntimeRule } from './rule';
import { describeIgnored, findInSecret } from './secret-conditions';
import type { SecretCondition } from './secret-conditions';
import { hasKey, hasValue } from './secret-index';
import type { KnownSecret } from './secret-index';
import { suggestUrl } from './suggest-url';
import { parseGoUrl } from './urls';

const BUCKET = ['Bucket'] as const;
const STS_ENDPOINT = /^https:\/\/(.+\.)?sts(-fips)?(\.[^.]+)?(\.vpce)?\.amazonaws\.com$/;
const AZURE_KEYS = ['clientId', 'accountKey', 'sasKey', 'authorityHost'];

/** The hosts of well-known stores. Those of one's own can begin with any name. */
const STORES = new RegExp(`^(${[
  's3[.-].*amazonaws\\.com(\\.cn)?', 'oss-.*aliyuncs\\.com', '[a-z]{3}[0-9]\\.digitaloceanspaces\\.com', 's3\\..*(wasabisys|backblazeb2|linodeobjects)\\.com',
  '(s3|[a-z]{2}-[a-z]+-[0-9])\\.linodeobjects\\.com', 's3\\..*scw\\.cloud', '[0-9a-f]{32}\\.((eu|fedramp)\\.)?r2\\.cloudflarestorage\\.com',
  'cos\\..*myqcloud\\.com', 'obs\\..*myhuaweicloud\\.com', 's3\\..*ovh\\.net', 's3\\..*appdomain\\.cloud',
].join('|')})$`);

/** Stores that certainly do not belong to a provider. */
const FOREIGN_STORES: Readonly<Record<string, RegExp>> = {
  aws: /(^|\.)(googleapis\.com|blob\.core\.windows\.net|aliyuncs\.com|digitaloceanspaces\.com|r2\.cloudflarestorage\.com)$/,
  azure: /(^|\.)(amazonaws\.com|googleapis\.com|aliyuncs\.com|digitaloceanspaces\.com|r2\.cloudflarestorage\.com)$/,
};

/** Rules about the endpoint, name, provider and Secrets of a Bucket. */
export const BUCKET_RULES: readonly RuntimeRule[] = [
  {
    id: 'BUCKET_ENDPOINT_INVALID',
    kinds: BUCKET,
    field: 'endpoint',
    severity: 'error',
    message: 'must be a host with or without a port, such as s3.amazonaws.com or minio.example.com:9000, without scheme, path and bucket name',
    cause: 'For the providers generic and aws the endpoint is only a host.',
    remedy: 'write the host only; for plain HTTP set {spec.insecure} to true',
    find: ({ object }) => {
      const endpoint = readField(object, 'spec.endpoint');
      return typeof endpoint === 'string' && isS3(object) && isBadEndpoint(endpoint)
        ? [{ steps: toSteps('spec.endpoint'), received: endpoint, remedy: suggestUrl('Bucket', endpoint) }] : [];
    },
  },
  {
    id: 'BUCKET_NAME_IN_ENDPOINT',
    kinds: BUCKET,
    field: 'endpoint',
    severity: 'warning',
    message: 'begins with the name of the bucket, which the controller puts there itself',
    cause: 'The endpoint is the host of the store. The name of the bucket is added to it, and would be there twice.',
    remedy: 'write the host without the name of the bucket',
    find: findString('spec.endpoint', (endpoint, { object }) => {
      const host = endpoint.toLowerCase().replace(/\/$/, '').replace(/:[0-9]*$/, '');
      const start = `${readString(object, 'spec.bucketName') ?? ''}.`;
      return isS3(object) && !isBadEndpoint(endpoint) && start !== '.' && host.startsWith(start) && STORES.test(host.slice(start.length));
    }),
  },
  {
    id: 'BUCKET_PROVIDER_HOST',
    kinds: BUCKET,
    field: 'provider',
    severity: 'warning',
    message: 'logs in with a cloud identity, and the endpoint belongs to another provider',
    cause: 'The identity of one cloud cannot log in to the store of another.',
    remedy: 'correct {spec.endpoint} or the provider; for other stores use generic, with a Secret in {spec.secretRef}',
    find: findString('spec.provider', (provider, { object }) => {
      const host = (readString(object, 'spec.endpoint') ?? '').toLowerCase().replace(/^https?:\/\//, '').replace(/[:/].*$/, '');
      return !isSet(object, 'spec.secretRef') && Object.hasOwn(FOREIGN_STORES, provider) && FOREIGN_STORES[provider].test(host);
    }),
  },
  {
    id: 'BUCKET_NAME_INVALID',
    kinds: BUCKET,
    field: 'bucketName',
    severity: 'error',
    message: 'must have 3 to 63 letters, digits, ., _, : or -, start and end with a letter or digit, and not be an IP address',
    cause: 'The S3 client refuses such a bucket name.',
    remedy: 'correct the name',
    find: ({ object }) => {
      const name = readField(object, 'spec.bucketName');
      return typeof name === 'string' && isS3(object) && !isBucketName(name) ? [{ steps: toSteps('spec.bucketName'), received: name }] : [];
    },
  },
  {
    id: 'BUCKET_PREFIX_TOO_LONG',
    kinds: BUCKET,
    field: 'prefix',
    severity: 'error',
    message: 'must be at most 1024 bytes long',
    cause: 'The S3 client refuses longer prefixes.',
    remedy: 'shorten it',
    find: findString('spec.prefix', (prefix, { object }) => isS3(object) && Buffer.byteLength(prefix) > 1024),
  },
  {
    id: 'BUCKET_AZURE_ENDPOINT',
    kinds: BUCKET,
    field: 'endpoint',
    severity: 'error',
    message: 'must be a URL such as https://account.blob.core.windows.net with the provider azure',
    cause: 'For the provider azure the endpoint is a URL with scheme and host.',
    remedy: 'write the full URL',
    find: findString('spec.endpoint', (endpoint, { object }) => readProvider(object) === 'azure' && !isWebUrl(endpoint)),
  },
  {
    id: 'BUCKET_AZURE_PLAIN_HTTP',
    kinds: BUCKET,
    field: 'endpoint',
    severity: 'error',
    message: 'must be https:// for a login with a cloud identity',
    cause: 'The Azure client sends tokens over TLS only. Plain HTTP works with accountKey or sasKey.',
    remedy: 'use https://, or name a Secret with accountKey or sasKey in {spec.secretRef}',
    find: findString('spec.endpoint', (endpoint, { object }) =>
      readProvider(object) === 'azure' && isWebUrl(endpoint) && endpoint.startsWith('http://') && !isSet(object, 'spec.secretRef')),
  },
  {
    id: 'BUCKET_AWS_REGION',
    kinds: BUCKET,
    field: 'serviceAccountName',
    since: '2.6',
    severity: 'warning',
    message: 'is required with {spec.serviceAccountName} and the provider aws',
    cause: 'The identity of a service account is requested from a region.',
    remedy: 'set {spec.region}',
    find: ({ object }) => {
      const isAccountOnly = !isSet(object, 'spec.secretRef') && readString(object, 'spec.serviceAccountName') !== undefined;
      return readProvider(object) === 'aws' && isAccountOnly && (readField(object, 'spec.region') ?? '') === ''
        ? [{ steps: toSteps('spec.region') }] : [];
    },
  },
  {
    id: 'BUCKET_STS_ENDPOINT',
    kinds: BUCKET,
    field: 'sts',
    since: '2.4',
    severity: 'error',
    message: 'must be an endpoint of the AWS Security Token Service, such as https://sts.eu-west-1.amazonaws.com, without port and trailing slash',
    cause: 'The provider aws only accepts the endpoints of AWS.',
    remedy: 'correct it, or leave {spec.sts} out',
    find: findString('spec.sts.endpoint', (endpoint, { object }) =>
      readProvider(object) === 'aws' && !isSet(object, 'spec.secretRef') && !STS_ENDPOINT.test(endpoint)),
  },
  {
    id: 'BUCKET_STS_URL_INVALID',
    kinds: BUCKET,
    field: 'sts',
    since: '2.4',
    severity: 'error',
    message: 'must be a URL that Go accepts',
    cause: 'Go cannot parse the endpoint, because of a wrong % escape, a port that is not a number, or a space in the host.',
    remedy: 'correct the URL',
    find: findString('spec.sts.endpoint', (endpoint) => /^https?:\/\//.test(endpoint) && parseGoUrl(endpoint) === undefined),
  },
  {
    id: 'BUCKET_FIELD_IGNORED',
    kinds: BUCKET,
    field: 'provider',
    severity: 'warning',
    message: 'is ignored',
    cause: 'The providers gcp and azure do not use insecure, region and certSecretRef.',
    remedy: 'remove it',
    find: ({ object }) => (['gcp', 'azure'].includes(readProvider(object)) ? findIgnored(object) : []),
  },
  {
    id: 'BUCKET_TLS_IGNORED',
    kinds: BUCKET,
    field: 'certSecretRef',
    severity: 'warning',
    message: 'is ignored where {spec.insecure} is true',
    cause: 'Plain HTTP has no TLS.',
    remedy: 'remove it, or {spec.insecure}',
    find: ({ object }) => (isS3(object) && readField(object, 'spec.insecure') === true && isSet(object, 'spec.certSecretRef')
      ? [{ steps: toSteps('spec.certSecretRef') }] : []),
  },
  {
    id: 'BUCKET_STS_IGNORED',
    kinds: BUCKET,
    field: 'sts',
    severity: 'warning',
    message: 'is ignored where {spec.secretRef} is set: its static keys are used',
    cause: 'With a Secret of static keys the token service is not called.',
    remedy: 'remove one of the two',
    find: ({ object }) => (isS3(object) && isSet(object, 'spec.secretRef') && isSet(object, 'spec.sts') ? [{ steps: toSteps('spec.sts') }] : []),
  },
  {
    id: 'BUCKET_S3_SECRET_KEYS',
    kinds: BUCKET,
    field: 'secretRef',
    severity: 'error',
    message: 'names a Secret that must have accesskey and secretkey',
    cause: 'For the providers generic and aws the static keys are read from accesskey and secretkey.',
    remedy: 'add the missing key',
    find: inSecretOf(['generic', 'aws'], (secret) => !(hasKey(secret, 'accesskey') && hasKey(secret, 'secretkey'))),
  },
  {
    id: 'BUCKET_GCP_SECRET_KEYS',
    kinds: BUCKET,
    field: 'secretRef',
    severity: 'error',
    message: 'names a Secret that must have serviceaccount',
    cause: 'For the provider gcp the JSON key is read from serviceaccount.',
    remedy: 'add the key serviceaccount',
    find: inSecretOf(['gcp'], (secret) => !hasKey(secret, 'serviceaccount')),
  },
  {
    id: 'BUCKET_AZURE_SECRET_KEYS',
    kinds: BUCKET,
    field: 'secretRef',
    severity: 'error',
    message: 'names a Secret that must have clientId, accountKey or sasKey',
    cause: 'For the provider azure one of these keys decides how to log in.',
    remedy: 'add one of these keys; tenantId and clientSecret need clientId',
    find: inSecretOf(['azure'], (secret) => !AZURE_KEYS.some((key) => hasKey(secret, key))),
  },
  {
    id: 'BUCKET_AZURE_AUTHORITY_ONLY',
    kinds: BUCKET,
    field: 'secretRef',
    since: '2.4',
    severity: 'error',
    message: 'names a Secret with authorityHost but no credentials',
    cause: 'With authorityHost alone the client is created without an endpoint.',
    remedy: 'add clientId, accountKey or sasKey to the Secret, or remove {spec.secretRef}',
    find: inSecretOf(['azure'], (secret) => secret.keys.length === 1 && hasKey(secret, 'authorityHost')),
  },
  {
    id: 'BUCKET_AZURE_ACCOUNT_ENDPOINT',
    kinds: BUCKET,
    field: 'secretRef',
    severity: 'error',
    message: 'names a Secret with an accountKey, for which the endpoint must name the account: https://account.blob.core.windows.net',
    cause: 'The name of the account is the first label of the host in the endpoint.',
    remedy: 'write {spec.endpoint} with scheme and account',
    find: inSecretOf(['azure'], (secret, { object }) => {
      const url = parseGoUrl(readString(object, 'spec.endpoint') ?? '');
      const labels = (url?.host ?? '').replace(/:[0-9]*$/, '').split('.');
      return hasKey(secret, 'accountKey') && !hasKey(secret, 'clientId') && url !== undefined && labels.length < 3;
    }),
  },
  {
    id: 'BUCKET_AZURE_TOKEN_OVER_HTTP',
    kinds: BUCKET,
    field: 'secretRef',
    severity: 'error',
    message: 'names a Secret with a clientId, whose tokens need an https:// endpoint',
    cause: 'The Azure client sends tokens over TLS only. Plain HTTP works with accountKey or sasKey.',
    remedy: 'use https:// in {spec.endpoint}, or accountKey or sasKey in the Secret',
    find: inSecretOf(['azure'], (secret, { object }) =>
      hasValue(secret, 'clientId') && !hasKey(secret, 'accountKey') && !hasKey(secret, 'sasKey') &&
      parseGoUrl(readString(object, 'spec.endpoint') ?? '')?.scheme === 'http'),
  },
  {
    id: 'BUCKET_STS_SECRET_KEYS',
    kinds: BUCKET,
    field: 'sts',
    since: '2.4',
    severity: 'error',
    message: 'names a Secret that must have username and password',
    cause: 'The LDAP login to the token service needs both.',
    remedy: 'add the missing key',
    find: (subject) => (readString(subject.object, 'spec.sts.provider') === 'ldap'
      ? findInSecret('spec.sts.secretRef.name', (secret) => !(hasValue(secret, 'username') && hasValue(secret, 'password')))(subject) : []),
  },
  {
    id: 'BUCKET_AZURE_SECRET_KEYS_IGNORED',
    kinds: BUCKET,
    field: 'secretRef',
    severity: 'warning',
    message: 'names a Secret with keys that are ignored',
    cause: 'Only one kind of login is used: client secret, else client certificate, else managed identity (clientId alone), else accountKey, else sasKey.',
    remedy: 'remove these keys',
    find: inSecretOf(['azure'], (secret) => {
      const ignored = listIgnoredByAzure(secret);
      return describeIgnored(secret, (key) => ignored.includes(key));
    }),
  },
];

function inSecretOf(providers: readonly string[], isBroken: SecretCondition): RuntimeRule['find'] {
  const find = findInSecret('spec.secretRef.name', isBroken);
  return (subject) => (providers.includes(readProvider(subject.object)) ? find(subject) : []);
}

function isS3(object: unknown): boolean {
  return ['generic', 'aws'].includes(readProvider(object));
}

function isBadEndpoint(endpoint: string): boolean {
  const host = endpoint.replace(/\/$/, '');
  if (host === '' || host.startsWith('-') || /[/\s]/.test(host) || /^[^:[\]]*:[^:]*[^0-9:][^:]*$/.test(host)) {
    return true;
  }
  const name = host.replace(/:[0-9]*$/, '');
  return name.endsWith('.s3.amazonaws.com') || (name.endsWith('.googleapis.com') && name !== 'storage.googleapis.com');
}

function isBucketName(name: string): boolean {
  return /^[A-Za-z0-9][A-Za-z0-9._:-]{1,61}[A-Za-z0-9]$/.test(name) && !/\.\.|\.-|-\./.test(name) && !/^([0-9]+\.){3}[0-9]+$/.test(name);
}

function isWebUrl(endpoint: string): boolean {
  const url = parseGoUrl(endpoint);
  return url !== undefined && (url.scheme === 'https' || url.scheme === 'http') && url.host !== '';
}

function findIgnored(object: unknown): Finding[] {
  const paths = ['spec.region', 'spec.certSecretRef'].filter((path) => isSet(object, path) && readField(object, path) !== '');
  if (readField(object, 'spec.insecure') === true) {
    paths.push('spec.insecure');
  }
  return paths.map((path) => ({ steps: toSteps(path), message: `is ignored with the provider ${readProvider(object)}` }));
}

function listIgnoredByAzure(secret: KnownSecret): string[] {
  if (!hasKey(secret, 'clientId')) {
    return hasKey(secret, 'accountKey') ? ['sasKey'] : [];
  }
  const isPrincipal = hasKey(secret, 'tenantId') && (hasKey(secret, 'clientSecret') || hasKey(secret, 'clientCertificate'));
  if (!isPrincipal) {
    return ['tenantId', 'accountKey', 'sasKey'];
  }
  return [...(hasKey(secret, 'clientSecret') ? ['clientCertificate'] : []), 'accountKey', 'sasKey'];
}
