/** The objects after one step of the work, and how to name what that step wrote. */
export interface Stage {
  readonly objects: readonly any[];
  /** The input that wrote a field of an object of that kind, as the user knows it. */
  readonly describeOrigin: (kind: string, path: string) => string | undefined;
}
