/**
 * Access to another cluster: exactly one of `secret` and `configMap`.
 */
export interface KubeConfig {
  /**
   * Name of the Secret with a kubeconfig. Upstream field: `spec.kubeConfig.secretRef.name`.
   *
   * @default - none
   */
  readonly secret?: string;

  /**
   * The key of the Secret that holds the kubeconfig. Upstream field: `spec.kubeConfig.secretRef.key`.
   *
   * @default - `value`, else `value.yaml`
   */
  readonly secretKey?: string;

  /**
   * Name of the ConfigMap that says how to log in with a cloud identity. Upstream field: `spec.kubeConfig.configMapRef.name`.
   * Needs Flux 2.7.
   *
   * @default - none
   */
  readonly configMap?: string;
}
