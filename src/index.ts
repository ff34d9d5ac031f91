export { ChangeType } from './diff';
export type { FileChange, ObjectChange } from './diff';
export { FleetLayout, FleetOutput, OnProblem } from './fleet';
export type { FleetClusterProps, FleetDirectoryOptions, FleetPlan, FleetShard, FleetSummary, FleetWarning, FluxFleetProps } from './fleet';
export { FluxFleet } from './flux-fleet';
export { FluxDistribution } from './flux-distribution';
export { FluxInstance } from './flux-instance';
export { FluxInstanceSync } from './flux-instance-sync';
export {
  ClusterSize, ClusterType, DistributionVariant, FluxComponent, RuntimeChecks, ShardStorage, SyncKind, SyncProvider, UnmatchedPatches,
} from './instance';
export type {
  Acknowledgement, DistributionOptions, FluxDistributionProps, FluxInstanceProps, FluxInstanceSyncProps, InstanceCluster, InstanceDistribution,
  InstanceProps, InstanceSharding, InstanceStorage, InstanceSync, SyncChecks, SyncDetails, SyncFields, SyncOptions,
} from './instance';
export { FluxSecret } from './flux-secret';
export {
  BucketStsProvider, BuildMetadata, DecryptionProvider, DeletionPolicy, GitVerificationMode, OciLayerOperation, OciVerificationProvider,
  SubstituteFromKind, SubstituteStrategy,
} from './options';
export type {
  BucketOptions, BucketSts, CommonMetadata, Decryption, GitInclude, GitRef, GitRepositoryOptions, GitVerification, HealthCheck, HealthCheckExpr,
  IgnoreRule, KubeConfig, KustomizationDependency, KustomizationOptions, KustomizeImage, KustomizePatch,
  OciLayerSelector, OciRef, OciRepositoryOptions,
  OciVerification, OidcIdentity, PatchTarget, PostBuild, SubstituteFrom,
} from './options';
export { Patches } from './patches';
export type { FluxWarning } from './problems';
export { SecretValue } from './secrets';
export type {
  BucketAzureSecretProps, BucketGcpSecretProps, BucketStaticKeysSecretProps, BucketStsSecretProps, CosignKeysSecretProps,
  FluxSecretProps, GitBasicAuthSecretProps, GitBearerTokenSecretProps, GithubAppSecretProps, GitSshSecretProps, GitVerificationKeysSecretProps,
  ProxySecretProps, RegistrySecretProps, SopsAgeSecretProps, SopsPgpSecretProps, TlsSecretProps,
} from './secrets';
