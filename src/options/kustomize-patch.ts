import { field, required, stringOrEmpty, stringWith, struct } from '../input';
import type { Fields } from '../input';

/**
 * A kustomize patch: a strategic merge patch or a list of JSON 6902 operations, as a string.
 *
 * `Patches` makes one from operations or from an object. Upstream: an entry of `FluxInstance.spec.kustomize.patches`.
 *
 * @see https://fluxoperator.dev/docs/crd/fluxinstance/
 */
export interface KustomizePatch {
  /**
   * The patch, as YAML or JSON: one object with `apiVersion`, `kind` and `metadata.name`, or a list of operations.
   * Upstream: `patch`.
   */
  readonly patch: string;

  /**
   * Which objects to patch. JSON 6902 operations need it. Upstream: `target`.
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
 *
 * @see https://fluxoperator.dev/docs/crd/fluxinstance/
 */
export interface PatchTarget {
  /**
   * API group, such as `kustomize.toolkit.fluxcd.io`. Upstream: `target.group`.
   *
   * @default - any
   */
  readonly group?: string;

  /**
   * API version without the group, such as `v1`. Upstream: `target.version`.
   *
   * @default - any
   */
  readonly version?: string;

  /**
   * Kind, such as `Kustomization` or `.*Repository`. Upstream: `target.kind`.
   *
   * @default - any
   */
  readonly kind?: string;

  /**
   * Name of the object. Upstream: `target.name`.
   *
   * @default - any
   */
  readonly name?: string;

  /**
   * Namespace of the object. Upstream: `target.namespace`.
   *
   * @default - any
   */
  readonly namespace?: string;

  /**
   * Label selector in Kubernetes' syntax, such as `app=web,!canary`. The sync's own objects have no managed labels yet when they are patched.
   * Upstream: `target.labelSelector`.
   *
   * @default - any
   */
  readonly labelSelector?: string;

  /**
   * Annotation selector in Kubernetes' syntax for label selectors. Upstream: `target.annotationSelector`.
   *
   * @default - any
   */
  readonly annotationSelector?: string;
}

/** An empty text selects everything, as an absent one does. */
export const PATCH_TARGET = struct({
  group: field(stringOrEmpty),
  version: field(stringOrEmpty),
  kind: field(stringOrEmpty),
  name: field(stringOrEmpty),
  namespace: field(stringOrEmpty),
  labelSelector: field(stringOrEmpty),
  annotationSelector: field(stringOrEmpty),
} satisfies Fields<PatchTarget>);

export const PATCH = struct({
  patch: required(stringWith({ remedy: 'write the operations, or the object, as a string of YAML' })),
  target: field(PATCH_TARGET, { keepEmpty: true }),
} satisfies Fields<KustomizePatch>);
