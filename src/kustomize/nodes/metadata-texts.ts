import { clearField, getField, getOrCreateMap, setField } from './fields';
import { PatchFailure } from '../patch-failure';
import { isEmpty, newMap, newScalar, textOf } from './node';
import type { MapNode } from './node';

/** The labels or annotations as kustomize sees them: whatever a value is, its text counts. */
export function getMetadataTexts(object: MapNode, name: 'labels' | 'annotations'): Map<string, string> {
  const metadata = getField(object, 'metadata');
  const field = isEmpty(metadata) ? undefined : getField(metadata, name);
  const texts = new Map<string, string>();
  if (field !== undefined && field.kind === 'list' && field.items.length > 0) {
    throw new PatchFailure('PATCH_OBJECT_INVALID', `must not leave a list as metadata.${name}`);
  }
  if (field !== undefined && field.kind === 'map') {
    for (const [key, { value }] of field.fields) {
      texts.set(key, textOf(value));
    }
  }
  return texts;
}

/** Writes labels or annotations anew, all values as texts; without any the field goes. */
export function setMetadataTexts(object: MapNode, name: 'labels' | 'annotations', texts: ReadonlyMap<string, string>): void {
  const metadata = getOrCreateMap(object, 'metadata');
  clearField(metadata, name);
  if (texts.size === 0) {
    return;
  }
  const map = newMap();
  for (const [key, text] of texts) {
    setField(map, key, newScalar(text, '!!str', text.includes('\n')));
  }
  setField(metadata, name, map);
}
