/**
 * What to do where the API server would accept an object, but the Flux controller would always fail on it.
 */
export enum RuntimeChecks {
  /** Such a sync is an error at synth. */
  ERROR = 'error',
  /** It is a warning, like the things that a controller silently ignores. */
  WARN = 'warn',
  /** Nothing is checked beyond what the API server refuses, and there are no warnings. */
  OFF = 'off',
}
