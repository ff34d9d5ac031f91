import type { RuleKind, RuntimeRule } from './runtime-rule';

/**
 * The one field of `spec` that a rule looks at before it says anything, found by watching it on an object without any. Where that field is
 * missing the rule has nothing to find, and need not be asked. `undefined` for a rule that looks at more, or elsewhere.
 */
export function findNeededField(rule: RuntimeRule, kind: RuleKind): string | undefined {
  const read = new Set<string>();
  const note = (name: string | symbol) => void read.add(String(name));
  const watch = (label?: string): any => new Proxy({}, {
    has: (_, name) => (note(label ?? name), false),
    get: (_, name) => (note(label ?? name), undefined),
    getOwnPropertyDescriptor: (_, name) => (note(label ?? name), undefined),
    ownKeys: () => (note(label ?? ELSEWHERE), []),
  });
  const elsewhere = watch(ELSEWHERE);
  const found = rule.find({
    object: { apiVersion: '', kind, metadata: elsewhere, spec: watch() },
    get objects() {
      note(ELSEWHERE);
      return [];
    },
    get secrets() {
      note(ELSEWHERE);
      return [];
    },
    isAtLeast: () => (note(ELSEWHERE), true),
  });
  const [field, ...others] = read;
  return found.length === 0 && others.length === 0 && field !== ELSEWHERE ? field : undefined;
}

const ELSEWHERE = 'elsewhere';
