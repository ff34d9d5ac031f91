export { BUCKET_AZURE, BUCKET_GCP, BUCKET_STATIC_KEYS, BUCKET_STS } from './bucket-recipes';
export type {
  BucketAzureSecretProps, BucketGcpSecretProps, BucketStaticKeysSecretProps, BucketStsSecretProps,
} from './bucket-secret-props';
export { buildSecret } from './build-secret';
export type { BuiltSecret, SecretContext, SecretManifest } from './build-secret';
export { PROXY, TLS } from './connection-recipes';
export type { ProxySecretProps, TlsSecretProps } from './connection-secret-props';
export type { FluxSecretProps } from './flux-secret-props';
export { GIT_BASIC_AUTH, GIT_BEARER_TOKEN, GIT_SSH, GITHUB_APP } from './git-recipes';
export type { GitBasicAuthSecretProps, GitBearerTokenSecretProps, GithubAppSecretProps, GitSshSecretProps } from './git-secret-props';
export { COSIGN_KEYS, GIT_VERIFICATION_KEYS, SOPS_AGE, SOPS_PGP } from './key-recipes';
export type { CosignKeysSecretProps, GitVerificationKeysSecretProps, SopsAgeSecretProps, SopsPgpSecretProps } from './key-secret-props';
export { readSecretValue } from './read-secret-value';
export { REGISTRY } from './registry-recipe';
export type { RegistrySecretProps } from './registry-secret-props';
export type { SecretRecipe } from './secret-recipe';
export { SecretValue } from './secret-value';
