import { applyOperations } from './apply-operations';
import type { JsonObject } from './json-value';
import type { Operation } from './operation';
import { toJson } from './to-json';
import { toPlainJson } from './to-plain-json';
import { copyNode } from '../nodes/copy-node';
import { getField } from '../nodes/fields';
import { getMetadataTexts, setMetadataTexts } from '../nodes/metadata-texts';
import type { MapNode } from '../nodes/node';
import { PatchFailure } from '../patch-failure';
import { getInternalAnnotations, recordCurrentId } from '../select/previous-ids';
import { describeId, getCurrentId } from '../select/resource-id';
import { fromPlain } from '../write/from-plain';
import { toPlainObject } from '../write/to-plain';

/** The object with the operations applied, written anew as upstream does. */
export function applyJsonPatch(object: MapNode, operations: readonly Operation[]): MapNode {
  const target = copyNode(object);
  recordCurrentId(target);
  const internal = getInternalAnnotations(target);
  const name = describeId(getCurrentId(object));
  const document = toJson(toPlainObject(target, 'exact')) as JsonObject;
  const patched = applyOperations(document, operations, name);
  if (Array.isArray(patched)) {
    throw new PatchFailure('PATCH_JSON_ROOT', `must leave ${name} an object, leaves a list`);
  }
  const result = fromPlain(toPlainJson(patched), 'rewritten') as MapNode;
  const metadata = getField(result, 'metadata');
  if (metadata === undefined || metadata.kind === 'map') {
    setMetadataTexts(result, 'annotations', new Map([...getMetadataTexts(result, 'annotations'), ...internal]));
  }
  return result;
}
