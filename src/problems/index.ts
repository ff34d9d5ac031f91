export { PROBLEM_CODES } from './codes';
export type { ProblemCode } from './codes';
export { formatProblem } from './format-problem';
export { formatValue } from './format-value';
export type { Problem } from './problem';
export { ProblemsError } from './problems-error';
export { RULE_IDS } from './rule-ids';
export type { RuleId } from './rule-ids';
export { suggestNearest } from './suggest-nearest';
