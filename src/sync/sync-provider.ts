/**
 * How Flux logs in to the source without a static credential.
 *
 * Upstream: `FluxInstance.spec.sync.provider`.
 */
export enum SyncProvider {
  /** No cloud login: the pull secret, or nothing. */
  GENERIC = 'generic',
  /** AWS workload identity. On a Git repository (CodeCommit) from Flux 2.9 on. */
  AWS = 'aws',
  /** Azure workload identity. */
  AZURE = 'azure',
  /** Google Cloud workload identity. Not for Git repositories. */
  GCP = 'gcp',
  /** A GitHub App, whose key is in the pull secret. For Git repositories only, from Flux 2.5 on. */
  GITHUB = 'github',
}
