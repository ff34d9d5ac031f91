import { Cache } from '../util';
import { BUCKET_RULES } from './bucket-rules';
import { COMMON_RULES } from './common-rules';
import { GIT_CHECKOUT_RULES } from './git-checkout-rules';
import { GIT_REF_RULES } from './git-ref-rules';
import { GIT_REPOSITORY_RULES } from './git-repository-rules';
import { GIT_SECRET_RULES } from './git-secret-rules';
import { KUSTOMIZATION_BUILD_RULES } from './kustomization-build-rules';
import { KUSTOMIZATION_HEALTH_RULES } from './kustomization-health-rules';
import { KUSTOMIZATION_PATCH_RULES } from './kustomization-patch-rules';
import { KUSTOMIZATION_RULES } from './kustomization-rules';
import { KUSTOMIZATION_SUBSTITUTE_RULES } from './kustomization-substitute-rules';
import { OCI_REPOSITORY_RULES } from './oci-repository-rules';
import { OCI_VERIFY_RULES } from './oci-verify-rules';
import { PATH_RULES } from './path-rules';
import { REFERENCE_RULES } from './reference-rules';
import type { RuleKind, RuntimeRule } from './rule';

/** The rules that are about several kinds. */
const listSharedRules = (): RuntimeRule[] => [...COMMON_RULES, ...REFERENCE_RULES, ...PATH_RULES];

// In functions, because the packed package loads a module when it is first used: a sync has two of these kinds.
const OWN_RULES: Readonly<Record<RuleKind, () => RuntimeRule[]>> = {
  GitRepository: () => [...GIT_REPOSITORY_RULES, ...GIT_REF_RULES, ...GIT_CHECKOUT_RULES, ...GIT_SECRET_RULES],
  OCIRepository: () => [...OCI_REPOSITORY_RULES, ...OCI_VERIFY_RULES],
  Bucket: () => [...BUCKET_RULES],
  Kustomization: () => [
    ...KUSTOMIZATION_RULES, ...KUSTOMIZATION_BUILD_RULES, ...KUSTOMIZATION_SUBSTITUTE_RULES, ...KUSTOMIZATION_HEALTH_RULES,
    ...KUSTOMIZATION_PATCH_RULES,
  ],
};

const rulesByKind = new Cache<readonly RuntimeRule[]>(Object.keys(OWN_RULES).length);

/** Every rule about what the Flux controllers refuse or ignore at run time. `docs/errors.md` is tested against this table. */
export function listRuntimeRules(): readonly RuntimeRule[] {
  return [...listSharedRules(), ...Object.values(OWN_RULES).flatMap((list) => list())];
}

/** The rules about the objects of a kind. */
export function listRulesFor(kind: RuleKind): readonly RuntimeRule[] {
  return rulesByKind.getOrCompute(kind, () => [...listSharedRules().filter(({ kinds }) => kinds.includes(kind)), ...OWN_RULES[kind]()]);
}
