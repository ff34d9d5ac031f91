import { parseDuration } from '../flux';
import { findString, isSet, readField, readList, readString, toSteps } from './fields';
import { leavesRoot } from './paths';
import type { RuntimeRule } from './rule';
import { describeIgnored, findInSecret } from './secret-conditions';
import { hasKey, readValue } from './secret-index';
import type { KnownSecret } from './secret-index';

const KUSTOMIZATION = ['Kustomization'] as const;
const THIRTY_SECONDS = 30_000_000_000n;
const SOPS_KEY = /\.(asc|agekey)$|^sops\.(vault-token|aws-kms|azure-kv|gcp-kms)$/;
const DECRYPTION_SECRET = 'spec.decryption.secretRef.name';

/** Rules about the source, dependencies, timing, deletion, remote cluster and decryption of a Kustomization. */
export const KUSTOMIZATION_RULES: readonly RuntimeRule[] = [
  {
    id: 'KUSTOMIZATION_NAME_TOO_LONG',
    kinds: KUSTOMIZATION,
    severity: 'error',
    message: 'must be at most 63 characters long: it becomes a label on every object',
    cause: 'The name is the value of an owner label, which can have at most 63 characters.',
    remedy: 'shorten the name',
    find: findString('metadata.name', (name) => name.length > 63),
  },
  {
    id: 'DEPENDS_ON_ITSELF',
    kinds: KUSTOMIZATION,
    field: 'dependsOn',
    severity: 'error',
    message: 'must not be the Kustomization itself: it would wait forever',
    cause: 'A Kustomization waits until all its dependencies are ready.',
    remedy: 'remove the entry',
    find: ({ object }) => readList(object, 'spec.dependsOn')
      .filter(({ value }) => {
        const namespace = readString(value, 'namespace') ?? readString(object, 'metadata.namespace');
        const isOwn = namespace === readString(object, 'metadata.namespace') && readString(value, 'name') === readString(object, 'metadata.name');
        return isOwn && readString(value, 'name') !== undefined && !isSet(value, 'readyExpr');
      })
      .map(({ steps, value }) => ({ steps: [...steps, 'name'], received: readString(value, 'name') })),
  },
  {
    id: 'EXTERNAL_ARTIFACT_GATE',
    kinds: KUSTOMIZATION,
    field: 'sourceRef',
    since: '2.7',
    severity: 'warning',
    message: 'needs the feature gate ExternalArtifact, which is off by default in kustomize-controller',
    cause: 'The controller refuses sources of this kind unless the feature gate is on.',
    remedy: 'turn the gate on',
    find: findString('spec.sourceRef.kind', (kind) => kind === 'ExternalArtifact'),
  },
  {
    id: 'SOURCE_IN_OTHER_NAMESPACE',
    kinds: KUSTOMIZATION,
    field: 'sourceRef',
    severity: 'warning',
    message: 'is another namespace, which a controller with --no-cross-namespace-refs refuses',
    cause: 'Clusters with several tenants usually forbid references across namespaces.',
    remedy: 'put the source into the namespace of the Kustomization',
    find: findString('spec.sourceRef.namespace', (namespace, { object }) =>
      isSet(object, 'metadata.namespace') && namespace !== readField(object, 'metadata.namespace')),
  },
  {
    id: 'SOURCE_API_VERSION_IGNORED',
    kinds: KUSTOMIZATION,
    field: 'sourceRef',
    severity: 'warning',
    message: 'is ignored: the group of a source is always source.toolkit.fluxcd.io',
    cause: 'The controller only uses kind, name and namespace of the source.',
    remedy: 'remove it',
    find: findString('spec.sourceRef.apiVersion', (apiVersion) => !apiVersion.startsWith('source.toolkit.fluxcd.io/')),
  },
  {
    id: 'PATH_LEAVES_ROOT',
    kinds: KUSTOMIZATION,
    field: 'path',
    severity: 'warning',
    message: 'is outside of the source: the controller reads it as a path inside, ../x as x',
    cause: 'A path above the root of the source is read as a path inside it, without an error.',
    remedy: 'write the path from the root of the source',
    find: findString('spec.path', leavesRoot),
  },
  {
    id: 'KUSTOMIZATION_TIMEOUT_RAISED',
    kinds: KUSTOMIZATION,
    field: 'timeout',
    severity: 'warning',
    message: 'is raised to 30 seconds',
    cause: 'The controller waits at least 30 seconds for health checks. The timeout does not limit fetching, building and applying.',
    remedy: 'write at least 30s, or leave it out',
    find: findString('spec.timeout', (text) => {
      const timeout = parseDuration(text);
      return timeout !== undefined && timeout < THIRTY_SECONDS;
    }),
  },
  {
    id: 'RETRY_INTERVAL_ZERO',
    kinds: KUSTOMIZATION,
    field: 'retryInterval',
    severity: 'warning',
    message: 'is zero: after a failure the controller does not retry by itself',
    cause: 'With a retry interval of zero there is no retry.',
    remedy: 'write an interval such as 2m, or leave it out to retry at {spec.interval}',
    find: findString('spec.retryInterval', (text) => parseDuration(text) === 0n),
  },
  {
    id: 'DELETION_POLICY_WITHOUT_PRUNE',
    kinds: KUSTOMIZATION,
    field: 'deletionPolicy',
    since: '2.5',
    severity: 'warning',
    message: 'deletes the objects together with the Kustomization, although {spec.prune} is false',
    cause: 'The deletion policy applies when the Kustomization is deleted, whatever prune is.',
    remedy: 'use MirrorPrune to follow {spec.prune}, or Orphan to keep the objects',
    find: findString('spec.deletionPolicy', (policy, { object }) =>
      ['Delete', 'WaitForTermination'].includes(policy) && readField(object, 'spec.prune') === false),
  },
  {
    id: 'KUBECONFIG_SERVICE_ACCOUNT',
    kinds: KUSTOMIZATION,
    field: 'serviceAccountName',
    severity: 'warning',
    message: 'is impersonated on the remote cluster of {spec.kubeConfig}: it must exist there, and in this cluster for pruning',
    cause: 'With a kubeConfig the service account acts on the remote cluster. If it does not exist in this cluster, deletion prunes nothing.',
    remedy: 'create the service account in both clusters, or remove it',
    find: findString('spec.serviceAccountName', (_account, { object }) => isSet(object, 'spec.kubeConfig')),
  },
  {
    id: 'PRUNE_OFF',
    kinds: KUSTOMIZATION,
    field: 'prune',
    severity: 'warning',
    message: 'is false: what is removed from the source stays in the cluster',
    cause: 'Without pruning the cluster differs more from its source with each removal. Flux allows it; this is advice.',
    remedy: 'set {spec.prune} to true, and protect single objects with the annotation kustomize.toolkit.fluxcd.io/prune: disabled',
    find: ({ object }) => (readField(object, 'spec.prune') === false ? [{ steps: toSteps('spec.prune'), received: false }] : []),
  },
  {
    id: 'KUBECONFIG_SECRET_KEY',
    kinds: KUSTOMIZATION,
    field: 'kubeConfig',
    severity: 'error',
    message: 'names a Secret without the key of the kubeconfig',
    cause: 'The kubeconfig is read from the key that secretRef.key names, else from value or value.yaml.',
    remedy: 'set {spec.kubeConfig.secretRef.key} to the key that has the kubeconfig; without it value or value.yaml is read',
    find: findInSecret('spec.kubeConfig.secretRef.name', (secret, { object }) => {
      const key = readString(object, 'spec.kubeConfig.secretRef.key');
      return key === undefined ? !hasKey(secret, 'value') && !hasKey(secret, 'value.yaml') : !hasKey(secret, key);
    }),
  },
  {
    id: 'SOPS_KEY_INVALID',
    kinds: KUSTOMIZATION,
    field: 'decryption',
    severity: 'error',
    message: 'names a Secret with a key that SOPS cannot read: *.agekey must be an age secret key, *.asc an armored PGP key',
    cause: 'A key that cannot be read stops the Kustomization.',
    remedy: 'replace the value of the key',
    find: findInSecret(DECRYPTION_SECRET, (secret) => secret.keys.some((key) => isUnreadable(secret, key))),
  },
  {
    id: 'SOPS_KEYS_IGNORED',
    kinds: KUSTOMIZATION,
    field: 'decryption',
    severity: 'warning',
    message: 'names a Secret with keys that are ignored',
    cause: 'Only *.agekey, *.asc and the sops.* keys of the cloud providers and Vault are read.',
    remedy: 'rename these keys to *.agekey or *.asc, such as age.agekey, or remove them',
    find: findInSecret(DECRYPTION_SECRET, (secret) => describeIgnored(secret, (key) => !SOPS_KEY.test(key))),
  },
];

function isUnreadable(secret: KnownSecret, key: string): boolean {
  const value = readValue(secret, key);
  if (value === undefined) {
    return false;
  }
  return (key.endsWith('.agekey') && !value.includes('AGE-')) || (key.endsWith('.asc') && !value.includes('-----BEGIN PGP '));
}
