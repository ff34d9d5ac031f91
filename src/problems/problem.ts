import type { ProblemCode } from './codes';
import { escapeInvisible, formatValue } from './format-value';
import { hideCredentials } from './hide-credentials';
import type { RuleId } from './rule-ids';

/**
 * One thing that is wrong, as plain data. Problems are collected in a `ProblemSink`; only constructs and the command turn them into an error.
 */
export interface Problem {
  /** Which of the closed set of problems, or of the run-time rules, this is. */
  readonly code: ProblemCode | RuleId;
  /** The field, as the user wrote it or as it stands in the object: `sync.ref`, `spec.ref.tag`, `patches[2]`. Empty for the whole input. */
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

/**
 * What is accepted, but may surprise: a controller would silently ignore it, or it does not do what one may expect.
 */
export interface FluxWarning {
  /** Which warning this is, as the documentation of errors lists them: `PATCH_UNAPPLIED`. */
  readonly code: string;
  /** The field, as the user wrote it or as it stands in the object: `patches[2]`. Empty for the whole input. */
  readonly path: string;
  /** What is to be known, as a sentence about the field. */
  readonly message: string;
  /**
   * What to write instead.
   *
   * @default - nothing is known to be better
   */
  readonly remedy?: string;
}

/** Keys and strings of the input stand in paths and rules: whatever they are, a problem stays one readable line. */
const MAX_PATH_LENGTH = 300;
const MAX_RULE_LENGTH = 1500;

/** An error lists at most this many problems, then says how many more there are: ten thousand bad patches are one mistake. */
const MAX_SHOWN = 50;
const MAX_MESSAGE_LENGTH = 8000;

/**
 * All problems of one construct at once. Not part of the public API: jsii loses error classes on the way to other languages, so the message
 * carries everything.
 */
export class ProblemsError extends Error {
  declare public readonly subject: string;
  declare public readonly problems: readonly Problem[];

  constructor(subject: string, problems: readonly Problem[]) {
    super(formatProblems(subject, problems));
    this.name = 'ProblemsError';
    // Node prints the enumerable members of an error that nobody catches: the message says it all, without what must not be shown.
    Object.defineProperties(this, { subject: { value: subject }, problems: { value: problems } });
  }
}

/** Raises one error for all problems, if there are any. The first line of its stack is then where `caller` was called. */
export function raiseProblems(subject: string, problems: readonly Problem[], caller: object): void {
  if (problems.length > 0) {
    const error = new ProblemsError(subject, problems);
    Error.captureStackTrace(error, caller as () => void);
    throw error;
  }
}

/**
 * Writes one problem in one line: `sync.ref: must not be empty, received ""; write the ref's full name, like refs/heads/main [INPUT_EMPTY]`.
 */
export function formatProblem(problem: Problem): string {
  return formatWarning(toWarning(problem));
}

/** A problem with its value written out. */
export function toWarning(problem: Problem): FluxWarning {
  const received = 'received' in problem ? `, received ${formatValue(problem.received)}` : '';
  return {
    code: problem.code,
    path: toLine(problem.path, MAX_PATH_LENGTH),
    message: `${toLine(problem.rule, MAX_RULE_LENGTH)}${received}`,
    ...problem.remedy === undefined ? {} : { remedy: toLine(problem.remedy, MAX_RULE_LENGTH) },
  };
}

export function formatWarning({ code, path, message, remedy }: FluxWarning): string {
  return `${path === '' ? '' : `${path}: `}${message}${remedy === undefined ? '' : `; ${remedy}`} [${code}]`;
}

function formatProblems(subject: string, problems: readonly Problem[]): string {
  const lines: string[] = [];
  let length = 0;
  for (const problem of problems.slice(0, MAX_SHOWN)) {
    const line = `  - ${formatProblem(problem)}`;
    length += line.length;
    if (length >= MAX_MESSAGE_LENGTH && lines.length > 0) {
      break;
    }
    lines.push(line);
  }
  const more = problems.length > lines.length ? [`  … and ${problems.length - lines.length} more`] : [];
  const count = problems.length === 1 ? '1 problem' : `${problems.length} problems`;
  return [`${subject}: ${count}`, ...lines, ...more].join('\n');
}

function toLine(text: string, maxLength: number): string {
  const shown = hideCredentials(text);
  return escapeInvisible(shown.length > maxLength ? `${shown.slice(0, maxLength)}…` : shown);
}
