import { formatProblem } from './format-problem';
import type { Problem } from './problem';

/** Beyond this many the list says how many more there are: ten thousand bad patches are one mistake. */
const MOST_SHOWN = 50;
/** Nor does anybody read more text than this. */
const LONGEST = 8000;

/**
 * All problems of one construct at once. Not part of the public API: jsii loses error classes at the border, so the message carries everything.
 */
export class ProblemsError extends Error {
  constructor(public readonly subject: string, public readonly problems: readonly Problem[]) {
    super(formatMessage(subject, problems));
    this.name = 'ProblemsError';
  }
}

function formatMessage(subject: string, problems: readonly Problem[]): string {
  const lines = problems.slice(0, MOST_SHOWN).map((problem) => `  - ${formatProblem(problem)}`);
  let room = LONGEST;
  const shown = lines.filter((line) => (room -= line.length) > 0);
  const more = problems.length > shown.length ? [`  … and ${problems.length - shown.length} more`] : [];
  const count = problems.length === 1 ? '1 problem' : `${problems.length} problems`;
  return [`${subject}: ${count}`, ...shown, ...more].join('\n');
}
