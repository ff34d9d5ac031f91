import { getMetadataTexts } from '../nodes/metadata-texts';
import type { MapNode } from '../nodes/node';
import type { PatchTarget } from '../patch';
import { matchLabels } from './match-labels';
import { compilePattern } from './match-pattern';
import { parseLabelSelector } from './parse-label-selector';
import type { Requirement } from './parse-label-selector';
import { getOriginalId } from './previous-ids';
import { getCurrentId } from './resource-id';

export type Matcher = (object: MapNode) => boolean;

/**
 * A test for objects. All expressions are compiled at once, but a label selector is only read when an object has passed everything before it:
 * an invalid one that never gets its turn is no error upstream either.
 */
export function compileTarget(target: PatchTarget): Matcher {
  const group = compilePattern('group', target.group);
  const version = compilePattern('version', target.version);
  const kind = compilePattern('kind', target.kind);
  const name = compilePattern('name', target.name);
  const namespace = compilePattern('namespace', target.namespace);
  const labels = readOnce(target.labelSelector);
  const annotations = readOnce(target.annotationSelector);
  return (object) => {
    const current = getCurrentId(object);
    const original = getOriginalId(object);
    return (namespace(original.effectiveNamespace) || namespace(current.effectiveNamespace))
      && (name(original.name) || name(current.name))
      && group(current.group) && version(current.version) && kind(current.kind)
      && matchLabels(labels(), getMetadataTexts(object, 'labels'))
      && matchLabels(annotations(), getMetadataTexts(object, 'annotations'));
  };
}

function readOnce(selector: string | undefined): () => readonly Requirement[] {
  let requirements: readonly Requirement[] | undefined;
  return () => requirements ??= parseLabelSelector(selector ?? '');
}
