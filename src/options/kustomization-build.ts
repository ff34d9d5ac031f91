import { boolean, enumOf, field, listOf, mapOf, required, secretName, string, stringOrEmpty, struct } from '../input';
import type { Fields } from '../input';
import { PATCH_TARGET } from './kustomize-patch';
import type { PatchTarget } from './kustomize-patch';

/**
 * How to decrypt the files of the source. With neither member the controller's own cloud identity is asked for the keys.
 *
 * @see https://fluxcd.io/flux/components/kustomize/kustomizations/
 */
export interface Decryption {
  /**
   * The tool that encrypted the files. Upstream: `spec.decryption.provider`.
   *
   * @default DecryptionProvider.SOPS
   */
  readonly provider?: DecryptionProvider;

  /**
   * Name of the Secret with the age or PGP keys, or with cloud credentials. See `FluxSecret.sopsAge` and `FluxSecret.sopsPgp`.
   * Upstream: `spec.decryption.secretRef.name`.
   *
   * @default - none
   */
  readonly secret?: string;

  /**
   * Name of the ServiceAccount whose cloud identity decrypts. The controller must run with object-level workload identity.
   * Upstream: `spec.decryption.serviceAccountName`. Needs Flux 2.6.
   *
   * @default - the identity of kustomize-controller
   */
  readonly serviceAccountName?: string;
}

/**
 * The tool that encrypted the files of the source.
 *
 * @see https://fluxcd.io/flux/components/kustomize/kustomizations/
 */
export enum DecryptionProvider {
  /** SOPS, the only one that Flux knows. */
  SOPS = 'sops',
}

export const DECRYPTION = struct({
  provider: field(enumOf(DecryptionProvider), { default: DecryptionProvider.SOPS }),
  secret: field(secretName, { to: 'secretRef.name' }),
  serviceAccountName: field(string),
} satisfies Fields<Decryption>);

/**
 * Replaces `${name}` and `${name:=default}` in the built manifests.
 *
 * @see https://fluxcd.io/flux/components/kustomize/kustomizations/
 */
export interface PostBuild {
  /**
   * Variables and their values. A name has letters, digits and `_`, and starts with no digit. Upstream: `spec.postBuild.substitute`.
   *
   * @default - none
   */
  readonly substitute?: { readonly [name: string]: string };

  /**
   * ConfigMaps and Secrets whose keys are variables. A later one wins, and `substitute` wins over all.
   * Upstream: `spec.postBuild.substituteFrom`.
   *
   * @default - none
   */
  readonly substituteFrom?: SubstituteFrom[];

  /**
   * When to replace variables. Upstream: `spec.postBuild.substituteStrategy`. Needs Flux 2.9.
   *
   * @default SubstituteStrategy.WITH_VARIABLES
   */
  readonly substituteStrategy?: SubstituteStrategy;
}

/**
 * A ConfigMap or Secret whose keys are variables, in the namespace of the sync.
 *
 * @see https://fluxcd.io/flux/components/kustomize/kustomizations/
 */
export interface SubstituteFrom {
  /**
   * The kind of the object. Upstream: `spec.postBuild.substituteFrom[].kind`.
   */
  readonly kind: SubstituteFromKind;

  /**
   * The name of the object, at most 253 characters. Upstream: `spec.postBuild.substituteFrom[].name`.
   */
  readonly name: string;

  /**
   * Whether the object may be missing. Upstream: `spec.postBuild.substituteFrom[].optional`.
   *
   * @default false
   */
  readonly optional?: boolean;
}

/**
 * The kind of object that variables come from.
 *
 * @see https://fluxcd.io/flux/components/kustomize/kustomizations/
 */
export enum SubstituteFromKind {
  /** A ConfigMap. */
  CONFIG_MAP = 'ConfigMap',
  /** A Secret. */
  SECRET = 'Secret',
}

/**
 * When to replace variables.
 *
 * @see https://fluxcd.io/flux/components/kustomize/kustomizations/
 */
export enum SubstituteStrategy {
  /** Only where any variable has a value. */
  WITH_VARIABLES = 'WithVariables',
  /** Always, so that defaults count too. */
  ALWAYS = 'Always',
}

const SUBSTITUTE_FROM = struct({
  kind: required(enumOf(SubstituteFromKind)),
  name: required(string),
  optional: field(boolean),
} satisfies Fields<SubstituteFrom>);

export const POST_BUILD = struct({
  substitute: field(mapOf(stringOrEmpty)),
  substituteFrom: field(listOf(SUBSTITUTE_FROM)),
  substituteStrategy: field(enumOf(SubstituteStrategy)),
} satisfies Fields<PostBuild>);

/**
 * Another name, tag or digest for a container image.
 *
 * @see https://fluxcd.io/flux/components/kustomize/kustomizations/
 */
export interface KustomizeImage {
  /**
   * The image as the source names it, without tag, as a regular expression for the whole name. Upstream: `spec.images[].name`.
   */
  readonly name: string;

  /**
   * The new name, without tag. Upstream: `spec.images[].newName`.
   *
   * @default - the same name
   */
  readonly newName?: string;

  /**
   * The new tag. Upstream: `spec.images[].newTag`.
   *
   * @default - the same tag
   */
  readonly newTag?: string;

  /**
   * The new digest, with `sha256:`. Upstream: `spec.images[].digest`.
   *
   * @default - none
   */
  readonly digest?: string;
}

export const IMAGE = struct({
  name: required(string),
  newName: field(string),
  newTag: field(string),
  digest: field(string),
} satisfies Fields<KustomizeImage>);

/**
 * Fields of applied objects that somebody else may change.
 *
 * @see https://fluxcd.io/flux/components/kustomize/kustomizations/
 */
export interface IgnoreRule {
  /**
   * The fields, as JSON pointers without wildcards: `/spec/replicas`. Upstream: `spec.ignore[].paths`.
   */
  readonly paths: string[];

  /**
   * The objects. Upstream: `spec.ignore[].target`.
   *
   * @default - all objects
   */
  readonly target?: PatchTarget;
}

export const IGNORE_RULE = struct({
  paths: required(listOf(string)),
  target: field(PATCH_TARGET),
} satisfies Fields<IgnoreRule>);
