import type { IConstruct } from 'constructs';
import { anything, boolean, custom, enumOf, field, listOf, required, string, stringWith, struct } from '../input';
import type { Fields, ValuesOf } from '../input';
import { Acknowledgements, checkAcknowledged } from '../problems';
import type { AcknowledgedCode, ProblemSink } from '../problems';

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
 * A finding that is known and wanted: it is not reported again.
 */
export interface Acknowledgement {
  /** The code of a warning or of a run-time rule, as messages show it: `PATCH_UNAPPLIED`. */
  readonly code: string;

  /** Why it is fine here, for those who read this later. */
  readonly reason: string;
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

  /**
   * Findings to be silent about: warnings, and errors of run-time rules. All others are reported as before. There is a warning for one that
   * silences nothing.
   *
   * @default - none
   */
  readonly acknowledge?: Acknowledgement[];
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

  /**
   * Flux's manifests, for checks only: the folder with the unpacked artifact of the operator's distribution, or a file with the output of
   * `flux install --export`. Patches for the controllers are then tried on the real objects: one that would fail in the operator's build, or
   * selects nothing, is an error.
   *
   * @default - patches for the controllers are checked against what is known of every installation
   */
  readonly manifests?: string;
}

const ACKNOWLEDGEMENT = struct({
  code: required(custom((value, sink) => {
    if (typeof value !== 'string') {
      return sink.report({ code: 'INPUT_TYPE', rule: 'must be a string', received: value });
    }
    checkAcknowledged(value, sink);
    return { code: value, field: sink };
  })),
  reason: required(stringWith({ remedy: 'write why the finding is fine here' })),
} satisfies Fields<Acknowledgement>);

/** The members of `SyncChecks`, which props have as well. */
export const SYNC_CHECK_FIELDS = {
  unmatchedPatches: field(enumOf(UnmatchedPatches), { default: UnmatchedPatches.ERROR }),
  runtimeChecks: field(enumOf(RuntimeChecks), { default: RuntimeChecks.ERROR }),
  handover: field(boolean),
  acknowledge: field(listOf(ACKNOWLEDGEMENT)),
} satisfies Fields<SyncChecks>;

/** The members of `SyncOptions`, which props have as well. */
export const SYNC_OPTION_FIELDS = {
  ...SYNC_CHECK_FIELDS,
  manifests: field(string),
  // Constructs: only the construct knows how to look at them.
  patchTargets: field(anything),
} satisfies Fields<SyncOptions>;

export const SYNC_OPTIONS = struct(SYNC_OPTION_FIELDS);

/** `SyncOptions`, read. */
export interface SyncSettings {
  readonly ignoreUnmatched: boolean;
  readonly runtimeChecks: RuntimeChecks;
  readonly handover: boolean;
  readonly acknowledgements: Acknowledgements;
  readonly manifests?: string;
  /** As they came in. */
  readonly patchTargets: unknown;
}

/** @param noted what a manifest acknowledges itself */
export function toSettings(values: ValuesOf<typeof SYNC_OPTION_FIELDS>, noted: readonly AcknowledgedCode[] = []): SyncSettings {
  const given = (values.acknowledge ?? []).flatMap((each) => each?.code ?? []);
  return {
    ignoreUnmatched: values.unmatchedPatches === UnmatchedPatches.IGNORE,
    runtimeChecks: values.runtimeChecks ?? RuntimeChecks.ERROR,
    handover: values.handover === true,
    acknowledgements: new Acknowledgements([...given, ...noted]),
    manifests: values.manifests,
    patchTargets: values.patchTargets,
  };
}

/** The annotation of a manifest that acknowledges findings, with a code and its reason on each line. */
export const ACKNOWLEDGE_ANNOTATION = 'cdk8s-flux-instance-sync/acknowledge';

/** Reads the annotation of a manifest: `PATCH_UNAPPLIED: the cluster's Terraform applies it`. */
export function readAcknowledgeAnnotation(text: string, sink: ProblemSink): AcknowledgedCode[] {
  return text.split('\n').map((line) => line.trim()).filter((line) => line !== '').flatMap((line) => {
    const [, code, reason] = /^([^\s:]+):?\s*(.*)$/.exec(line) ?? [];
    if (!code || !reason) {
      sink.report({ code: 'INPUT_FORMAT', rule: 'must have a code and its reason on each line', received: line, remedy: 'write it like PATCH_UNAPPLIED: reason' });
      return [];
    }
    checkAcknowledged(code, sink);
    return [{ code, field: sink }];
  });
}
