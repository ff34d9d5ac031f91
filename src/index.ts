export type { CommonMetadata } from './common-metadata';
export type { FleetClusterProps } from './fleet-cluster-props';
export { FleetLayout } from './fleet-layout';
export type { FleetShard } from './fleet-shard';
export type { FleetSummary } from './fleet-summary';
export { FluxFleet } from './flux-fleet';
export type { FluxFleetProps } from './flux-fleet-props';
export { FluxInstanceSync } from './flux-instance-sync';
export type { FluxInstanceSyncProps, SyncOptions } from './flux-instance-sync-props';
export { FluxSecret } from './flux-secret';
export { OnProblem } from './on-problem';
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
export { RuntimeChecks } from './runtime-checks';
export { SecretValue } from './secrets';
export type {
  BucketAzureSecretProps, BucketGcpSecretProps, BucketStaticKeysSecretProps, BucketStsSecretProps, CosignKeysSecretProps,
  FluxSecretProps, GitBasicAuthSecretProps, GitBearerTokenSecretProps, GithubAppSecretProps, GitSshSecretProps, GitVerificationKeysSecretProps,
  ProxySecretProps, RegistrySecretProps, SopsAgeSecretProps, SopsPgpSecretProps, TlsSecretProps,
} from './secrets';
export type { SyncChecks } from './sync-checks';
export type { SyncDetails } from './sync-details';
export { SyncKind } from './sync-kind';
export { SyncProvider } from './sync-provider';
export { UnmatchedPatches } from './unmatched-patches';
