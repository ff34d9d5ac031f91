import { parseDuration } from '../flux';
import { findInSecret } from './find-secret';
import { findText } from './find-text';
import { hasKey, hasText, KnownSecret, readValue } from './known-secret';
import { parseGoUrl } from './parse-go-url';
import { isSet, readText } from './read-field';
import type { Finding, RuleKind, RuleSubject, RuntimeRule } from './runtime-rule';

const SOURCES: readonly RuleKind[] = ['GitRepository', 'OCIRepository', 'Bucket'];
const ALL: readonly RuleKind[] = [...SOURCES, 'Kustomization'];
const DURATION_FIELDS = ['spec.interval', 'spec.timeout', 'spec.retryInterval'];
const DURATION_FORM = /^([0-9]+(\.[0-9]+)?(ms|s|m|h))+$/;
const TEN_SECONDS = 10_000_000_000n;

/** Rules for fields that several kinds share. */
export const COMMON_RULES: readonly RuntimeRule[] = [
  {
    id: 'DURATION_TOO_LONG',
    row: 'X1',
    kinds: ALL,
    severity: 'error',
    message: 'must be at most 2562047h47m16s: Go holds no longer durations',
    cause: 'A duration is longer than Go can hold (some 292 years), so the controller cannot read the object.',
    remedy: 'Write a shorter duration.',
    find: (subject) => DURATION_FIELDS.flatMap((path) =>
      findText(path, (text) => DURATION_FORM.test(text) && parseDuration(text) === undefined)(subject)),
  },
  {
    id: 'INTERVAL_ZERO',
    row: 'X2',
    kinds: ALL,
    severity: 'warning',
    message: 'is zero: the object is reconciled once, then only when something changes or asks for it',
    cause: 'With an interval of zero the controller does not come back by itself.',
    remedy: 'Write an interval such as 1m.',
    find: findText('spec.interval', (text) => parseDuration(text) === 0n),
  },
  {
    id: 'INTERVAL_SHORT',
    row: 'lint',
    kinds: ALL,
    severity: 'warning',
    message: 'is under 10 seconds: it burdens the controller and the remote host',
    cause: 'Each interval the controller asks the remote host, or applies everything again.',
    remedy: 'Write at least 10s; use a webhook receiver for faster updates.',
    find: findText('spec.interval', (text) => isBetween(parseDuration(text), 0n, TEN_SECONDS)),
  },
  {
    id: 'TIMEOUT_ZERO',
    row: 'X3',
    kinds: SOURCES,
    severity: 'error',
    message: 'must be more than zero: every attempt would time out before it starts',
    cause: 'With a timeout of zero the time is over before the first request.',
    remedy: 'Write a timeout such as 60s, or leave it out.',
    find: findText('spec.timeout', (text, subject) => parseDuration(text) === 0n && usesTimeout(subject)),
  },
  {
    id: 'PROXY_SECRET_ADDRESS',
    row: 'X4',
    kinds: SOURCES,
    severity: 'error',
    message: 'names a Secret without the key address',
    cause: 'The controller reads the proxy from the key address of the Secret.',
    remedy: 'Add the key address, such as http://proxy.example.com:3128.',
    find: findInSecret('spec.proxySecretRef.name', (secret) => !hasText(secret, 'address')),
  },
  {
    id: 'PROXY_ADDRESS_INVALID',
    row: 'X4',
    kinds: SOURCES,
    since: '2.7',
    severity: 'error',
    message: 'names a Secret whose address is no http://, https:// or socks5:// URL of at most 2048 characters',
    cause: 'The controller accepts these three schemes only; host:port alone and socks5h:// are refused.',
    remedy: 'Write the address with its scheme.',
    find: findInSecret('spec.proxySecretRef.name', (secret) => isBadProxy(readValue(secret, 'address'))),
  },
  {
    id: 'PROXY_PASSWORD_IGNORED',
    row: 'X4',
    kinds: SOURCES,
    severity: 'warning',
    message: 'names a Secret with a password but no username: the password is ignored',
    cause: 'Without a username the controller logs in to the proxy without credentials.',
    remedy: 'Add the key username, or remove the password.',
    find: findInSecret('spec.proxySecretRef.name', (secret) => hasText(secret, 'password') && !hasKey(secret, 'username')),
  },
  {
    id: 'TLS_SECRET_KEYS',
    row: 'X5',
    kinds: ['OCIRepository', 'Bucket'],
    severity: 'error',
    message: 'names a Secret that must hold ca.crt, or tls.crt together with tls.key, or all three',
    cause: 'The controller builds its TLS settings from ca.crt, tls.crt and tls.key, and refuses half a key pair.',
    remedy: 'Give the Secret a CA, a whole key pair, or both.',
    find: (subject) => ['spec.certSecretRef.name', 'spec.sts.certSecretRef.name'].flatMap((path) => findInSecret(path, lacksTls)(subject)),
  },
  {
    id: 'WORKLOAD_IDENTITY_GATE',
    row: 'X6',
    kinds: ALL,
    since: '2.6',
    severity: 'warning',
    message: 'needs the feature gate ObjectLevelWorkloadIdentity, which is off by default in the controller',
    cause: 'Workload identity of a single object works only with the controller\'s feature gate on.',
    remedy: 'Turn the gate on (cluster.objectLevelWorkloadIdentity in a FluxInstance), or bind the identity to the controller.',
    find: findObjectLevelIdentity,
  },
];

function isBetween(value: bigint | undefined, low: bigint, high: bigint): boolean {
  return value !== undefined && value > low && value < high;
}

/** An OCIRepository's timeout bounds only the cloud login and the signature check. */
function usesTimeout({ object }: RuleSubject): boolean {
  if (readText(object, 'kind') !== 'OCIRepository') {
    return true;
  }
  const logsIn = isCloud(object) && !isSet(object, 'spec.secretRef') && !isSet(object, 'spec.serviceAccountName');
  return isSet(object, 'spec.verify') || logsIn;
}

function isCloud(object: unknown): boolean {
  return ['aws', 'azure', 'gcp'].includes(readText(object, 'spec.provider') ?? '');
}

function isBadProxy(address: string | undefined): boolean {
  if (address === undefined || address === '') {
    return false;
  }
  return address.length > 2048 || !['http', 'https', 'socks5'].includes(parseGoUrl(address)?.scheme ?? '');
}

/** The keys of old Flux versions still work, in ways that nobody documents: silent where one of them is there. */
function lacksTls(secret: KnownSecret): boolean {
  if (['caFile', 'certFile', 'keyFile'].some((key) => hasKey(secret, key))) {
    return false;
  }
  const [ca, certificate, key] = ['ca.crt', 'tls.crt', 'tls.key'].map((name) => hasText(secret, name));
  return certificate !== key || !(ca || certificate);
}

function findObjectLevelIdentity({ object }: RuleSubject): Finding[] {
  const kind = readText(object, 'kind');
  const path = kind === 'Kustomization' ? 'spec.decryption.serviceAccountName' : 'spec.serviceAccountName';
  const account = readText(object, path);
  const isForPulls = kind === 'OCIRepository' && (!isCloud(object) || isSet(object, 'spec.secretRef'));
  return account === undefined || isForPulls ? [] : [{ path, received: account }];
}
