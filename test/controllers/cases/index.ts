import { BUCKET_CASES } from './bucket-cases';
import { COMMON_CASES } from './common-cases';
import { GIT_CASES } from './git-cases';
import { KUSTOMIZATION_CASES } from './kustomization-cases';
import { OCI_CASES } from './oci-cases';
import { PATH_CASES } from './path-cases';
import { REFERENCE_CASES } from './reference-cases';
import type { RuleCase } from './rule-case';

export const CASES: readonly RuleCase[] = [
  ...COMMON_CASES, ...REFERENCE_CASES, ...PATH_CASES, ...GIT_CASES, ...OCI_CASES, ...BUCKET_CASES, ...KUSTOMIZATION_CASES,
];
