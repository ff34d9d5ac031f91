import { isClusterScoped } from './openapi';
import { PatchFailure } from './patch-failure';
import { getField, getMetadataStrings, getOrCreateMap, isEmpty, newScalar, setField, setMetadataStrings, textOf } from './yaml/node';
import type { MapNode, Node } from './yaml/node';

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

const DEFAULT_NAMESPACE = 'default';
/** The namespace of cluster-scoped objects, as kustomize calls it. */
export const NOT_NAMESPACED = '_non_namespaceable_';

/** The id of an object as it is now. Mirrors `Resource.CurId`. */
export function getCurrentId(object: MapNode): ResourceId {
  const metadata = getField(object, 'metadata');
  const [group, version] = splitApiVersion(textOf(getField(object, 'apiVersion')));
  const kind = textOf(getField(object, 'kind'));
  const namespace = textOfField(metadata, 'namespace');
  const apiVersion = group === '' ? version : `${group}/${version}`;
  return {
    group,
    version,
    kind,
    namespace,
    name: textOfField(metadata, 'name'),
    effectiveNamespace: isClusterScoped(apiVersion, kind) ? NOT_NAMESPACED : namespace || DEFAULT_NAMESPACE,
  };
}

function splitApiVersion(apiVersion: string): [group: string, version: string] {
  const slash = apiVersion.indexOf('/');
  return slash < 0 ? ['', apiVersion] : [apiVersion.slice(0, slash), apiVersion.slice(slash + 1)];
}

/** Equal ids have equal keys: a missing namespace is `default`, and cluster-scoped kinds have none. */
export function toIdKey(id: ResourceId): string {
  return JSON.stringify([id.group, id.version, id.kind, id.effectiveNamespace, id.name]);
}

/** The object in a message: `Deployment flux-system/source-controller`. */
export function describeId(id: ResourceId): string {
  return `${id.kind || 'an object without kind'} ${id.namespace === '' ? '' : `${id.namespace}/`}${id.name || '(no name)'}`;
}

function textOfField(map: Node | undefined, name: string): string {
  const value = isEmpty(map) ? undefined : getField(map, name);
  return isEmpty(value) ? '' : textOf(value);
}

/** Every object needs a kind, and a name unless it is a list. Mirrors `RNode.GetValidatedMetadata`. */
export function checkIdentity(node: Node): asserts node is MapNode {
  const kind = textOfField(node, 'kind');
  if (kind === '') {
    throw new PatchFailure('PATCH_OBJECT_INVALID', 'must have a kind');
  }
  if (!kind.endsWith('List') && textOfField(getField(node, 'metadata'), 'name') === '') {
    throw new PatchFailure('PATCH_OBJECT_INVALID', `must have a metadata.name (kind ${kind})`);
  }
}

/** Refuses two objects with the same id. Mirrors `ResMap.Append`. */
export function checkUnique(objects: Iterable<MapNode>): void {
  const seen = new Set<string>();
  for (const object of objects) {
    const id = getCurrentId(object);
    const key = toIdKey(id);
    if (seen.has(key)) {
      throw new PatchFailure('PATCH_OBJECT_INVALID', `must not result in two objects ${describeId(id)}`);
    }
    seen.add(key);
  }
}

const BUILD_PREFIX = 'internal.config.kubernetes.io/';
const PREVIOUS_NAMES = `${BUILD_PREFIX}previousNames`;
const PREVIOUS_NAMESPACES = `${BUILD_PREFIX}previousNamespaces`;
const PREVIOUS_KINDS = `${BUILD_PREFIX}previousKinds`;

/** From this many ids on, the same id is not recorded again. */
const MAX_RECORDED = 100;

/** Annotations that exist only during a build. Patches can see them; a patch that removes them loses what they record. */
const BUILD_ANNOTATIONS = [
  ...['previousKinds', 'previousNames', 'previousNamespaces', 'prefixes', 'suffixes', 'allowNameChange', 'allowKindChange', 'refBy',
    'generatorBehavior', 'needsHashSuffix', 'path', 'index', 'seqindent', 'id', 'annotations-migration-resource-id', 'helm-generated'].map((name) => `${BUILD_PREFIX}${name}`),
  'config.kubernetes.io/path', 'config.kubernetes.io/index', 'config.k8s.io/id',
];
const ORIGIN_ANNOTATIONS = ['config.kubernetes.io/origin', 'alpha.config.kubernetes.io/transformations'];
const LEGACY_ANNOTATIONS = ['config.kubernetes.io/path', 'config.kubernetes.io/index', 'config.k8s.io/id'];

/** The ids that an object had before JSON patches, the oldest first. Mirrors `Resource.PrevIds`. */
export function getPreviousIds(object: MapNode): ResourceId[] {
  const annotations = getMetadataStrings(object, 'annotations');
  const names = annotations.get(PREVIOUS_NAMES)?.split(',');
  if (names === undefined) {
    return [];
  }
  const namespaces = (annotations.get(PREVIOUS_NAMESPACES) ?? '').split(',');
  const kinds = (annotations.get(PREVIOUS_KINDS) ?? '').split(',');
  if (names.length !== namespaces.length || names.length !== kinds.length) {
    throw new PatchFailure('PATCH_OBJECT_INVALID', `must not patch the ${BUILD_PREFIX} annotations`);
  }
  const { group, version } = getCurrentId(object);
  return names.map((name, i) => (
    { group, version, kind: kinds[i], name, namespace: namespaces[i], effectiveNamespace: namespaces[i] || 'default' }
  ));
}

/** Mirrors `Resource.OrgId`. */
export function getOriginalId(object: MapNode): ResourceId {
  return getPreviousIds(object)[0] ?? getCurrentId(object);
}

/**
 * Records the current id in the annotations, as `Resource.StorePreviousId` does, so that a JSON patch always finds annotations. kustomize records
 * it again with every patch; here that stops after a while, because ten thousand patches would make the annotation grow without any use.
 */
export function recordCurrentId(object: MapNode): void {
  const id = getCurrentId(object);
  const previous = getPreviousIds(object);
  const last = previous.at(-1);
  if (previous.length >= MAX_RECORDED && last?.name === id.name && last.namespace === id.effectiveNamespace && last.kind === id.kind) {
    return;
  }
  appendToAnnotation(object, PREVIOUS_NAMES, id.name);
  appendToAnnotation(object, PREVIOUS_NAMESPACES, id.effectiveNamespace);
  appendToAnnotation(object, PREVIOUS_KINDS, id.kind);
}

function appendToAnnotation(object: MapNode, name: string, text: string): void {
  if (text === '') {
    return;
  }
  const before = getMetadataStrings(object, 'annotations').get(name);
  const annotations = getOrCreateMap(getOrCreateMap(object, 'metadata'), 'annotations');
  setField(annotations, name, newScalar(before === undefined ? text : `${before},${text}`, '!!str', true));
}

/** The annotations that survive a JSON patch, whatever it does. */
export function getInternalAnnotations(object: MapNode): Map<string, string> {
  return new Map([...getMetadataStrings(object, 'annotations')]
    .filter(([name]) => name.startsWith(BUILD_PREFIX) || LEGACY_ANNOTATIONS.includes(name)));
}

export function removeBuildAnnotations(object: MapNode): void {
  const annotations = getMetadataStrings(object, 'annotations');
  for (const name of [...BUILD_ANNOTATIONS, ...ORIGIN_ANNOTATIONS]) {
    annotations.delete(name);
  }
  setMetadataStrings(object, 'annotations', annotations);
}
