import type { KnownSecret } from './known-secret';
import type { RuleId } from '../problems';

/** The kinds that the rules know. */
export type RuleKind = 'GitRepository' | 'OCIRepository' | 'Bucket' | 'Kustomization';

/**
 * One thing that a Flux controller refuses, waits for in vain, ignores or surprises with, although the API server accepts it.
 */
export interface RuntimeRule {
  readonly id: RuleId;
  /** The row of the fact sheet that the rule stands for; `lint` for advice of our own. */
  readonly row: string;
  readonly kinds: readonly RuleKind[];
  /** The first Flux minor with this behaviour. @default - every supported one */
  readonly since?: string;
  /** `error`: the controller always fails. `warning`: it ignores or surprises, or a flag of the controller decides. */
  readonly severity: 'error' | 'warning';
  /** The rule as a sentence without a subject, unless a finding says it more precisely. */
  readonly message: string;
  /** For the documentation: what the controller does. */
  readonly cause: string;
  /** For the documentation: what to write instead. */
  readonly remedy: string;
  /** Every place of the object that breaks the rule. A field of a wrong type breaks none: the schema check reports it. */
  readonly find: (subject: RuleSubject) => readonly Finding[];
}

/** What a rule may look at. */
export interface RuleSubject {
  /** The object, as plain JSON. */
  readonly object: unknown;
  /** All objects of the same sync, this one included. */
  readonly objects: readonly unknown[];
  readonly secrets: readonly KnownSecret[];
  /** Whether the Flux release is this minor (`2.8`) or later. */
  readonly isAtLeast: (minor: string) => boolean;
}

/** One place that breaks a rule. */
export interface Finding {
  readonly path: string;
  /** Absent where there is no value, or where it must not be shown. */
  readonly received?: unknown;
  /** @default - the rule's own message */
  readonly message?: string;
}
