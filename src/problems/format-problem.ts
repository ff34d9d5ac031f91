import { formatValue } from './format-value';
import type { Problem } from './problem';

/**
 * Writes one problem in one line: `sync.ref: must not be empty, received ""; write the ref's full name, like refs/heads/main [INPUT_EMPTY]`.
 */
export function formatProblem(problem: Problem): string {
  const where = problem.path === '' ? '' : `${problem.path}: `;
  const received = 'received' in problem ? `, received ${formatValue(problem.received)}` : '';
  const remedy = problem.remedy === undefined ? '' : `; ${problem.remedy}`;
  return `${where}${problem.rule}${received}${remedy} [${problem.code}]`;
}
