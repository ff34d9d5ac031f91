export { checkRuntime } from './check-runtime';
export type { RuntimeContext, RuntimeProblem, RuntimeReport } from './check-runtime';
export type { KnownSecret } from './known-secret';
export type { RuleKind, RuntimeRule } from './runtime-rule';
export { RUNTIME_RULES } from './runtime-rules';
