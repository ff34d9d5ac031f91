import { isDeepStrictEqual } from 'node:util';
import type { ProblemSink } from '../problems';
import { isShared } from '../util';
import type { KubeObject } from '../util';
import { toJson } from './json6902/json';
import type { JsonObject } from './json6902/json';
import { PatchFailure, reportFailure } from './patch-failure';
import { Resource } from './resource';
import { copyNode, getField, isEmpty, isNull, newMap, textOf } from './yaml/node';
import type { MapNode, Node } from './yaml/node';
import { fromPlain, fromPlainObject, toPlain } from './yaml/plain-values';
import { readDocument, splitDocuments } from './yaml/read-document';

/**
 * The objects of a YAML stream, as kustomize reads its resources. How their scalars are written is remembered for `runPatches`, where it counts.
 */
export function parseResources(yaml: string, sink: ProblemSink): readonly KubeObject[] | undefined {
  return reportFailure(sink, () => readResources(yaml).map((resource) => keepResource(resource.write('lenient'), resource)));
}

/**
 * The objects of a YAML stream. Mirrors kustomize's `SliceFromBytes`: empty documents are dropped, and lists are replaced by their
 * items.
 */
export function readResources(text: string): Resource[] {
  const parts = splitDocuments(text);
  const documents = parts.map((part) => readDocument(part)).filter((node): node is Node => node !== undefined && !isNull(node));
  const nodes = documents.flatMap((node) => parts.length === 1 && getKind(node) === 'List' ? listItems(node) : [node]);
  return replaceLists(nodes.filter(isObject)).map((node) => Resource.fromNode(node));
}

function listItems(node: Node): Node[] {
  const items = getField(node, 'items');
  if (items === undefined) {
    return [node];
  }
  return items.kind === 'list' ? items.items : [];
}

/** kustomize sends the items of a `FooList` through JSON, so their strings are written in quotes, and puts them behind the other objects. */
function replaceLists(nodes: readonly MapNode[]): MapNode[] {
  const queue = [...nodes];
  const objects: MapNode[] = [];
  for (let next = 0; next < queue.length; next++) {
    const node = queue[next];
    const items = getField(node, 'items');
    if (!getKind(node).endsWith('List') || items === undefined) {
      objects.push(node);
    } else if (items.kind === 'list') {
      const plain = toPlain(copyNode(items)) as unknown[];
      queue.push(...plain.map((item) => fromPlain(item, 'quoted')).filter(isObject));
    } else if (!isNull(items)) {
      throw new PatchFailure('PATCH_YAML', 'must have a list in the items of a list object');
    }
  }
  return objects;
}

function isObject(node: Node): node is MapNode {
  if (isEmpty(node)) {
    return false;
  }
  // A list or a scalar has no kind.
  Resource.fromNode(node.kind === 'map' ? node : newMap()).checkIdentity();
  return true;
}

function getKind(node: Node): string {
  const kind = getField(node, 'kind');
  return kind === undefined || isNull(kind) ? '' : textOf(kind);
}

/** What the objects that this engine returned were. A plain object cannot say whether a string was in quotes, nor which names it had. */
const known = new WeakMap<object, Resource>();

export function keepResource(object: KubeObject, resource: Resource): KubeObject {
  known.set(object, resource);
  return object;
}

/** A plain object as a resource: the remembered one while it is unchanged, else one as YAML writers would write it. What is shared cannot change. */
export function readResource(object: unknown): Resource {
  if (typeof object !== 'object' || object === null || Array.isArray(object)) {
    throw new PatchFailure('PATCH_OBJECT_INVALID', 'must be an object');
  }
  const resource = known.get(object);
  if (resource !== undefined && (isShared(object) || isDeepStrictEqual(resource.write('lenient'), object))) {
    return resource;
  }
  const json = toJson(object) as JsonObject | undefined;
  const read = json === undefined ? Resource.fromNode(fromPlainObject(object, 'canonical')) : Resource.fromJson(json, 'canonical');
  if (isShared(object)) {
    known.set(object, read);
  }
  return read;
}
