import type { ProblemCode } from './codes';
import type { RuleId } from './rule-ids';

/**
 * One thing that is wrong, as plain data. Every layer returns these; only the constructs throw.
 */
export interface Problem {
  /** Which of the closed set of problems, or of the run-time rules, this is. */
  readonly code: ProblemCode | RuleId;
  /** The field, as the user wrote it or as it stands in the object: `sync.ref`, `spec.ref.tag`, `patches[2]`. Empty for the whole. */
  readonly path: string;
  /** The rule that is broken, as a sentence without a subject: `must be a DNS label`. */
  readonly rule: string;
  /** The value that broke the rule. Absent where there was none, or where it must not be shown. */
  readonly received?: unknown;
  /** The values that would be right, where they can be listed. */
  readonly allowed?: readonly string[];
  /** What to write instead. */
  readonly remedy?: string;
}
