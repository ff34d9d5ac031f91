/**
 * Labels and annotations for several objects at once. They replace equal keys.
 */
export interface CommonMetadata {
  /**
   * Labels to set.
   *
   * @default - none
   */
  readonly labels?: { readonly [key: string]: string };

  /**
   * Annotations to set.
   *
   * @default - none
   */
  readonly annotations?: { readonly [key: string]: string };
}
