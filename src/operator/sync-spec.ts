/** The kinds of Flux source that a sync can have. */
export const SOURCE_KINDS = ['GitRepository', 'OCIRepository', 'Bucket'] as const;

export type SourceKind = typeof SOURCE_KINDS[number];

/** The ways to log in to a source without a static credential. */
export const PROVIDERS: readonly string[] = ['generic', 'aws', 'azure', 'gcp', 'github'];

/**
 * A sync with every default filled in and every rule checked: what the builders work from, whoever wrote it, props or a FluxInstance.
 */
export interface SyncSpec {
  readonly kind: SourceKind;
  readonly url: string;
  /** Git ref name, OCI tag or bucket name; absent where a typed option brings the whole ref. */
  readonly ref?: string;
  readonly path: string;
  /** Name of the source and of the Kustomization. */
  readonly name: string;
  /** In Go's canonical form, as the operator prints it. */
  readonly interval: string;
  readonly pullSecret?: string;
  readonly provider?: string;
  readonly namespace: string;
  /** Name of the FluxInstance, which the owner labels carry. */
  readonly instanceName: string;
  /** The resolved Flux release, with `v`. */
  readonly release: string;
  readonly multitenant: boolean;
  readonly labels: Readonly<Record<string, string>>;
  readonly annotations: Readonly<Record<string, string>>;
}
