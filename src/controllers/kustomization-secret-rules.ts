import { findInSecret } from './find-secret';
import { isVariableName } from './is-variable-name';
import { hasKey, KnownSecret, readValue } from './known-secret';
import { findSubstituteSecret } from './list-substitute-names';
import { readItems, readText } from './read-field';
import type { RuntimeRule } from './runtime-rule';

const KUSTOMIZATION = ['Kustomization'] as const;
const SOPS_KEY = /\.(asc|agekey)$|^sops\.(vault-token|aws-kms|azure-kv|gcp-kms)$/;
const DECRYPTION = 'spec.decryption.secretRef.name';

/** Rules about the keys of the Secrets that a Kustomization names. */
export const KUSTOMIZATION_SECRET_RULES: readonly RuntimeRule[] = [
  {
    id: 'SUBSTITUTE_SECRET_KEYS',
    row: 'K16',
    kinds: KUSTOMIZATION,
    severity: 'error',
    message: 'names a Secret with keys that are no variable names',
    cause: 'Every key of the Secret becomes a variable; one that is no variable name fails the whole build, even if it is not used.',
    remedy: 'Give the variables a Secret of their own, with names such as CLUSTER_NAME.',
    find: ({ object, secrets }) => readItems(object, 'spec.postBuild.substituteFrom').flatMap(({ path, value }) => {
      const secret = findSubstituteSecret(value, readText(object, 'metadata.namespace'), secrets);
      const keys = (secret?.keys ?? []).filter((key) => !isVariableName(key));
      const message = `names a Secret with keys that are no variable names: ${keys.join(', ')}`;
      return keys.length === 0 ? [] : [{ path: `${path}.name`, received: secret?.name, message }];
    }),
  },
  {
    id: 'KUBECONFIG_SECRET_KEY',
    row: 'K21',
    kinds: KUSTOMIZATION,
    severity: 'error',
    message: 'names a Secret without the key that holds the kubeconfig',
    cause: 'The kubeconfig is read from the key that secretRef.key names, else from value or value.yaml.',
    remedy: 'Set secretRef.key, or name the key value.',
    find: findInSecret('spec.kubeConfig.secretRef.name', (secret, { object }) => {
      const key = readText(object, 'spec.kubeConfig.secretRef.key');
      return key === undefined ? !hasKey(secret, 'value') && !hasKey(secret, 'value.yaml') : !hasKey(secret, key);
    }),
  },
  {
    id: 'SOPS_KEY_INVALID',
    row: 'K24',
    kinds: KUSTOMIZATION,
    severity: 'error',
    message: 'names a Secret with a key that SOPS cannot read: *.agekey needs an age secret key, *.asc an armored PGP key',
    cause: 'A key that cannot be read stops the Kustomization.',
    remedy: 'Replace the content of the key.',
    find: findInSecret(DECRYPTION, (secret) => secret.keys.some((key) => isUnreadable(secret, key))),
  },
  {
    id: 'SOPS_KEYS_IGNORED',
    row: 'K-S21',
    kinds: KUSTOMIZATION,
    severity: 'warning',
    message: 'names a Secret with keys that are ignored',
    cause: 'Only *.agekey, *.asc and the sops.* keys of the cloud providers and Vault are read.',
    remedy: 'Rename the key, such as age.agekey.',
    find: findInSecret(DECRYPTION, (secret) => {
      const keys = secret.keys.filter((key) => !SOPS_KEY.test(key));
      return keys.length > 0 && `names a Secret with keys that are ignored: ${keys.join(', ')}; name them *.agekey or *.asc`;
    }),
  },
];

function isUnreadable(secret: KnownSecret, key: string): boolean {
  const value = readValue(secret, key);
  if (value === undefined) {
    return false;
  }
  return (key.endsWith('.agekey') && !value.includes('AGE-')) || (key.endsWith('.asc') && !value.includes('-----BEGIN PGP '));
}
