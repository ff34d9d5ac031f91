import { GitVerificationMode } from './git-repository-options';
import type { GitInclude, GitRef, GitRepositoryOptions, GitVerification } from './git-repository-options';
import { choice, durationWithoutHours, field, flag, list, required, struct, text } from './shape';

const GIT_REF = struct<GitRef>({
  branch: field('branch', text),
  tag: field('tag', text),
  semver: field('semver', text),
  name: field('name', text),
  commit: field('commit', text),
});

const GIT_VERIFICATION = struct<GitVerification>({
  mode: field('mode', choice(GitVerificationMode)),
  secret: required('secretRef.name', text),
});

const GIT_INCLUDE = struct<GitInclude>({
  repository: required('repository.name', text),
  fromPath: field('fromPath', text),
  toPath: field('toPath', text),
});

export const GIT_REPOSITORY = struct<GitRepositoryOptions>({
  ref: field('ref', GIT_REF),
  verify: field('verify', GIT_VERIFICATION),
  sparseCheckout: field('sparseCheckout', list(text)),
  recurseSubmodules: field('recurseSubmodules', flag),
  include: field('include', list(GIT_INCLUDE)),
  ignore: field('ignore', text),
  proxySecret: field('proxySecretRef.name', text),
  timeout: field('timeout', durationWithoutHours),
  suspend: field('suspend', flag),
  serviceAccountName: field('serviceAccountName', text),
});
