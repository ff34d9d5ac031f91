export { checkRuntime } from './check-runtime';
export type { RuntimeContext, RuntimeProblem } from './check-runtime';
export { replaceFields } from './rule';
export type { RuleKind, RuntimeRule } from './rule';
export { listRuntimeRules } from './rules';
export { indexSecrets } from './secret-index';
export type { KnownSecret, SecretIndex } from './secret-index';
export { hasCredentials, suggestUrl } from './suggest-url';
