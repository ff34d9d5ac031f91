import { findText } from './find-text';
import { parseGoUrl } from './parse-go-url';
import { isSet, readField, readText } from './read-field';
import { readProvider } from './read-provider';
import type { Finding, RuntimeRule } from './runtime-rule';

const BUCKET = ['Bucket'] as const;
const STS_ENDPOINT = /^https:\/\/(.+\.)?sts(-fips)?(\.[^.]+)?(\.vpce)?\.amazonaws\.com$/;

/** Rules about a Bucket's endpoint, name and provider. */
export const BUCKET_RULES: readonly RuntimeRule[] = [
  {
    id: 'BUCKET_ENDPOINT_INVALID',
    row: 'B1',
    kinds: BUCKET,
    severity: 'error',
    message: 'must be a host with or without port, such as s3.amazonaws.com or minio.example.com:9000: no scheme, no path, no bucket name',
    cause: 'For the providers generic and aws the endpoint is a host only.',
    remedy: 'Write the host; use insecure: true for plain HTTP.',
    find: ({ object }) => {
      const endpoint = readField(object, 'spec.endpoint');
      return typeof endpoint === 'string' && isS3(object) && isBadEndpoint(endpoint)
        ? [{ path: 'spec.endpoint', received: endpoint }] : [];
    },
  },
  {
    id: 'BUCKET_NAME_INVALID',
    row: 'B2',
    kinds: BUCKET,
    severity: 'error',
    message: 'must have 3 to 63 letters, digits, . _ : or -, start and end with a letter or digit, and be no IP address',
    cause: 'The S3 client refuses such a bucket name.',
    remedy: 'Correct the name.',
    find: ({ object }) => {
      const name = readField(object, 'spec.bucketName');
      return typeof name === 'string' && isS3(object) && !isBucketName(name) ? [{ path: 'spec.bucketName', received: name }] : [];
    },
  },
  {
    id: 'BUCKET_PREFIX_TOO_LONG',
    row: 'B2',
    kinds: BUCKET,
    severity: 'error',
    message: 'must be at most 1024 bytes long',
    cause: 'The S3 client refuses longer prefixes.',
    remedy: 'Shorten it.',
    find: findText('spec.prefix', (prefix, { object }) => isS3(object) && Buffer.byteLength(prefix) > 1024),
  },
  {
    id: 'BUCKET_AZURE_ENDPOINT',
    row: 'B8',
    kinds: BUCKET,
    severity: 'error',
    message: 'must be a URL such as https://account.blob.core.windows.net with the provider azure',
    cause: 'For azure the endpoint is a URL with scheme and host.',
    remedy: 'Write the whole URL.',
    find: findText('spec.endpoint', (endpoint, { object }) => readProvider(object) === 'azure' && !isWebUrl(endpoint)),
  },
  {
    id: 'BUCKET_AZURE_PLAIN_HTTP',
    row: 'B8',
    kinds: BUCKET,
    severity: 'error',
    message: 'must be https:// for a login with a cloud identity',
    cause: 'The Azure client sends tokens over TLS only; plain HTTP works with accountKey or sasKey.',
    remedy: 'Use https://, or a Secret with accountKey or sasKey.',
    find: findText('spec.endpoint', (endpoint, { object }) =>
      readProvider(object) === 'azure' && isWebUrl(endpoint) && endpoint.startsWith('http://') && !isSet(object, 'spec.secretRef')),
  },
  {
    id: 'BUCKET_AWS_REGION',
    row: 'B9',
    kinds: BUCKET,
    since: '2.6',
    severity: 'warning',
    message: 'is needed with serviceAccountName and the provider aws',
    cause: 'The identity of a service account is asked for in a region.',
    remedy: 'Set the region.',
    find: ({ object }) => {
      const isAccountOnly = !isSet(object, 'spec.secretRef') && readText(object, 'spec.serviceAccountName') !== undefined;
      return readProvider(object) === 'aws' && isAccountOnly && (readField(object, 'spec.region') ?? '') === '' ? [{ path: 'spec.region' }] : [];
    },
  },
  {
    id: 'BUCKET_STS_ENDPOINT',
    row: 'B10',
    kinds: BUCKET,
    since: '2.4',
    severity: 'error',
    message: 'must be an endpoint of the AWS Security Token Service, such as https://sts.eu-west-1.amazonaws.com, without port and trailing slash',
    cause: 'For the provider aws only AWS\' own endpoints are accepted.',
    remedy: 'Correct it, or leave sts out.',
    find: findText('spec.sts.endpoint', (endpoint, { object }) =>
      readProvider(object) === 'aws' && !isSet(object, 'spec.secretRef') && !STS_ENDPOINT.test(endpoint)),
  },
  {
    id: 'BUCKET_STS_URL_INVALID',
    row: 'B11',
    kinds: BUCKET,
    since: '2.4',
    severity: 'error',
    message: 'must be a URL that Go accepts',
    cause: 'The endpoint cannot be read: a wrong % escape, a port that is no number, or a space in the host.',
    remedy: 'Correct the URL.',
    find: findText('spec.sts.endpoint', (endpoint) => /^https?:\/\//.test(endpoint) && parseGoUrl(endpoint) === undefined),
  },
  {
    id: 'BUCKET_FIELD_IGNORED',
    row: 'B-S1, B-S2',
    kinds: BUCKET,
    severity: 'warning',
    message: 'is ignored',
    cause: 'The providers gcp and azure do not use insecure, region and certSecretRef.',
    remedy: 'Remove what is ignored.',
    find: ({ object }) => (['gcp', 'azure'].includes(readProvider(object)) ? findIgnored(object) : []),
  },
  {
    id: 'BUCKET_TLS_IGNORED',
    row: 'B-S3',
    kinds: BUCKET,
    severity: 'warning',
    message: 'is ignored where insecure is true',
    cause: 'Over plain HTTP there is no TLS to set up.',
    remedy: 'Remove insecure or certSecretRef.',
    find: ({ object }) => (isS3(object) && readField(object, 'spec.insecure') === true && isSet(object, 'spec.certSecretRef')
      ? [{ path: 'spec.certSecretRef' }] : []),
  },
  {
    id: 'BUCKET_STS_IGNORED',
    row: 'B-S4',
    kinds: BUCKET,
    severity: 'warning',
    message: 'is ignored beside secretRef: the static keys win',
    cause: 'With a Secret of static keys the token service is not asked.',
    remedy: 'Remove one of the two.',
    find: ({ object }) => (isS3(object) && isSet(object, 'spec.secretRef') && isSet(object, 'spec.sts') ? [{ path: 'spec.sts' }] : []),
  },
];

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
  const provider = readProvider(object);
  const paths = ['spec.region', 'spec.certSecretRef'].filter((path) => isSet(object, path) && readField(object, path) !== '');
  if (readField(object, 'spec.insecure') === true) {
    paths.push('spec.insecure');
  }
  return paths.map((path) => ({ path, message: `is ignored with the provider ${provider}` }));
}
