/** What identifies an object. Mirrors kyaml's `ResId`. */
export interface ResourceId {
  readonly group: string;
  readonly version: string;
  readonly kind: string;
  readonly name: string;
  readonly namespace: string;
  /** What the namespace counts as when ids are compared and selected. */
  readonly effectiveNamespace: string;
}

export const DEFAULT_NAMESPACE = 'default';
/** The namespace of cluster-scoped objects, as kustomize calls it. */
export const NOT_NAMESPACED = '_non_namespaceable_';

/** Equal ids have equal keys: a missing namespace is `default`, and cluster-scoped kinds have none. */
export function toIdKey(id: ResourceId): string {
  return JSON.stringify([id.group, id.version, id.kind, id.effectiveNamespace, id.name]);
}

/** The object in a message: `Deployment flux-system/source-controller`. */
export function describeId(id: ResourceId): string {
  return `${id.kind || 'an object without kind'} ${id.namespace === '' ? '' : `${id.namespace}/`}${id.name || '(no name)'}`;
}

export const BUILD_PREFIX = 'internal.config.kubernetes.io/';
export const PREVIOUS_NAMES = `${BUILD_PREFIX}previousNames`;
export const PREVIOUS_NAMESPACES = `${BUILD_PREFIX}previousNamespaces`;
export const PREVIOUS_KINDS = `${BUILD_PREFIX}previousKinds`;

const LEGACY_ANNOTATIONS = ['config.kubernetes.io/path', 'config.kubernetes.io/index', 'config.k8s.io/id'];

/** Annotations that exist only during a build. Patches can see them; a patch that removes them loses what they record. */
export const BUILD_ANNOTATIONS: readonly string[] = [
  ...['previousKinds', 'previousNames', 'previousNamespaces', 'prefixes', 'suffixes', 'allowNameChange', 'allowKindChange', 'refBy',
    'generatorBehavior', 'needsHashSuffix', 'path', 'index', 'seqindent', 'id', 'annotations-migration-resource-id', 'helm-generated'].map((name) => `${BUILD_PREFIX}${name}`),
  ...LEGACY_ANNOTATIONS,
  'config.kubernetes.io/origin', 'alpha.config.kubernetes.io/transformations',
];

/** Whether an annotation survives a JSON patch, whatever that does. */
export function isInternalAnnotation(name: string): boolean {
  return name.startsWith(BUILD_PREFIX) || LEGACY_ANNOTATIONS.includes(name);
}
