import type { Duration } from 'cdk8s';
import { boolean, durationWithoutHours, enumOf, field, listOf, required, secretName, string, struct } from '../input';
import type { Fields } from '../input';

/**
 * Options of the GitRepository, applied before your patches.
 *
 * @see https://fluxcd.io/flux/components/source/gitrepositories/
 */
export interface GitRepositoryOptions {
  /**
   * What to check out, in place of the plain prop `ref`. Upstream: `spec.ref`.
   *
   * @default - the plain prop `ref`, a full ref name
   */
  readonly ref?: GitRef;

  /**
   * Checks the signatures of commits and tags. Upstream: `spec.verify`.
   *
   * @default - signatures are not checked
   */
  readonly verify?: GitVerification;

  /**
   * The directories to check out, each as a prefix of the paths to keep: `clusters/prod/`. It must contain the sync's `path`.
   * With it, submodules are left out. Upstream: `spec.sparseCheckout`. Needs Flux 2.6.
   *
   * @default - the whole repository
   */
  readonly sparseCheckout?: string[];

  /**
   * Also clones the submodules, with the same credentials. Upstream: `spec.recurseSubmodules`.
   *
   * @default false
   */
  readonly recurseSubmodules?: boolean;

  /**
   * Other GitRepositories of the same namespace whose files are copied into this one's artifact. Upstream: `spec.include`.
   *
   * @default - none
   */
  readonly include?: GitInclude[];

  /**
   * Which files to leave out of the artifact, in the format of `.gitignore`, after the rules of the repository's `.sourceignore`.
   * With any rule here Flux's own exclusions (images, archives, CI files) no longer apply. Upstream: `spec.ignore`.
   *
   * @default - Flux's own exclusions and the repository's `.sourceignore`
   */
  readonly ignore?: string;

  /**
   * Name of the Secret with the proxy's `address` and, optionally, `username` and `password`. See `FluxSecret.proxy`.
   * Upstream: `spec.proxySecretRef.name`.
   *
   * @default - no proxy
   */
  readonly proxySecret?: string;

  /**
   * How long a clone may take. Upstream: `spec.timeout`.
   *
   * @default - 60 seconds, Flux's own default
   */
  readonly timeout?: Duration;

  /**
   * Stops fetching. Upstream: `spec.suspend`.
   *
   * @default false
   */
  readonly suspend?: boolean;

  /**
   * Name of the ServiceAccount whose cloud identity fetches the repository, where `provider` is `azure` (`aws` from Flux 2.9). The
   * controller must run with object-level workload identity. Upstream: `spec.serviceAccountName`. Needs Flux 2.7.
   *
   * @default - the identity of source-controller
   */
  readonly serviceAccountName?: string;
}

/**
 * What to check out of a Git repository: one member, or `commit` together with `branch`. Any other two would hide each other
 * and are an error.
 *
 * @see https://fluxcd.io/flux/components/source/gitrepositories/
 */
export interface GitRef {
  /**
   * The branch to follow, without `refs/heads/`. Upstream: `spec.ref.branch`.
   *
   * @default - none
   */
  readonly branch?: string;

  /**
   * The tag to check out, without `refs/tags/`. Upstream: `spec.ref.tag`.
   *
   * @default - none
   */
  readonly tag?: string;

  /**
   * The range of versions whose highest tag is followed: `>=1.2.0 <2.0.0`. Upstream: `spec.ref.semver`.
   *
   * @default - none
   */
  readonly semver?: string;

  /**
   * The full ref name to follow: `refs/heads/main`, `refs/pull/1/head`. Upstream: `spec.ref.name`.
   *
   * @default - none
   */
  readonly name?: string;

  /**
   * The commit to check out, all 40 hexadecimal digits. With `branch` only that branch is cloned. Upstream: `spec.ref.commit`.
   *
   * @default - none
   */
  readonly commit?: string;
}

/**
 * How to check the signatures of a Git repository.
 *
 * @see https://fluxcd.io/flux/components/source/gitrepositories/
 */
export interface GitVerification {
  /**
   * Which Git objects must be signed. Upstream: `spec.verify.mode`.
   *
   * @default GitVerificationMode.HEAD
   */
  readonly mode?: GitVerificationMode;

  /**
   * Name of the Secret with the trusted public keys. See `FluxSecret.gitVerificationKeys`. Upstream: `spec.verify.secretRef.name`.
   */
  readonly secret: string;
}

/**
 * Which Git objects must be signed.
 *
 * @see https://fluxcd.io/flux/components/source/gitrepositories/
 */
export enum GitVerificationMode {
  /** The commit that is checked out. */
  HEAD = 'HEAD',
  /** The tag that is checked out. The ref must be a tag. */
  TAG = 'Tag',
  /** Both the tag and its commit. */
  TAG_AND_HEAD = 'TagAndHEAD',
}

/**
 * Another GitRepository whose files are copied in.
 *
 * @see https://fluxcd.io/flux/components/source/gitrepositories/
 */
export interface GitInclude {
  /**
   * Name of the other GitRepository, in the same namespace. Upstream: `spec.include[].repository.name`.
   */
  readonly repository: string;

  /**
   * The directory to copy from. Upstream: `spec.include[].fromPath`.
   *
   * @default - the root of the other repository
   */
  readonly fromPath?: string;

  /**
   * The directory to copy to. Upstream: `spec.include[].toPath`.
   *
   * @default - the name of the other GitRepository
   */
  readonly toPath?: string;
}

const GIT_REF = struct({
  branch: field(string),
  tag: field(string),
  semver: field(string),
  name: field(string),
  commit: field(string),
} satisfies Fields<GitRef>);

const GIT_VERIFICATION = struct({
  mode: field(enumOf(GitVerificationMode)),
  secret: required(secretName, { to: 'secretRef.name' }),
} satisfies Fields<GitVerification>);

const GIT_INCLUDE = struct({
  repository: required(string, { to: 'repository.name' }),
  fromPath: field(string),
  toPath: field(string),
} satisfies Fields<GitInclude>);

export const GIT_REPOSITORY_OPTIONS = struct({
  ref: field(GIT_REF),
  verify: field(GIT_VERIFICATION),
  sparseCheckout: field(listOf(string)),
  recurseSubmodules: field(boolean),
  include: field(listOf(GIT_INCLUDE)),
  ignore: field(string),
  proxySecret: field(secretName, { to: 'proxySecretRef.name' }),
  timeout: field(durationWithoutHours),
  suspend: field(boolean),
  serviceAccountName: field(string),
} satisfies Fields<GitRepositoryOptions>);
