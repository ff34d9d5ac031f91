/**
 * The kind of Flux source that the cluster syncs from.
 *
 * Upstream: `FluxInstance.spec.sync.kind`.
 */
export enum SyncKind {
  /** A Git repository, over HTTPS or SSH. */
  GIT_REPOSITORY = 'GitRepository',
  /** An OCI artifact in a container registry. */
  OCI_REPOSITORY = 'OCIRepository',
  /** A bucket of an S3-compatible, Azure or Google object storage. */
  BUCKET = 'Bucket',
}
