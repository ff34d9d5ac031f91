import { field, mapOf, stringOrEmpty, struct } from '../input';
import type { Fields } from '../input';

/**
 * Labels and annotations for several objects at once. They replace equal keys.
 *
 * @see https://fluxoperator.dev/docs/crd/fluxinstance/
 */
export interface CommonMetadata {
  /**
   * Labels to set. Upstream: `commonMetadata.labels`.
   *
   * @default - none
   */
  readonly labels?: { readonly [key: string]: string };

  /**
   * Annotations to set. Upstream: `commonMetadata.annotations`.
   *
   * @default - none
   */
  readonly annotations?: { readonly [key: string]: string };
}

export const COMMON_METADATA = struct({
  labels: field(mapOf(stringOrEmpty)),
  annotations: field(mapOf(stringOrEmpty)),
} satisfies Fields<CommonMetadata>);
