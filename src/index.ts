export type { CommonMetadata } from './common-metadata';
export { FleetLayout, OnProblem } from './fleet';
export type { FleetClusterProps, FleetShard, FleetSummary, FluxFleetProps } from './fleet';
export { FluxFleet } from './flux-fleet';
export { FluxInstanceSync } from './flux-instance-sync';
export { RuntimeChecks, SyncKind, SyncProvider, UnmatchedPatches } from './sync';
export type { FluxInstanceSyncProps, SyncChecks, SyncDetails, SyncOptions } from './sync';
export { FluxSecret } from './flux-secret';
export {
  BucketStsProvider, BuildMetadata, DecryptionProvider, DeletionPolicy, GitVerificationMode, OciLayerOperation, OciVerificationProvider,
  SubstituteFromKind, SubstituteStrategy,
} from './options';
export type {
  BucketOptions, BucketSts, Decryption, GitInclude, GitRef, GitRepositoryOptions, GitVerification, HealthCheck, HealthCheckExpr,
  IgnoreRule, KubeConfig, KustomizationDependency, KustomizationOptions, KustomizeImage, OciLayerSelector, OciRef, OciRepositoryOptions,
  OciVerification, OidcIdentity, PostBuild, SubstituteFrom,
} from './options';
export type { KustomizePatch, PatchTarget } from './patch';
export { PatchOperation } from './patch-operation';
export { Patches } from './patches';
export { SecretValue } from './secrets';
export type {
  BucketAzureSecretProps, BucketGcpSecretProps, BucketStaticKeysSecretProps, BucketStsSecretProps, CosignKeysSecretProps,
  FluxSecretProps, GitBasicAuthSecretProps, GitBearerTokenSecretProps, GithubAppSecretProps, GitSshSecretProps, GitVerificationKeysSecretProps,
  ProxySecretProps, RegistrySecretProps, SopsAgeSecretProps, SopsPgpSecretProps, TlsSecretProps,
} from './secrets';
