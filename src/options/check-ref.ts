import { isSet } from './is-set';
import type { Problem } from '../problems';

interface RefRules {
  /** The members that select, the one that the controller prefers first. */
  readonly order: readonly string[];
  /** The member that narrows the first one instead of being hidden by it. */
  readonly narrowing?: string;
}

/** As source-controller chooses. Upstream's documentation has `semver` before `tag` for Git, its code never had. */
const RULES: ReadonlyMap<string, RefRules> = new Map([
  ['GitRepository', { order: ['commit', 'name', 'tag', 'semver', 'branch'], narrowing: 'branch' }],
  ['OCIRepository', { order: ['digest', 'semver', 'tag'] }],
]);

/**
 * Refuses refs of which one would hide another without a word: the plain prop beside the option, or two members of the option.
 */
export function checkRef(kind: string, path: string, plainRef: unknown, ref: unknown): Problem[] {
  const rules = RULES.get(kind);
  if (rules === undefined || !isSet(ref)) {
    return [];
  }
  const given = Object.keys(ref as object);
  const [first, ...others] = rules.order.filter((member) => given.includes(member));
  const hidden = others.filter((member) => first !== rules.order[0] || member !== rules.narrowing);
  const problems = hidden.map((member) => conflict(`${path}.${member}`, `must not stand beside ${first}, which the controller would take instead`));
  if (isSet(plainRef)) {
    problems.unshift(conflict(path, 'must not stand beside the plain prop ref'));
  }
  if (given.includes('semverFilter') && !given.includes('semver')) {
    problems.push(conflict(`${path}.semverFilter`, 'has no effect without semver'));
  }
  return problems;
}

function conflict(path: string, rule: string): Problem {
  return { code: 'INPUT_CONFLICT', path, rule, remedy: 'set only what the sync shall follow' };
}
