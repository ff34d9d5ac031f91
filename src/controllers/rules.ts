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
import type { RuntimeRule } from './rule';

/** Every rule about what the Flux controllers refuse or ignore at run time. `docs/errors.md` is tested against this table. */
export const RUNTIME_RULES: readonly RuntimeRule[] = [
  ...COMMON_RULES,
  ...REFERENCE_RULES,
  ...PATH_RULES,
  ...GIT_REPOSITORY_RULES,
  ...GIT_REF_RULES,
  ...GIT_CHECKOUT_RULES,
  ...GIT_SECRET_RULES,
  ...OCI_REPOSITORY_RULES,
  ...OCI_VERIFY_RULES,
  ...BUCKET_RULES,
  ...KUSTOMIZATION_RULES,
  ...KUSTOMIZATION_BUILD_RULES,
  ...KUSTOMIZATION_SUBSTITUTE_RULES,
  ...KUSTOMIZATION_HEALTH_RULES,
  ...KUSTOMIZATION_PATCH_RULES,
];
