import type { FluxSecretProps } from './flux-secret-props';
import type { SecretValue } from './secret-value';

/**
 * The public keys that a signature of an OCI artifact is checked with, for `ociRepository.verify.secret`.
 */
export interface CosignKeysSecretProps extends FluxSecretProps {
  /**
   * The public keys in PEM form, by their keys in the Secret, which end with `.pub`: `cosign.pub`. One of them must match.
   */
  readonly keys: { readonly [key: string]: SecretValue };
}

/**
 * The public keys that signatures of commits and tags are checked with, for `gitRepository.verify.secret`.
 */
export interface GitVerificationKeysSecretProps extends FluxSecretProps {
  /**
   * The public keys, by their keys in the Secret: armored PGP where it ends with `.asc`, as `ssh-keygen` writes it where it ends with
   * `.sshpub` (from Flux 2.9 on). One of them must match.
   */
  readonly keys: { readonly [key: string]: SecretValue };
}

/**
 * The age keys that decrypt what SOPS has encrypted, for `kustomization.decryption.secret`.
 */
export interface SopsAgeSecretProps extends FluxSecretProps {
  /**
   * The age keys, as `age-keygen` writes them, by their keys in the Secret, which end with `.agekey`: `age.agekey`.
   */
  readonly keys: { readonly [key: string]: SecretValue };
}

/**
 * The PGP keys that decrypt what SOPS has encrypted, for `kustomization.decryption.secret`.
 */
export interface SopsPgpSecretProps extends FluxSecretProps {
  /**
   * The armored PGP private keys, without a passphrase, by their keys in the Secret, which end with `.asc`: `sops.asc`.
   */
  readonly keys: { readonly [key: string]: SecretValue };
}
