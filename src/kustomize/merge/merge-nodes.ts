import { checkKind } from './check-kind';
import type { FieldPath } from './check-kind';
import { mergeLists } from './merge-lists';
import { findSchema } from './schema';
import type { Schema } from './schema';
import { takeDirective } from './take-directive';
import { getField, setField } from '../nodes/fields';
import type { ListNode, MapNode, Node, ScalarNode } from '../nodes/node';
import { isMissingOrNull, isNull, newScalar, textOf } from '../nodes/node';

/**
 * The strategic merge of a patch into a target, or nothing where nothing is left. Both are changed in place: callers pass copies. This follows
 * kustomize step by step, including what looks odd, because the result of one step is the input of the next.
 */
export function mergeNodes(
  target: Node | undefined, patch: Node | undefined, known: Schema | undefined, path?: FieldPath,
): Node | undefined {
  const schema = known ?? findOwnSchema(target) ?? findOwnSchema(patch);
  const kind = isMissingOrNull(target) ? isMissingOrNull(patch) ? 'nothing' : (patch as Node).kind : (target as Node).kind;
  fillStyle(target, patch);
  if (kind === 'nothing') {
    return mergeMaps(target, patch, schema, path);
  }
  checkKind(target, kind, path);
  checkKind(patch, kind, path);
  switch (kind) {
    case 'map':
      return mergeMaps(target, patch, schema, path);
    case 'list':
      return schema?.keys === undefined ? patch ?? target : mergeKeyedLists(target, patch, schema, path);
    default:
      return patch ?? target;
  }
}

function mergeMaps(target: Node | undefined, patch: Node | undefined, schema: Schema | undefined, path?: FieldPath): Node | undefined {
  const start = startMap(target, patch);
  if (start === undefined || start.kind !== 'map') {
    return start;
  }
  const names = new Set([...start.fields.keys(), ...patch?.kind === 'map' ? patch.fields.keys() : []]);
  for (const name of names) {
    const value = mergeNodes(getField(start, name), getField(patch, name), schema?.fields.get(name) ?? schema?.others, { parent: path, name });
    setField(start, name, value, newKey(name, patch));
  }
  return start;
}

/** An empty map or list is written as the patch writes it. */
function fillStyle(target: Node | undefined, patch: Node | undefined): void {
  if (target !== undefined && patch !== undefined && target.kind !== 'scalar' && (target.kind === 'map' ? target.fields.size : target.items.length) === 0) {
    target.flow = patch.kind !== 'scalar' && patch.flow;
  }
}

/** What a merged map starts from: the target, or the patch where it adds or replaces the map. */
function startMap(target: Node | undefined, patch: Node | undefined): Node | undefined {
  if (isMissingOrNull(target)) {
    if (patch?.kind === 'map' && takesDelete(patch)) {
      return undefined;
    }
    const text = textOf(target);
    return patch === undefined && text !== '' ? { ...newScalar(text, '!!null'), kept: true } : patch;
  }
  if (patch !== undefined && isNull(patch)) {
    return undefined;
  }
  switch (takeDirective(patch)) {
    case 'delete':
      return undefined;
    case 'replace':
      return patch;
    default:
      return target;
  }
}

/** On a map that the target lacks an unknown directive is no error: it stays in the object. */
function takesDelete(patch: MapNode): boolean {
  try {
    return takeDirective(patch) === 'delete';
  } catch {
    return false;
  }
}

function mergeKeyedLists(target: Node | undefined, patch: Node | undefined, schema: Schema, path?: FieldPath): Node | undefined {
  const start = startList(target, patch);
  return start === undefined ? undefined : mergeLists(start, patch as ListNode | undefined, schema, mergeNodes, path);
}

function startList(target: Node | undefined, patch: Node | undefined): ListNode | undefined {
  if (isMissingOrNull(target)) {
    return patch as ListNode;
  }
  if (patch !== undefined && isNull(patch)) {
    return undefined;
  }
  const directive = takeDirective(patch);
  return directive === 'delete' ? undefined : (directive === 'replace' ? patch : target) as ListNode;
}

/** A new field is written with the patch's key, but its tag is forgotten. */
function newKey(name: string, patch: Node | undefined): ScalarNode {
  const key = patch?.kind === 'map' ? patch.fields.get(name)?.key : undefined;
  return newScalar(name, '', key?.quoted);
}

/** While a place is not part of a known kind, a map there may be an object of its own. */
function findOwnSchema(node: Node | undefined): Schema | undefined {
  const apiVersion = getField(node, 'apiVersion');
  const kind = getField(node, 'kind');
  return isMissingOrNull(apiVersion) || isMissingOrNull(kind) ? undefined : findSchema(textOf(apiVersion), textOf(kind));
}
