/** A semantic version without build metadata, which never takes part in a comparison. */
export interface Version {
  readonly major: number;
  readonly minor: number;
  readonly patch: number;
  /** What follows the `-`, empty for a release. */
  readonly prerelease: string;
}
