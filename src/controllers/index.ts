export { checkRuntime } from './check-runtime';
export type { RuntimeProblem } from './check-runtime';
export type { KnownSecret } from './known-secret';
export type { RuleKind, RuntimeRule } from './runtime-rule';
export { RUNTIME_RULES } from './runtime-rules';
