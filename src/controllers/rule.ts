import type { PathStep, RuleId } from '../problems';
import type { SecretIndex } from './secret-index';

/** The kinds that the rules know. */
export type RuleKind = 'GitRepository' | 'OCIRepository' | 'Bucket' | 'Kustomization';

/**
 * One thing that a Flux controller refuses, waits for in vain, ignores or handles unexpectedly, although the API server accepts it.
 *
 * Messages, causes and remedies write a field of the object as `{spec.secretRef}`, and the Flux version as `{fluxVersion}`. Users see what their
 * own input calls it, and for `{set spec.ref.semver}` how their input sets it.
 */
export interface RuntimeRule {
  readonly id: RuleId;
  readonly kinds: readonly RuleKind[];
  /** A field of `spec`. On an object without it the rule finds nothing, and is not run. @default - the rule runs on every object of its kinds */
  readonly field?: string;
  /** Whether it looks at other objects of the same sync. @default - at the one object, and at the Secrets */
  readonly looksAtOthers?: true;
  /** The first Flux minor with this behavior. @default - every supported one */
  readonly since?: string;
  /** `error`: the controller always fails. `warning`: it ignores something or behaves unexpectedly, or a setting of the controller decides. */
  readonly severity: 'error' | 'warning';
  /** The rule as a sentence without a subject, for findings that have no message of their own. */
  readonly message: string;
  /** What the controller does, as a full sentence. Only the documentation shows it. */
  readonly cause: string;
  /** What to do instead: an imperative that starts in lower case, without a full stop. Errors and the documentation show it. */
  readonly remedy: string;
  /** Every place in the object that breaks the rule. A value of a wrong type breaks none: the schema check reports it. */
  readonly find: (subject: RuleSubject) => readonly Finding[];
}

/** What a rule looks at. */
export interface RuleSubject {
  /** The object, as plain data. */
  readonly object: unknown;
  /** All objects of the same sync, this one included; only this one for a rule that does not look at others. */
  readonly objects: readonly unknown[];
  readonly secrets: SecretIndex;
  /** Whether the Flux release is this minor (`2.8`) or later. */
  readonly isAtLeast: (minor: string) => boolean;
}

/** One place that breaks a rule. */
export interface Finding {
  /** The field in the object. */
  readonly steps: readonly PathStep[];
  /** Absent where there is no value, or where it must not be shown. */
  readonly received?: unknown;
  /** @default - the message of the rule */
  readonly message?: string;
  /** @default - the remedy of the rule */
  readonly remedy?: string | undefined;
}

const FIELD = /(?<!\$)\{(set )?(spec(?:\.\w+)+|fluxVersion)\}/g;

/**
 * Replaces the `{spec.…}` placeholders of a message, cause or remedy by names, and `{set spec.…}` by how to set the field.
 */
export function replaceFields(
  text: string, nameField: (field: string) => string, describeSetting = (field: string) => `set ${nameField(field)}`,
): string {
  return text.replace(FIELD, (_, set: string | undefined, field: string) => (set === undefined ? nameField(field) : describeSetting(field)));
}
