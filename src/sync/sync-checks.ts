import type { RuntimeChecks } from './runtime-checks';
import type { UnmatchedPatches } from './unmatched-patches';

/**
 * How strictly a sync is checked.
 */
export interface SyncChecks {
  /**
   * What to do with a patch that selects nothing.
   *
   * @default UnmatchedPatches.ERROR
   */
  readonly unmatchedPatches?: UnmatchedPatches;

  /**
   * What to do where the API server would accept an object, but the Flux controller would always fail on it.
   *
   * @default RuntimeChecks.ERROR
   */
  readonly runtimeChecks?: RuntimeChecks;
}
