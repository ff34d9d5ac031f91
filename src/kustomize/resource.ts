import type { KubeObject } from '../util';
import { isObject, isShared, setOwn } from '../util';
import type { JsonObject, JsonValue } from './json6902/json';
import { isClusterScoped } from './openapi';
import { checkDepth, PatchFailure } from './patch-failure';
import {
  BUILD_ANNOTATIONS, BUILD_PREFIX, DEFAULT_NAMESPACE, describeId, NOT_NAMESPACED, PREVIOUS_KINDS, PREVIOUS_NAMES, PREVIOUS_NAMESPACES, toIdKey,
} from './resource-id';
import type { ResourceId } from './resource-id';
import { copyNode, getField, getMetadataStrings, isEmpty, setMetadataStrings, textOf } from './yaml/node';
import type { MapNode, Node } from './yaml/node';
import { fromPlain, fromPlainObject, toPlainObject } from './yaml/plain-values';
import type { Exactness, ScalarStyle } from './yaml/plain-values';

type StringMap = 'labels' | 'annotations';

/**
 * An object of a run, which never changes. Strategic merge patches need its nodes, and JSON 6902 patches its JSON document: each form is made when
 * it is first asked for, so an object that only JSON patches select never has nodes.
 */
export class Resource {
  /** An object as it was read, or as a merge left it. */
  public static fromNode(node: MapNode): Resource {
    return new Resource(node, undefined, 'canonical');
  }

  /** @param style how the scalars count as written, once nodes are made of them */
  public static fromJson(json: JsonObject, style: ScalarStyle): Resource {
    return new Resource(undefined, () => json, style);
  }

  /** How many patches have changed the document since the id was recorded on it. */
  public readonly changes: number = 0;

  private id?: ResourceId;
  private key?: string;
  private previous?: readonly ResourceId[];
  private readonly strings: { [name in StringMap]?: ReadonlyMap<string, string> } = {};

  /** @param read gives the document, which must not be changed, unless the object has nodes */
  private constructor(
    private madeNode: MapNode | undefined, private readonly read: (() => JsonObject) | undefined, private readonly style: ScalarStyle,
    unchanged?: Resource,
  ) {
    if (unchanged !== undefined) {
      this.id = unchanged.currentId;
      this.previous = unchanged.previousIds;
      this.changes = unchanged.changes + 1;
    }
  }

  /** The object after a patch that left its ids alone. What `read` returns may be changed by the next patch. */
  public change(read: () => JsonObject): Resource {
    return new Resource(undefined, read, 'rewritten', this);
  }

  public get json(): JsonObject | undefined {
    return this.read?.();
  }

  public get node(): MapNode {
    return this.madeNode ??= fromPlainObject(this.json!, this.style);
  }

  /** A field, by the names on the way. */
  public getField(...path: readonly string[]): Node | undefined {
    if (this.read === undefined) {
      return path.reduce<Node | undefined>(getField, this.node);
    }
    const value = this.readJson(path);
    return value === undefined ? undefined : fromPlain(value, this.style);
  }

  /** The labels or annotations as kustomize sees them: whatever type a value has, its text counts. */
  public getStrings(name: StringMap): ReadonlyMap<string, string> {
    return this.strings[name] ??= this.read === undefined
      ? getMetadataStrings(this.node, name)
      : readStrings(this.readJson(['metadata', name]), name, this.style);
  }

  /** Refuses a list in the place of labels or annotations, as `getStrings` does. */
  public checkStrings(name: StringMap): void {
    if (this.read === undefined || Array.isArray(this.readJson(['metadata', name]))) {
      this.getStrings(name);
    }
  }

  /** The id as it is now. Mirrors `Resource.CurId`. */
  public get currentId(): ResourceId {
    return this.id ??= this.readId();
  }

  /** Equal ids have equal keys. */
  public get idKey(): string {
    return this.key ??= toIdKey(this.currentId);
  }

  /** The ids that the object had before JSON patches, the oldest first. Mirrors `Resource.PrevIds`. */
  public get previousIds(): readonly ResourceId[] {
    return this.previous ??= this.readPreviousIds();
  }

  /** Mirrors `Resource.OrgId`. */
  public get originalId(): ResourceId {
    return this.previousIds[0] ?? this.currentId;
  }

  /** Every object needs a kind, and a name unless it is a list. Mirrors `RNode.GetValidatedMetadata`. */
  public checkIdentity(): void {
    const kind = this.getPresentText('kind');
    if (kind === '') {
      throw new PatchFailure('PATCH_OBJECT_INVALID', 'must have a kind');
    }
    if (!kind.endsWith('List') && this.getPresentText('metadata', 'name') === '') {
      throw new PatchFailure('PATCH_OBJECT_INVALID', `must have a metadata.name (kind ${kind})`);
    }
  }

  /** The object as it leaves the build: annotation values are strings, and the annotations of the build are gone. */
  public write(exactness: Exactness = 'strict'): KubeObject {
    const annotations = new Map(this.getStrings('annotations'));
    for (const name of BUILD_ANNOTATIONS) {
      annotations.delete(name);
    }
    // A patch may have made anything of it; the schema check looks at the types.
    return (this.json === undefined
      ? toPlainObject(replaceAnnotations(this.node, annotations), exactness)
      : writeJson(setAnnotations(this.json, annotations))) as unknown as KubeObject;
  }

  private readId(): ResourceId {
    const apiVersion = this.getText('apiVersion');
    const slash = apiVersion.indexOf('/');
    const [group, version] = slash < 0 ? ['', apiVersion] : [apiVersion.slice(0, slash), apiVersion.slice(slash + 1)];
    const kind = this.getText('kind');
    const namespace = this.getPresentText('metadata', 'namespace');
    return {
      group,
      version,
      kind,
      namespace,
      name: this.getPresentText('metadata', 'name'),
      effectiveNamespace: isClusterScoped(group === '' ? version : apiVersion, kind) ? NOT_NAMESPACED : namespace || DEFAULT_NAMESPACE,
    };
  }

  private readPreviousIds(): readonly ResourceId[] {
    const annotations = this.getStrings('annotations');
    const names = annotations.get(PREVIOUS_NAMES)?.split(',');
    if (names === undefined) {
      return [];
    }
    const namespaces = (annotations.get(PREVIOUS_NAMESPACES) ?? '').split(',');
    const kinds = (annotations.get(PREVIOUS_KINDS) ?? '').split(',');
    if (names.length !== namespaces.length || names.length !== kinds.length) {
      throw new PatchFailure('PATCH_OBJECT_INVALID', `must not patch the ${BUILD_PREFIX} annotations`);
    }
    const { group, version } = this.currentId;
    return names.map((previous, i) => (
      { group, version, kind: kinds[i], name: previous, namespace: namespaces[i], effectiveNamespace: namespaces[i] || DEFAULT_NAMESPACE }
    ));
  }

  /** The text of a scalar. Most are strings of a document, which need no node. */
  private getText(...path: readonly string[]): string {
    return this.readString(...path) ?? textOf(this.getField(...path));
  }

  /** The text of a scalar that is not null. */
  private getPresentText(...path: readonly string[]): string {
    const text = this.readString(...path);
    if (text !== undefined) {
      return text;
    }
    const value = this.getField(...path);
    return isEmpty(value) ? '' : textOf(value);
  }

  /** A string of the document, for which no node is needed. */
  private readString(...path: readonly string[]): string | undefined {
    const value = this.readJson(path);
    return typeof value === 'string' ? value : undefined;
  }

  private readJson(path: readonly string[]): JsonValue | undefined {
    return path.reduce<JsonValue | undefined>((value, name) => (
      isObject(value) && Object.hasOwn(value, name) ? value[name] : undefined), this.json);
  }
}

/** Refuses two objects with the same id. Mirrors `ResMap.Append`. */
export function checkUnique(objects: Iterable<Resource>): void {
  const seen = new Set<string>();
  for (const { currentId, idKey } of objects) {
    if (seen.has(idKey)) {
      throw new PatchFailure('PATCH_OBJECT_INVALID', `must not result in two objects ${describeId(currentId)}`);
    }
    seen.add(idKey);
  }
}

/** The strings of a document's labels or annotations. */
function readStrings(map: JsonValue | undefined, name: StringMap, style: ScalarStyle): Map<string, string> {
  const strings = new Map<string, string>();
  if (Array.isArray(map) && map.length > 0) {
    throw new PatchFailure('PATCH_OBJECT_INVALID', `must not leave a list in metadata.${name}`);
  }
  for (const [key, value] of isObject(map) ? Object.entries(map) : []) {
    strings.set(key, typeof value === 'string' ? value : textOf(fromPlain(value, style)));
  }
  return strings;
}

/** The nodes of an object with other annotations. Only the metadata is copied: the rest, which may be a whole CRD, is only read. */
function replaceAnnotations(node: MapNode, annotations: ReadonlyMap<string, string>): MapNode {
  const metadata = node.fields.get('metadata');
  const fields = new Map(node.fields);
  if (metadata !== undefined) {
    fields.set('metadata', { ...metadata, value: copyNode(metadata.value) });
  }
  const object = { ...node, fields, duplicates: [...node.duplicates] };
  setMetadataStrings(object, 'annotations', annotations);
  return object;
}

/** A document with other annotations, which become the last field of the metadata. What it does to nodes `setMetadataStrings` says. */
export function setAnnotations(document: JsonObject, strings: ReadonlyMap<string, string>): JsonObject {
  const { annotations: _, ...metadata } = copyMap(document, 'metadata');
  if (strings.size > 0) {
    const annotations: JsonObject = {};
    for (const [name, text] of strings) {
      if (name === '') {
        throw new PatchFailure('PATCH_NODE_KIND', 'cannot set a field whose name is empty');
      }
      setOwn(annotations, name, text);
    }
    metadata.annotations = annotations;
  }
  return { ...document, metadata };
}

/** A copy of the map in a field; an empty one where there is none. */
export function copyMap(object: JsonObject, name: 'metadata' | 'annotations'): JsonObject {
  const value = object[name];
  if (value !== undefined && value !== null && !isObject(value)) {
    throw new PatchFailure('PATCH_NODE_KIND', `cannot set a field below ${name}, which is not a map`);
  }
  return { ...value as JsonObject | null | undefined };
}

/** A copy, but for what is shared. */
function writeJson(value: JsonValue, depth = 0): JsonValue {
  if (isShared(value)) {
    return value;
  }
  // Operations can nest values into each other.
  checkDepth(depth);
  if (Array.isArray(value)) {
    return value.map((item) => writeJson(item, depth + 1));
  }
  if (!isObject(value)) {
    // It was written as -0, which is read as an integer.
    return value === 0 ? 0 : value;
  }
  const copy: JsonObject = {};
  for (const key of Object.keys(value)) {
    setOwn(copy, key, writeJson(value[key], depth + 1));
  }
  return copy;
}
