import { isWarningCode, PROBLEM_CODES } from './codes';
import type { Problem } from './problem';
import type { ProblemSink } from './problem-sink';
import { RULE_IDS } from './rule-ids';
import { suggestRemedy } from './suggest';

/** What the author of an input knows and wants to hear no more of. */
export interface AcknowledgedCode {
  readonly code: string;
  /** Where it was acknowledged. */
  readonly field: ProblemSink;
}

/**
 * The findings that the author of an input has acknowledged, by their codes. It remembers which of them were found, so that one that silences
 * nothing can be told.
 */
export class Acknowledgements {
  private readonly used = new Set<string>();

  constructor(private readonly codes: readonly AcknowledgedCode[] = []) {}

  /** Whether nothing was acknowledged. */
  public get isEmpty(): boolean {
    return this.codes.length === 0;
  }

  /** The problems that are not acknowledged. */
  public filter<P extends Pick<Problem, 'code'>>(problems: readonly P[]): readonly P[] {
    if (this.codes.length === 0) {
      return problems;
    }
    return problems.filter(({ code }) => {
      const isAcknowledged = this.codes.some((each) => each.code === code);
      if (isAcknowledged) {
        this.used.add(code);
      }
      return !isAcknowledged;
    });
  }

  /** The acknowledgements that were for nothing so far. */
  public listUnused(): readonly Problem[] {
    return this.codes.filter(({ code }) => !this.used.has(code)).flatMap(({ code, field }) => {
      const sink = field.fork();
      sink.report({ code: 'ACKNOWLEDGED_WITHOUT_FINDING', rule: 'silences nothing', received: code, remedy: 'remove it' });
      return sink.problems;
    });
  }
}

/** Refuses what cannot be acknowledged: an error would be one in the cluster, too. */
export function checkAcknowledged(code: string, sink: ProblemSink): void {
  const allowed: readonly string[] = [...Object.keys(PROBLEM_CODES).filter(isWarningCode), ...RULE_IDS];
  if (!allowed.includes(code)) {
    const remedy = suggestRemedy(code, allowed);
    sink.report({
      code: 'INPUT_FORMAT',
      rule: 'must be the code of a warning or of a run-time rule; other errors cannot be acknowledged',
      received: code,
      ...remedy === undefined ? {} : { remedy },
    });
  }
}
