import type { IConstruct } from 'constructs';
import { anything, boolean, enumOf, field, struct } from '../input';
import type { Fields, ValuesOf } from '../input';

/**
 * What to do with a patch that selects nothing.
 */
export enum UnmatchedPatches {
  /** A patch that can select nothing is an error that says what was there to select. */
  ERROR = 'error',
  /** It is ignored, and one for the controllers gives no warning: as the operator does. */
  IGNORE = 'ignore',
}

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

/**
 * How a sync is checked and handed over.
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

  /**
   * Protects the source and the Kustomization from the operator while a cluster migrates: they get the annotation
   * `fluxcd.controlplane.io/prune: disabled`, so that an operator that made them before does not delete them. There is a warning until it is
   * removed again. The page about migrating has the steps.
   *
   * @default false
   */
  readonly handover?: boolean;
}

/**
 * How a sync is checked and what its patches may reach, beside the FluxInstance itself.
 */
export interface SyncOptions extends SyncChecks {
  /**
   * Further constructs whose API objects the patches select from, such as an `Include` of a Flux install manifest. They are patched in
   * place. With targets given, a patch that is meant for the controllers must select something.
   *
   * @default - patches for the controllers are listed in `unappliedPatches`, with a warning
   */
  readonly patchTargets?: IConstruct[];
}

/** The members of `SyncOptions`, which props have as well. */
export const SYNC_OPTION_FIELDS = {
  unmatchedPatches: field(enumOf(UnmatchedPatches), { default: UnmatchedPatches.ERROR }),
  runtimeChecks: field(enumOf(RuntimeChecks), { default: RuntimeChecks.ERROR }),
  handover: field(boolean),
  // Constructs: only the construct knows how to look at them.
  patchTargets: field(anything),
} satisfies Fields<SyncOptions>;

export const SYNC_OPTIONS = struct(SYNC_OPTION_FIELDS);

/** `SyncOptions`, read. */
export interface SyncSettings {
  readonly ignoreUnmatched: boolean;
  readonly runtimeChecks: RuntimeChecks;
  readonly handover: boolean;
  /** As they came in. */
  readonly patchTargets: unknown;
}

export function toSettings(values: ValuesOf<typeof SYNC_OPTION_FIELDS>): SyncSettings {
  return {
    ignoreUnmatched: values.unmatchedPatches === UnmatchedPatches.IGNORE,
    runtimeChecks: values.runtimeChecks ?? RuntimeChecks.ERROR,
    handover: values.handover === true,
    patchTargets: values.patchTargets,
  };
}
