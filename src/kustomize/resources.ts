import { isDeepStrictEqual } from 'node:util';
import type { ProblemSink } from '../problems';
import type { KubeObject } from '../util';
import { PatchFailure, reportFailure } from './patch-failure';
import { checkIdentity, removeBuildAnnotations } from './resource-id';
import { copyNode, getField, isEmpty, isNull, textOf } from './yaml/node';
import type { MapNode, Node } from './yaml/node';
import { fromPlain, fromPlainObject, toPlain, toPlainObject } from './yaml/plain-values';
import type { Exactness } from './yaml/plain-values';
import { readDocument, splitDocuments } from './yaml/read-document';

/**
 * The objects of a YAML stream, as kustomize reads its resources. How their scalars are written is remembered for `runPatches`, where it counts.
 */
export function parseResources(yaml: string, sink: ProblemSink): readonly KubeObject[] | undefined {
  return reportFailure(sink, () => readResources(yaml).map((node) => keepNode(writeResource(node, 'lenient'), node)));
}

/**
 * The nodes of the objects in a YAML stream. Mirrors kustomize's `SliceFromBytes`: empty documents are dropped, and lists are replaced by their
 * items.
 */
export function readResources(text: string): MapNode[] {
  const parts = splitDocuments(text);
  const documents = parts.map((part) => readDocument(part)).filter((node): node is Node => node !== undefined && !isNull(node));
  const nodes = documents.flatMap((node) => parts.length === 1 && getKind(node) === 'List' ? listItems(node) : [node]);
  return replaceLists(nodes.filter(isObject));
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
  checkIdentity(node);
  return true;
}

function getKind(node: Node): string {
  const kind = getField(node, 'kind');
  return kind === undefined || isNull(kind) ? '' : textOf(kind);
}

/** An object as it leaves the build: annotation values are strings, and the annotations of the build are gone. */
export function writeResource(node: MapNode, exactness: Exactness = 'strict'): KubeObject {
  const object = copyMetadata(node);
  removeBuildAnnotations(object);
  // A patch may have made anything of it; the schema check looks at the types.
  return toPlainObject(object, exactness) as unknown as KubeObject;
}

/** Only the metadata is changed: the rest, which may be a whole CRD, is only read. */
function copyMetadata(node: MapNode): MapNode {
  const metadata = node.fields.get('metadata');
  const fields = new Map(node.fields);
  if (metadata !== undefined) {
    fields.set('metadata', { ...metadata, value: copyNode(metadata.value) });
  }
  return { ...node, fields, duplicates: [...node.duplicates] };
}

/** How the objects that this engine returned are written. A plain object cannot say whether a string was in quotes. */
const NODES = new WeakMap<object, MapNode>();

export function keepNode(object: KubeObject, node: MapNode): KubeObject {
  NODES.set(object, node);
  return object;
}

/** The node of a plain object: the remembered one while the object is unchanged, else one as YAML writers would write it. */
export function readNode(object: unknown): MapNode {
  if (typeof object !== 'object' || object === null || Array.isArray(object)) {
    throw new PatchFailure('PATCH_OBJECT_INVALID', 'must be an object');
  }
  const node = NODES.get(object);
  return node !== undefined && isDeepStrictEqual(writeResource(node, 'lenient'), object) ? node : fromPlainObject(object, 'canonical');
}
