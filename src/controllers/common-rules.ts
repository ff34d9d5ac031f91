import { parseDuration } from '../flux';
import { findString, isSet, readString, toSteps } from './fields';
import type { Finding, RuleKind, RuleSubject, RuntimeRule } from './rule';
import { findInSecret } from './secret-conditions';
import { hasKey, hasValue, readValue } from './secret-index';
import type { KnownSecret } from './secret-index';
import { parseGoUrl } from './urls';

const SOURCES: readonly RuleKind[] = ['GitRepository', 'OCIRepository', 'Bucket'];
const ALL: readonly RuleKind[] = [...SOURCES, 'Kustomization'];
const DURATION_FIELDS = ['spec.interval', 'spec.timeout', 'spec.retryInterval'];
const DURATION_FORM = /^([0-9]+(\.[0-9]+)?(ms|s|m|h))+$/;
const TEN_SECONDS = 10_000_000_000n;

/** Rules for fields that several kinds share. */
export const COMMON_RULES: readonly RuntimeRule[] = [
  {
    id: 'DURATION_TOO_LONG',
    kinds: ALL,
    severity: 'error',
    message: 'must be at most 2562047h47m16s, the longest duration in Go',
    cause: 'The duration is longer than Go allows (some 292 years), so the controller cannot read the object.',
    remedy: 'write a shorter duration',
    find: (subject) => DURATION_FIELDS.flatMap((path) =>
      findString(path, (text) => DURATION_FORM.test(text) && parseDuration(text) === undefined)(subject)),
  },
  {
    id: 'INTERVAL_ZERO',
    kinds: ALL,
    field: 'interval',
    severity: 'warning',
    message: 'is zero: the object is reconciled once, and then only when it changes or a reconciliation is requested',
    cause: 'With an interval of zero the controller does not reconcile again by itself.',
    remedy: 'write an interval such as 1m',
    find: findString('spec.interval', (text) => parseDuration(text) === 0n),
  },
  {
    id: 'INTERVAL_SHORT',
    kinds: ALL,
    field: 'interval',
    severity: 'warning',
    message: 'is under 10 seconds, which puts load on the controller and the remote host',
    cause: 'At each interval the controller contacts the remote host, or applies everything again. Flux allows it; this is advice.',
    remedy: 'write at least 10s, and use a webhook receiver for faster updates',
    find: findString('spec.interval', (text) => isBetween(parseDuration(text), 0n, TEN_SECONDS)),
  },
  {
    id: 'TIMEOUT_ZERO',
    kinds: SOURCES,
    field: 'timeout',
    severity: 'error',
    message: 'must be more than zero: every attempt would time out before it starts',
    cause: 'With a timeout of zero the time is over before the first request.',
    remedy: 'write a timeout such as 60s, or leave it out',
    find: findString('spec.timeout', (text, subject) => parseDuration(text) === 0n && usesTimeout(subject)),
  },
  {
    id: 'PROXY_SECRET_ADDRESS',
    kinds: SOURCES,
    field: 'proxySecretRef',
    severity: 'error',
    message: 'names a Secret without the key address',
    cause: 'The controller reads the URL of the proxy from the key address of the Secret.',
    remedy: 'add the key address, such as http://proxy.example.com:3128',
    find: findInSecret('spec.proxySecretRef.name', (secret) => !hasValue(secret, 'address')),
  },
  {
    id: 'PROXY_ADDRESS_INVALID',
    kinds: SOURCES,
    field: 'proxySecretRef',
    since: '2.7',
    severity: 'error',
    message: 'names a Secret whose address is not an http://, https:// or socks5:// URL of at most 2048 characters',
    cause: 'The controller accepts only these three schemes. It refuses host:port without a scheme, and socks5h://.',
    remedy: 'write the address with its scheme, such as http://proxy.example.com:3128',
    find: findInSecret('spec.proxySecretRef.name', (secret) => isBadProxy(readValue(secret, 'address'))),
  },
  {
    id: 'PROXY_PASSWORD_IGNORED',
    kinds: SOURCES,
    field: 'proxySecretRef',
    severity: 'warning',
    message: 'names a Secret with a password but no username: the password is ignored',
    cause: 'Without a username the controller connects to the proxy without credentials.',
    remedy: 'add the key username, or remove the password',
    find: findInSecret('spec.proxySecretRef.name', (secret) => hasValue(secret, 'password') && !hasKey(secret, 'username')),
  },
  {
    id: 'TLS_SECRET_KEYS',
    kinds: ['OCIRepository', 'Bucket'],
    severity: 'error',
    message: 'names a Secret that must have ca.crt, or both tls.crt and tls.key, or all three',
    cause: 'The controller reads its TLS settings from ca.crt, tls.crt and tls.key, and refuses a certificate without its key.',
    remedy: 'give the Secret a CA certificate, a complete key pair, or both',
    find: (subject) => ['spec.certSecretRef.name', 'spec.sts.certSecretRef.name'].flatMap((path) => findInSecret(path, lacksTls)(subject)),
  },
  {
    id: 'WORKLOAD_IDENTITY_GATE',
    kinds: ALL,
    since: '2.6',
    severity: 'warning',
    message: 'needs the feature gate ObjectLevelWorkloadIdentity, which is off by default in the controller',
    cause: 'The controller gives a single object its own workload identity only if the feature gate is on.',
    remedy: 'turn the gate on (cluster.objectLevelWorkloadIdentity in a FluxInstance), or bind the identity to the controller',
    find: findObjectLevelIdentity,
  },
];

function isBetween(value: bigint | undefined, low: bigint, high: bigint): boolean {
  return value !== undefined && value > low && value < high;
}

/** The timeout of an OCIRepository only limits the cloud login and the signature check. */
function usesTimeout({ object }: RuleSubject): boolean {
  if (readString(object, 'kind') !== 'OCIRepository') {
    return true;
  }
  const logsIn = isCloud(object) && !isSet(object, 'spec.secretRef') && !isSet(object, 'spec.serviceAccountName');
  return isSet(object, 'spec.verify') || logsIn;
}

function isCloud(object: unknown): boolean {
  return ['aws', 'azure', 'gcp'].includes(readString(object, 'spec.provider') ?? '');
}

function isBadProxy(address: string | undefined): boolean {
  if (address === undefined || address === '') {
    return false;
  }
  return address.length > 2048 || !['http', 'https', 'socks5'].includes(parseGoUrl(address)?.scheme ?? '');
}

/** The keys of old Flux versions still work in ways that are not documented: nothing is reported where one of them is present. */
function lacksTls(secret: KnownSecret): boolean {
  if (['caFile', 'certFile', 'keyFile'].some((key) => hasKey(secret, key))) {
    return false;
  }
  const [ca, certificate, key] = ['ca.crt', 'tls.crt', 'tls.key'].map((name) => hasValue(secret, name));
  return certificate !== key || !(ca || certificate);
}

function findObjectLevelIdentity({ object }: RuleSubject): Finding[] {
  const kind = readString(object, 'kind');
  const path = kind === 'Kustomization' ? 'spec.decryption.serviceAccountName' : 'spec.serviceAccountName';
  const account = readString(object, path);
  const isForPulls = kind === 'OCIRepository' && (!isCloud(object) || isSet(object, 'spec.secretRef'));
  return account === undefined || isForPulls ? [] : [{ steps: toSteps(path), received: account }];
}
