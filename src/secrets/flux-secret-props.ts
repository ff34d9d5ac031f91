/**
 * What all credentials have in common.
 */
export interface FluxSecretProps {
  /**
   * The Secret's name. `flux bootstrap` names the pull secret `flux-system`: use that name to take over from it.
   *
   * @default - the construct's id
   */
  readonly name?: string;

  /**
   * The Secret's namespace, which must be the sync's.
   *
   * @default - the chart's namespace, else `flux-system`
   */
  readonly namespace?: string;

  /**
   * Must be set to true: the synthesised manifest holds the values in plain text, and what is committed stays in the history of Git.
   * Set it where the output is encrypted with `sops` or goes straight to the cluster. Else let External Secrets or a SOPS-encrypted
   * file make the Secret, and only name it in the sync.
   *
   * @default false
   */
  readonly allowPlainTextInOutput?: boolean;
}
