/**
 * Replaces `${name}` and `${name:=default}` in the built manifests.
 */
export interface PostBuild {
  /**
   * Variables and their values. A name has letters, digits and `_`, and starts with no digit. Upstream field: `spec.postBuild.substitute`.
   *
   * @default - none
   */
  readonly substitute?: { readonly [name: string]: string };

  /**
   * ConfigMaps and Secrets whose keys are variables. A later one wins, and `substitute` wins over all.
   * Upstream field: `spec.postBuild.substituteFrom`.
   *
   * @default - none
   */
  readonly substituteFrom?: SubstituteFrom[];

  /**
   * When to replace variables. Upstream field: `spec.postBuild.substituteStrategy`. Needs Flux 2.9.
   *
   * @default SubstituteStrategy.WITH_VARIABLES
   */
  readonly substituteStrategy?: SubstituteStrategy;
}

/**
 * A ConfigMap or Secret whose keys are variables, in the namespace of the sync.
 */
export interface SubstituteFrom {
  /**
   * The kind of the object. Upstream field: `spec.postBuild.substituteFrom[].kind`.
   */
  readonly kind: SubstituteFromKind;

  /**
   * The name of the object, at most 253 characters. Upstream field: `spec.postBuild.substituteFrom[].name`.
   */
  readonly name: string;

  /**
   * Whether the object may be missing. Upstream field: `spec.postBuild.substituteFrom[].optional`.
   *
   * @default false
   */
  readonly optional?: boolean;
}

/**
 * The kind of object that variables come from.
 */
export enum SubstituteFromKind {
  /** A ConfigMap. */
  CONFIG_MAP = 'ConfigMap',
  /** A Secret. */
  SECRET = 'Secret',
}

/**
 * When to replace variables.
 */
export enum SubstituteStrategy {
  /** Only where any variable has a value. */
  WITH_VARIABLES = 'WithVariables',
  /** Always, so that defaults count too. */
  ALWAYS = 'Always',
}
