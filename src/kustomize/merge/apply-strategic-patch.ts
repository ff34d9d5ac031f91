import { mergeNodes } from './merge-nodes';
import { copyNode } from '../nodes/copy-node';
import { clearField, getField, getOrCreateMap, setTextField } from '../nodes/fields';
import { getMetadataTexts, setMetadataTexts } from '../nodes/metadata-texts';
import { isEmptyMap, textOf } from '../nodes/node';
import type { MapNode } from '../nodes/node';
import { getCurrentId } from '../select/resource-id';
import type { ResourceId } from '../select/resource-id';

/** The object with a strategic merge patch applied, or nothing if the patch deletes it. */
export function applyStrategicPatch(object: MapNode, patch: MapNode): MapNode | undefined {
  const target = copyNode(object);
  const { kind, name, namespace } = getCurrentId(object);
  const merged = mergeNodes(target, copyNode(patch), undefined);
  if (merged === undefined || isEmptyMap(target)) {
    return undefined;
  }
  // What was merged counts only in place: `$patch: replace` on the whole object gives another node and so has no effect upstream.
  setTextField(target, 'kind', kind);
  setIdentity(target, name, namespace);
  return target;
}

/** The patch as kustomize prepares it for an object that a target selected: labels and annotations become texts, the apiVersion is the object's. */
export function fitPatch(patch: MapNode, id: ResourceId): MapNode {
  const fitted = copyNode(patch);
  setMetadataTexts(fitted, 'labels', getMetadataTexts(patch, 'labels'));
  setMetadataTexts(fitted, 'annotations', getMetadataTexts(patch, 'annotations'));
  const { name, namespace } = getCurrentId(patch);
  setIdentity(fitted, name, namespace);
  setTextField(fitted, 'apiVersion', id.group === '' ? id.version : `${id.group}/${id.version}`);
  setTextField(fitted, 'kind', textOf(getField(patch, 'kind')));
  return fitted;
}

function setIdentity(object: MapNode, name: string, namespace: string): void {
  setTextField(getOrCreateMap(object, 'metadata'), 'name', name);
  const metadata = getField(object, 'metadata') as MapNode;
  if (namespace === '') {
    clearField(metadata, 'namespace');
  } else {
    setTextField(metadata, 'namespace', namespace);
  }
}
