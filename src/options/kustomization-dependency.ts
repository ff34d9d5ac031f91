/**
 * A Kustomization that must be ready first.
 */
export interface KustomizationDependency {
  /**
   * The other Kustomization's name. Upstream field: `spec.dependsOn[].name`.
   */
  readonly name: string;

  /**
   * The other Kustomization's namespace. Upstream field: `spec.dependsOn[].namespace`.
   *
   * @default - the same namespace
   */
  readonly namespace?: string;

  /**
   * When the other one counts as ready, in CEL, with `self` and `dep`: `dep.metadata.generation == dep.status.observedGeneration`.
   * It replaces Flux's own check. Upstream field: `spec.dependsOn[].readyExpr`. Needs Flux 2.7.
   *
   * @default - ready, at its newest generation and at the same revision
   */
  readonly readyExpr?: string;
}
