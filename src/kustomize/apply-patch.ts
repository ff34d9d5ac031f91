import { applyJsonPatch } from './json6902/apply-json-patch';
import type { Operation } from './json6902/operation';
import { applyStrategicPatch, fitPatch } from './merge/apply-strategic-patch';
import type { MapNode } from './nodes/node';
import type { ParsedPatch } from './patch/read-patch';
import { PatchFailure } from './patch-failure';
import { checkUnique } from './select/check-unique';
import { findTargets } from './select/find-targets';
import { describeId, getCurrentId } from './select/resource-id';
import type { TrackedObject } from './tracked-object';

export interface PatchStep {
  readonly objects: readonly TrackedObject[];
  /** Where the objects come from that the patch selected. */
  readonly selected: readonly number[];
}

/** Applies one patch to the objects that it selects. The objects given are not changed. */
export function applyPatch(objects: readonly TrackedObject[], patch: ParsedPatch): PatchStep {
  if (patch.operations !== undefined) {
    return applyToTargets(objects, patch, (node) => applyJsonPatch(node, patch.operations as readonly Operation[]));
  }
  const documents = patch.documents ?? [];
  if (documents.length === 0) {
    return { objects, selected: [] };
  }
  if (patch.target === undefined) {
    return applyDocuments(objects, documents);
  }
  if (documents.length > 1) {
    throw new PatchFailure('PATCH_MANY_DOCUMENTS', `must be one document to have a target, has ${documents.length}`);
  }
  const step = applyToTargets(objects, patch, (node) => merge(node, fitPatch(documents[0], getCurrentId(node))));
  checkUnique(step.objects.map(({ node }) => node));
  return step;
}

function applyToTargets(objects: readonly TrackedObject[], patch: ParsedPatch, change: (node: MapNode) => MapNode | undefined): PatchStep {
  if (patch.target === undefined) {
    throw new PatchFailure('PATCH_TARGET_MISSING', 'must have a target, as a list of JSON 6902 operations names no object');
  }
  const selected = new Set(objects.filter(({ node }) => patch.matches()(node)));
  return {
    objects: objects.flatMap((object) => selected.has(object) ? track(object, change(object.node)) : [object]),
    selected: [...selected].map(({ origin }) => origin),
  };
}

/** Each document of a patch without target names its object. */
function applyDocuments(objects: readonly TrackedObject[], documents: readonly MapNode[]): PatchStep {
  const selected: number[] = [];
  let current = objects;
  for (const document of documents) {
    const found = findTargets(current.map(({ node }) => node), document);
    if (found.length !== 1) {
      const id = describeId(getCurrentId(document));
      throw new PatchFailure('PATCH_NO_MATCH', found.length === 0
        ? `finds no ${id} (apiVersion, kind, name and namespace must be the object's)`
        : `finds ${found.length} objects that are or were ${id}, must find one`);
    }
    const target = current[found[0]];
    selected.push(target.origin);
    current = current.flatMap((object) => object === target ? track(object, merge(object.node, document)) : [object]);
  }
  return { objects: current, selected };
}

function merge(node: MapNode, document: MapNode): MapNode | undefined {
  try {
    return applyStrategicPatch(node, document);
  } catch (error) {
    throw error instanceof PatchFailure
      ? new PatchFailure(error.code, `cannot merge into ${describeId(getCurrentId(node))}: ${error.rule}`)
      : error;
  }
}

function track(object: TrackedObject, node: MapNode | undefined): TrackedObject[] {
  return node === undefined ? [] : [{ node, origin: object.origin }];
}
