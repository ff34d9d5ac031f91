import { escapeUnseen } from './escape-unseen';
import { formatValue } from './format-value';
import type { Problem } from './problem';

/** Keys and texts of the input stand in paths and rules: whatever they are, a problem stays one readable line. */
const LONGEST_PATH = 300;
const LONGEST_RULE = 1500;

/**
 * Writes one problem in one line: `sync.ref: must not be empty, received ""; write the ref's full name, like refs/heads/main [INPUT_EMPTY]`.
 */
export function formatProblem(problem: Problem): string {
  const where = problem.path === '' ? '' : `${toLine(problem.path, LONGEST_PATH)}: `;
  const received = 'received' in problem ? `, received ${formatValue(problem.received)}` : '';
  const remedy = problem.remedy === undefined ? '' : `; ${toLine(problem.remedy, LONGEST_RULE)}`;
  return `${where}${toLine(problem.rule, LONGEST_RULE)}${received}${remedy} [${problem.code}]`;
}

function toLine(text: string, longest: number): string {
  return escapeUnseen(text.length > longest ? `${text.slice(0, longest)}…` : text);
}
