/**
 * How to decrypt the files of the source. With neither member the controller's own cloud identity is asked for the keys.
 */
export interface Decryption {
  /**
   * The tool that encrypted the files. Upstream field: `spec.decryption.provider`.
   *
   * @default DecryptionProvider.SOPS
   */
  readonly provider?: DecryptionProvider;

  /**
   * Name of the Secret with the age or PGP keys, or with cloud credentials; see `FluxSecret.sopsAge` and `FluxSecret.sopsPgp`.
   * Upstream field: `spec.decryption.secretRef.name`.
   *
   * @default - none
   */
  readonly secret?: string;

  /**
   * Name of the ServiceAccount whose cloud identity decrypts. The controller must run with object-level workload identity.
   * Upstream field: `spec.decryption.serviceAccountName`. Needs Flux 2.6.
   *
   * @default - the identity of kustomize-controller
   */
  readonly serviceAccountName?: string;
}

/**
 * The tool that encrypted the files of the source.
 */
export enum DecryptionProvider {
  /** SOPS, the only one that Flux knows. */
  SOPS = 'sops',
}
