import { findSchema } from '../openapi';
import type { MergeSchema } from '../openapi';
import { PatchFailure } from '../patch-failure';
import { Resource } from '../resource';
import type { ResourceId } from '../resource-id';
import {
  clearField, copyNode, getField, getOrCreateMap, isEmptyMap, isNull, isPresent, newScalar, setField, setMetadataStrings,
  setStringField, textOf,
} from '../yaml/node';
import type { ListNode, MapNode, Node, ScalarNode } from '../yaml/node';
import { checkKind, mergeAssociativeLists, setElement } from './associative-list';
import type { FieldPath } from './associative-list';

/** The object with a strategic merge patch applied, or `undefined` if the patch deletes it. Mirrors kustomize's `Resource.ApplySmPatch`. */
export function applyStrategicPatch(object: Resource, patch: MapNode): Resource | undefined {
  const target = copyNode(object.node);
  const { kind, name, namespace } = object.currentId;
  const merged = mergeNodes(target, copyNode(patch), undefined);
  if (merged === undefined || isEmptyMap(target)) {
    return undefined;
  }
  // kustomize goes on with the target, not with what the merge returns, so `$patch: replace` on the whole object has no effect.
  setStringField(target, 'kind', kind);
  setIdentity(target, name, namespace);
  return Resource.fromNode(target);
}

/** The patch as kustomize prepares it for an object that a target selects: labels and annotations become strings, the apiVersion is the object's. */
export function preparePatch(patch: Resource, id: ResourceId): MapNode {
  const prepared = copyNode(patch.node);
  setMetadataStrings(prepared, 'labels', patch.getStrings('labels'));
  setMetadataStrings(prepared, 'annotations', patch.getStrings('annotations'));
  const { name, namespace } = patch.currentId;
  setIdentity(prepared, name, namespace);
  setStringField(prepared, 'apiVersion', id.group === '' ? id.version : `${id.group}/${id.version}`);
  setStringField(prepared, 'kind', textOf(patch.getField('kind')));
  return prepared;
}

function setIdentity(object: MapNode, name: string, namespace: string): void {
  const metadata = getOrCreateMap(object, 'metadata');
  setStringField(metadata, 'name', name);
  if (namespace === '') {
    clearField(metadata, 'namespace');
  } else {
    setStringField(metadata, 'namespace', namespace);
  }
}

/**
 * The strategic merge of a patch into a target, or `undefined` where nothing is left. Both are changed in place: callers pass copies. It mirrors
 * what can be seen of kyaml's walk with the visitor of `merge2`, step by step and with its oddities, because the result of one step is the input
 * of the next.
 */
export function mergeNodes(
  target: Node | undefined, patch: Node | undefined, known: MergeSchema | undefined, path?: FieldPath,
): Node | undefined {
  const schema = known ?? findOwnSchema(target) ?? findOwnSchema(patch);
  const kind = isPresent(target) ? target.kind : isPresent(patch) ? patch.kind : undefined;
  takePatchStyle(target, patch);
  if (kind === undefined) {
    return mergeMaps(target, patch, schema, path);
  }
  checkKind(target, kind, path);
  checkKind(patch, kind, path);
  switch (kind) {
    case 'map':
      return mergeMaps(target, patch, schema, path);
    case 'list':
      return schema?.mergeKeys === undefined ? patch ?? target : mergeLists(target, patch, schema, path);
    default:
      return patch ?? target;
  }
}

function mergeMaps(target: Node | undefined, patch: Node | undefined, schema: MergeSchema | undefined, path?: FieldPath): Node | undefined {
  const start = startMap(target, patch);
  if (start === undefined || start.kind !== 'map') {
    return start;
  }
  const names = new Set([...start.fields.keys(), ...patch?.kind === 'map' ? patch.fields.keys() : []]);
  for (const name of names) {
    const fieldSchema = schema?.fields.get(name) ?? schema?.otherFields;
    const value = mergeNodes(getField(start, name), getField(patch, name), fieldSchema, { parent: path, name });
    setField(start, name, value, newKey(name, patch));
  }
  return start;
}

/** An empty map or list is written in the style of the patch. */
function takePatchStyle(target: Node | undefined, patch: Node | undefined): void {
  if (target !== undefined && patch !== undefined && target.kind !== 'scalar' && (target.kind === 'map' ? target.fields.size : target.items.length) === 0) {
    target.flow = patch.kind !== 'scalar' && patch.flow;
  }
}

/** What a merged map starts from: the target, or the patch where it adds or replaces the map. */
function startMap(target: Node | undefined, patch: Node | undefined): Node | undefined {
  if (!isPresent(target)) {
    if (patch?.kind === 'map' && isDirective(textOf(getField(patch, '$patch'))) && takeDirective(patch) === 'delete') {
      return undefined;
    }
    const text = textOf(target);
    return patch === undefined && text !== '' ? { ...newScalar(text, '!!null'), keptNull: true } : patch;
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

function mergeLists(target: Node | undefined, patch: Node | undefined, schema: MergeSchema, path?: FieldPath): Node | undefined {
  const start = startList(target, patch);
  return start === undefined ? undefined : mergeAssociativeLists(start, patch as ListNode | undefined, schema, mergeNodes, path);
}

function startList(target: Node | undefined, patch: Node | undefined): ListNode | undefined {
  if (!isPresent(target)) {
    return patch as ListNode;
  }
  if (patch !== undefined && isNull(patch)) {
    return undefined;
  }
  const directive = takeDirective(patch);
  return directive === 'delete' ? undefined : (directive === 'replace' ? patch : target) as ListNode;
}

/** A new field is written with the patch's key, without the key's tag. */
function newKey(name: string, patch: Node | undefined): ScalarNode {
  const key = patch?.kind === 'map' ? patch.fields.get(name)?.key : undefined;
  return newScalar(name, '', key?.quoted);
}

/** Outside of the fields of a known kind, a map may be an object of its own. */
function findOwnSchema(node: Node | undefined): MergeSchema | undefined {
  const apiVersion = getField(node, 'apiVersion');
  const kind = getField(node, 'kind');
  return isPresent(apiVersion) && isPresent(kind) ? findSchema(textOf(apiVersion), textOf(kind)) : undefined;
}

type Directive = 'merge' | 'replace' | 'delete';

const DIRECTIVE_KEY = '$patch';

/** Reads the `$patch` directive of a map or list of a patch, and removes it. Mirrors kustomize's `smpdirective`. */
function takeDirective(patch: Node | undefined): Directive {
  return patch?.kind === 'map' ? takeFromMap(patch) : patch?.kind === 'list' ? takeFromList(patch) : 'merge';
}

function takeFromMap(patch: MapNode): Directive {
  const value = getField(patch, DIRECTIVE_KEY);
  if (value === undefined) {
    return 'merge';
  }
  const directive = toDirective(textOf(value));
  clearField(patch, DIRECTIVE_KEY);
  return directive;
}

/** Only the first element with `$patch` counts, and only if it has no other field. */
function takeFromList(patch: ListNode): Directive {
  const element = patch.items.find((item) => getField(item, DIRECTIVE_KEY) !== undefined);
  if (element?.kind !== 'map' || element.fields.size + element.duplicates.length > 1) {
    return 'merge';
  }
  const directive = toDirective(textOf(getField(element, DIRECTIVE_KEY)));
  setElement(patch, [DIRECTIVE_KEY], [directive], undefined);
  return directive;
}

function toDirective(text: string): Directive {
  if (!isDirective(text)) {
    throw new PatchFailure('PATCH_DIRECTIVE', `has the $patch directive ${JSON.stringify(text)}, must be replace, delete or merge`);
  }
  return text;
}

function isDirective(text: string): text is Directive {
  return text === 'merge' || text === 'replace' || text === 'delete';
}
