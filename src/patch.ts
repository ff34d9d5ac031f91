/**
 * A kustomize patch: a strategic merge patch or a list of JSON 6902 operations, as text.
 *
 * `Patches` makes one from operations or from an object. Upstream: an entry of `FluxInstance.spec.kustomize.patches`.
 */
export interface KustomizePatch {
  /**
   * The patch, as YAML or JSON: one object with `apiVersion`, `kind` and `metadata.name`, or a list of operations.
   */
  readonly patch: string;

  /**
   * Which objects to patch. JSON 6902 operations need it.
   *
   * @default - the one object that the strategic merge patch names
   */
  readonly target?: PatchTarget;
}

/**
 * Selects the objects that a patch changes: those that match all of the fields that are set.
 *
 * All fields but the two selectors are regular expressions in Go's syntax that must match the whole value.
 * Upstream: `FluxInstance.spec.kustomize.patches[].target`.
 */
export interface PatchTarget {
  /**
   * API group, such as `kustomize.toolkit.fluxcd.io`.
   *
   * @default - any
   */
  readonly group?: string;

  /**
   * API version without the group, such as `v1`.
   *
   * @default - any
   */
  readonly version?: string;

  /**
   * Kind, such as `Kustomization` or `.*Repository`.
   *
   * @default - any
   */
  readonly kind?: string;

  /**
   * Name of the object.
   *
   * @default - any
   */
  readonly name?: string;

  /**
   * Namespace of the object.
   *
   * @default - any
   */
  readonly namespace?: string;

  /**
   * Label selector in Kubernetes' syntax, such as `app=web,!canary`. The sync's own objects have no managed labels yet when they are patched.
   *
   * @default - any
   */
  readonly labelSelector?: string;

  /**
   * Annotation selector in Kubernetes' syntax for label selectors.
   *
   * @default - any
   */
  readonly annotationSelector?: string;
}
