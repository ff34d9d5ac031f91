/**
 * What to do with a patch that selects nothing.
 */
export enum UnmatchedPatches {
  /** A patch that can select nothing is an error that says what was there to select. */
  ERROR = 'error',
  /** It is ignored without a word, as the operator does. */
  IGNORE = 'ignore',
}
