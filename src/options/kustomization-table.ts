import { DecryptionProvider } from './decryption';
import type { Decryption } from './decryption';
import type { HealthCheck, HealthCheckExpr } from './health-check';
import type { IgnoreRule } from './ignore-rule';
import type { KubeConfig } from './kube-config';
import type { KustomizationDependency } from './kustomization-dependency';
import { BuildMetadata, DeletionPolicy } from './kustomization-options';
import type { KustomizationOptions } from './kustomization-options';
import type { KustomizeImage } from './kustomize-image';
import { SubstituteFromKind, SubstituteStrategy } from './post-build';
import type { PostBuild, SubstituteFrom } from './post-build';
import { choice, duration, field, flag, list, map, required, struct, text, textOrEmpty } from './shape';
import type { CommonMetadata } from '../common-metadata';
import type { KustomizePatch, PatchTarget } from '../patch';

const DECRYPTION = struct<Decryption>({
  provider: { path: 'provider', shape: choice(DecryptionProvider), default: DecryptionProvider.SOPS },
  secret: field('secretRef.name', text),
  serviceAccountName: field('serviceAccountName', text),
});

const SUBSTITUTE_FROM = struct<SubstituteFrom>({
  kind: required('kind', choice(SubstituteFromKind)),
  name: required('name', text),
  optional: field('optional', flag),
});

const POST_BUILD = struct<PostBuild>({
  substitute: field('substitute', map(textOrEmpty)),
  substituteFrom: field('substituteFrom', list(SUBSTITUTE_FROM)),
  substituteStrategy: field('substituteStrategy', choice(SubstituteStrategy)),
});

const HEALTH_CHECK = struct<HealthCheck>({
  apiVersion: field('apiVersion', text),
  kind: required('kind', text),
  name: required('name', text),
  namespace: field('namespace', text),
});

const HEALTH_CHECK_EXPR = struct<HealthCheckExpr>({
  apiVersion: required('apiVersion', text),
  kind: field('kind', text),
  current: required('current', text),
  inProgress: field('inProgress', text),
  failed: field('failed', text),
});

const DEPENDENCY = struct<KustomizationDependency>({
  name: required('name', text),
  namespace: field('namespace', text),
  readyExpr: field('readyExpr', text),
});

const COMMON_METADATA = struct<CommonMetadata>({
  labels: field('labels', map(textOrEmpty)),
  annotations: field('annotations', map(textOrEmpty)),
});

const IMAGE = struct<KustomizeImage>({
  name: required('name', text),
  newName: field('newName', text),
  newTag: field('newTag', text),
  digest: field('digest', text),
});

/** An empty text selects everything, as an absent one does. */
const PATCH_TARGET = struct<PatchTarget>({
  group: field('group', textOrEmpty),
  version: field('version', textOrEmpty),
  kind: field('kind', textOrEmpty),
  name: field('name', textOrEmpty),
  namespace: field('namespace', textOrEmpty),
  labelSelector: field('labelSelector', textOrEmpty),
  annotationSelector: field('annotationSelector', textOrEmpty),
});

const PATCH = struct<KustomizePatch>({
  patch: required('patch', text),
  target: field('target', PATCH_TARGET),
});

const KUBE_CONFIG = struct<KubeConfig>({
  secret: field('secretRef.name', text),
  secretKey: field('secretRef.key', text),
  configMap: field('configMapRef.name', text),
});

const IGNORE_RULE = struct<IgnoreRule>({
  paths: required('paths', list(text)),
  target: field('target', PATCH_TARGET),
});

export const KUSTOMIZATION = struct<KustomizationOptions>({
  decryption: field('decryption', DECRYPTION),
  postBuild: field('postBuild', POST_BUILD),
  wait: field('wait', flag),
  healthChecks: field('healthChecks', list(HEALTH_CHECK)),
  healthCheckExprs: field('healthCheckExprs', list(HEALTH_CHECK_EXPR)),
  timeout: field('timeout', duration),
  retryInterval: field('retryInterval', duration),
  interval: field('interval', duration),
  prune: field('prune', flag),
  force: field('force', flag),
  deletionPolicy: field('deletionPolicy', choice(DeletionPolicy)),
  dependsOn: field('dependsOn', list(DEPENDENCY)),
  serviceAccountName: field('serviceAccountName', text),
  targetNamespace: field('targetNamespace', text),
  commonMetadata: field('commonMetadata', COMMON_METADATA),
  namePrefix: field('namePrefix', text),
  nameSuffix: field('nameSuffix', text),
  images: field('images', list(IMAGE)),
  components: field('components', list(text)),
  ignoreMissingComponents: field('ignoreMissingComponents', flag),
  patches: field('patches', list(PATCH)),
  kubeConfig: field('kubeConfig', KUBE_CONFIG),
  buildMetadata: field('buildMetadata', list(choice(BuildMetadata))),
  ignore: field('ignore', list(IGNORE_RULE)),
  suspend: field('suspend', flag),
});
