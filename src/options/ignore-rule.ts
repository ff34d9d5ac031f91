import type { PatchTarget } from '../patch';

/**
 * Fields of applied objects that somebody else may change.
 */
export interface IgnoreRule {
  /**
   * The fields, as JSON pointers without wildcards: `/spec/replicas`. Upstream field: `spec.ignore[].paths`.
   */
  readonly paths: string[];

  /**
   * The objects. Upstream field: `spec.ignore[].target`.
   *
   * @default - all objects
   */
  readonly target?: PatchTarget;
}
