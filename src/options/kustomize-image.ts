/**
 * Another name, tag or digest for a container image.
 */
export interface KustomizeImage {
  /**
   * The image as the source names it, without tag, as a regular expression for the whole name. Upstream field: `spec.images[].name`.
   */
  readonly name: string;

  /**
   * The new name, without tag. Upstream field: `spec.images[].newName`.
   *
   * @default - the same name
   */
  readonly newName?: string;

  /**
   * The new tag. Upstream field: `spec.images[].newTag`.
   *
   * @default - the same tag
   */
  readonly newTag?: string;

  /**
   * The new digest, with `sha256:`. Upstream field: `spec.images[].digest`.
   *
   * @default - none
   */
  readonly digest?: string;
}
