import { getOrCreateMap, setField } from '../nodes/fields';
import { getMetadataTexts, setMetadataTexts } from '../nodes/metadata-texts';
import { newScalar } from '../nodes/node';
import type { MapNode } from '../nodes/node';
import { PatchFailure } from '../patch-failure';
import { getCurrentId } from './resource-id';
import type { ResourceId } from './resource-id';

const PREFIX = 'internal.config.kubernetes.io/';
const NAMES = `${PREFIX}previousNames`;
const NAMESPACES = `${PREFIX}previousNamespaces`;
const KINDS = `${PREFIX}previousKinds`;

/** Ids beyond this many are not noted again and again. */
const MOST_REPEATED = 100;

/** Annotations that only live during a build; patches can see them, and removing them loses what they say. */
const BUILD_ANNOTATIONS = [
  ...['previousKinds', 'previousNames', 'previousNamespaces', 'prefixes', 'suffixes', 'allowNameChange', 'allowKindChange', 'refBy',
    'generatorBehavior', 'needsHashSuffix', 'path', 'index', 'seqindent', 'id', 'annotations-migration-resource-id', 'helm-generated'].map((name) => `${PREFIX}${name}`),
  'config.kubernetes.io/path', 'config.kubernetes.io/index', 'config.k8s.io/id',
];
const ORIGIN_ANNOTATIONS = ['config.kubernetes.io/origin', 'alpha.config.kubernetes.io/transformations'];
const LEGACY_ANNOTATIONS = ['config.kubernetes.io/path', 'config.kubernetes.io/index', 'config.k8s.io/id'];

/** The ids that an object had before JSON patches, the oldest first. */
export function getPreviousIds(object: MapNode): ResourceId[] {
  const annotations = getMetadataTexts(object, 'annotations');
  const names = annotations.get(NAMES)?.split(',');
  if (names === undefined) {
    return [];
  }
  const namespaces = (annotations.get(NAMESPACES) ?? '').split(',');
  const kinds = (annotations.get(KINDS) ?? '').split(',');
  if (names.length !== namespaces.length || names.length !== kinds.length) {
    throw new PatchFailure('PATCH_OBJECT_INVALID', `must not patch the ${PREFIX} annotations`);
  }
  const { group, version } = getCurrentId(object);
  return names.map((name, i) => (
    { group, version, kind: kinds[i], name, namespace: namespaces[i], effectiveNamespace: namespaces[i] || 'default' }
  ));
}

export function getOriginalId(object: MapNode): ResourceId {
  return getPreviousIds(object)[0] ?? getCurrentId(object);
}

/**
 * Notes the current id in the annotations, where upstream keeps it: a JSON patch then always finds annotations. Upstream notes it again with
 * every patch, which ten thousand patches would pay for; after some the object is found by them all the same.
 */
export function recordCurrentId(object: MapNode): void {
  const id = getCurrentId(object);
  const previous = getPreviousIds(object);
  const last = previous.at(-1);
  if (previous.length >= MOST_REPEATED && last?.name === id.name && last.namespace === id.effectiveNamespace && last.kind === id.kind) {
    return;
  }
  appendToAnnotation(object, NAMES, id.name);
  appendToAnnotation(object, NAMESPACES, id.effectiveNamespace);
  appendToAnnotation(object, KINDS, id.kind);
}

function appendToAnnotation(object: MapNode, name: string, text: string): void {
  if (text === '') {
    return;
  }
  const before = getMetadataTexts(object, 'annotations').get(name);
  const annotations = getOrCreateMap(getOrCreateMap(object, 'metadata'), 'annotations');
  setField(annotations, name, newScalar(before === undefined ? text : `${before},${text}`, '!!str', true));
}

/** The annotations that survive a JSON patch whatever it does. */
export function getInternalAnnotations(object: MapNode): Map<string, string> {
  return new Map([...getMetadataTexts(object, 'annotations')]
    .filter(([name]) => name.startsWith(PREFIX) || LEGACY_ANNOTATIONS.includes(name)));
}

export function removeBuildAnnotations(object: MapNode): void {
  const annotations = getMetadataTexts(object, 'annotations');
  for (const name of [...BUILD_ANNOTATIONS, ...ORIGIN_ANNOTATIONS]) {
    annotations.delete(name);
  }
  setMetadataTexts(object, 'annotations', annotations);
}
