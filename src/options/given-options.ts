/**
 * The props of a sync that this room reads, as they came in: from plain JavaScript each may be anything.
 */
export interface GivenOptions {
  readonly ref?: unknown;
  readonly gitRepository?: unknown;
  readonly ociRepository?: unknown;
  readonly bucket?: unknown;
  readonly kustomization?: unknown;
}
