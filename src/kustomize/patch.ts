/** What a patch applies to. Every field that is set must match; regular expressions are Go's (RE2) and match whole values. */
export interface PatchTarget {
  readonly group?: string;
  readonly version?: string;
  readonly kind?: string;
  readonly name?: string;
  readonly namespace?: string;
  readonly labelSelector?: string;
  readonly annotationSelector?: string;
}

/** One entry of kustomize's `patches`. */
export interface Patch {
  /** A strategic merge patch or a list of JSON 6902 operations, as YAML or JSON. */
  readonly patch: string;
  readonly target?: PatchTarget;
}
