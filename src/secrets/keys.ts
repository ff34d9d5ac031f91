import { required, struct } from '../input';
import type { Fields } from '../input';
import { COMMON_FIELDS, recipe, secretsByKey } from './build-secret';
import type { FluxSecretProps } from './build-secret';
import type { SecretValue } from './secret-value';
import { checkAgeKeys, checkPgpPrivateKey, checkPgpPublicKey, checkPublicKey, checkSshPublicKey } from './value-checks';

/**
 * The public keys that a signature of an OCI artifact is checked with, for `ociRepository.verify.secret`.
 *
 * @see https://fluxcd.io/flux/components/source/ocirepositories/
 */
export interface CosignKeysSecretProps extends FluxSecretProps {
  /**
   * The public keys in PEM form, by their keys in the Secret, which end with `.pub`: `cosign.pub`. One of them must match.
   */
  readonly keys: { readonly [key: string]: SecretValue };
}

export const COSIGN_KEYS = recipe({
  struct: struct({
    keys: required(secretsByKey({ '.pub': checkPublicKey })),
    ...COMMON_FIELDS,
  } satisfies Fields<CosignKeysSecretProps>),
  write: ({ keys }) => ({ ...keys }),
});

/**
 * The public keys that signatures of commits and tags are checked with, for `gitRepository.verify.secret`.
 *
 * @see https://fluxcd.io/flux/components/source/gitrepositories/
 */
export interface GitVerificationKeysSecretProps extends FluxSecretProps {
  /**
   * The public keys, by their keys in the Secret: armored PGP where it ends with `.asc`, as `ssh-keygen` writes it where it ends with
   * `.sshpub` (from Flux 2.9 on). One of them must match.
   */
  readonly keys: { readonly [key: string]: SecretValue };
}

export const GIT_VERIFICATION_KEYS = recipe({
  struct: struct({
    keys: required(secretsByKey({ '.asc': checkPgpPublicKey, '.sshpub': checkSshPublicKey })),
    ...COMMON_FIELDS,
  } satisfies Fields<GitVerificationKeysSecretProps>),
  write: ({ keys }) => ({ ...keys }),
});

/**
 * The age keys that decrypt what SOPS has encrypted, for `kustomization.decryption.secret`.
 *
 * @see https://fluxcd.io/flux/components/kustomize/kustomizations/
 */
export interface SopsAgeSecretProps extends FluxSecretProps {
  /**
   * The age keys, as `age-keygen` writes them, by their keys in the Secret, which end with `.agekey`: `age.agekey`.
   */
  readonly keys: { readonly [key: string]: SecretValue };
}

export const SOPS_AGE = recipe({
  struct: struct({
    keys: required(secretsByKey({ '.agekey': checkAgeKeys })),
    ...COMMON_FIELDS,
  } satisfies Fields<SopsAgeSecretProps>),
  type: () => 'Opaque',
  write: ({ keys }) => ({ ...keys }),
});

/**
 * The PGP keys that decrypt what SOPS has encrypted, for `kustomization.decryption.secret`.
 *
 * @see https://fluxcd.io/flux/components/kustomize/kustomizations/
 */
export interface SopsPgpSecretProps extends FluxSecretProps {
  /**
   * The armored PGP private keys, without a passphrase, by their keys in the Secret, which end with `.asc`: `sops.asc`.
   */
  readonly keys: { readonly [key: string]: SecretValue };
}

export const SOPS_PGP = recipe({
  struct: struct({
    keys: required(secretsByKey({ '.asc': checkPgpPrivateKey })),
    ...COMMON_FIELDS,
  } satisfies Fields<SopsPgpSecretProps>),
  type: () => 'Opaque',
  write: ({ keys }) => ({ ...keys }),
});
