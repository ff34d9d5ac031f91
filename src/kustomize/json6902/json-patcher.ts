import { extend, isObject } from '../../util';
import { PatchFailure } from '../patch-failure';
import { copyMap, Resource, setAnnotations } from '../resource';
import { describeId, isInternalAnnotation, PREVIOUS_KINDS, PREVIOUS_NAMES, PREVIOUS_NAMESPACES } from '../resource-id';
import type { ResourceId } from '../resource-id';
import { toPlainObject } from '../yaml/plain-values';
import { Document } from './document';
import { History } from './history';
import { toPlainJson } from './json';
import type { JsonObject } from './json';
import type { Operation } from './operations';
import { listSteps } from './pointer';
import type { Container } from './pointer';

/**
 * Applies the JSON patches of one run. Most of them leave the identity of an object alone: those that follow each other change one document in
 * place, because to copy it for each of them would take quadratic time.
 */
export class JsonPatcher {
  /** Of each object that came out of a patch, the document, and the number of patches that had changed it. */
  private readonly states = new Map<Resource, { readonly history: History; readonly version: number }>();

  /** The object with the operations applied. The given one stays as it is. */
  public apply(object: Resource, operations: readonly Operation[]): Resource {
    const history = this.states.get(object)?.history;
    if (history === undefined || !isIdRecorded(object) || !operations.every(leavesIdentity)) {
      const patched = applyAnew(object, operations);
      this.states.set(patched, { history: new History(patched.json!), version: 0 });
      return patched;
    }
    const version = history.apply(operations, describeId(object.currentId));
    const patched = object.change(() => history.read(version));
    this.states.set(patched, { history, version });
    return patched;
  }

  /** The fields that a patch wrote, where it changed the document of the object in place. */
  public listWritten(patched: Resource): readonly string[] | undefined {
    const state = this.states.get(patched);
    return state === undefined || state.version === 0 ? undefined : state.history.listWritten(state.version);
  }
}

const IDENTITY = /^\/(?:metadata|apiVersion|kind)(?:\/|$)/;
const STRING_OF_METADATA = /^\/metadata\/(?:labels|annotations)\/[^/]+$/;

/** Whether an operation cannot change what identifies an object, nor what the build has noted on it. */
function leavesIdentity({ op, path, from, value, plain }: Operation): boolean {
  if (value !== undefined && plain === undefined) {
    return false;
  }
  const isElsewhere = (pointer: string | undefined) => pointer !== undefined && /^\/./.test(pointer) && !IDENTITY.test(pointer);
  return (isElsewhere(path) && (from === undefined || isElsewhere(from)))
    || (path !== undefined && STRING_OF_METADATA.test(path) && !isInternalAnnotation(listSteps(path)[2])
      && (op === 'remove' || ((op === 'add' || op === 'replace') && typeof plain === 'string')));
}

/** Whether the build has noted the present id of an object. */
function isIdRecorded(object: Resource): boolean {
  const metadata = object.json?.metadata;
  return isObject(metadata) && isObject(metadata.annotations) && isSameId(object.previousIds.at(-1), object.currentId);
}

/**
 * The object with the operations applied. Mirrors kustomize's `patchjson6902` filter: the object goes through JSON and is written anew, and the
 * annotations of the build survive whatever the operations do.
 */
function applyAnew(object: Resource, operations: readonly Operation[]): Resource {
  const name = describeId(object.currentId);
  const recorded = recordCurrentId(object);
  const json = object.json ?? toPlainObject(object.node, 'exact') as JsonObject;
  const { annotations: given, ...metadata } = copyMap(json, 'metadata');
  const annotations = given === undefined ? {} : copyMap({ annotations: given }, 'annotations');
  recorded.forEach(([annotation, text]) => annotations[annotation] = text);
  metadata.annotations = annotations;
  const document = new Document(extend(json, { metadata }));
  document.apply(operations, name);
  const isPlain = object.json !== undefined && operations.every(({ value, plain }) => value === undefined || plain !== undefined);
  const patched = isPlain ? document.root : toPlainJson(document.root) as Container;
  if (Array.isArray(patched)) {
    throw new PatchFailure('PATCH_JSON_ROOT', `must leave ${name} an object, leaves a list`);
  }
  const result = Resource.fromJson(patched, 'rewritten');
  const isKept = patched.metadata === metadata && Object.values(annotations).every((text) => typeof text === 'string');
  if (isKept || patched.metadata !== undefined && !isObject(patched.metadata)) {
    return result;
  }
  const internal = [...object.getStrings('annotations'), ...recorded].filter(([annotation]) => isInternalAnnotation(annotation));
  return Resource.fromJson(setAnnotations(patched, new Map([...result.getStrings('annotations'), ...internal])), 'rewritten');
}

/** From this many ids on, the same id is not recorded again. */
const MAX_RECORDED = 100;

/**
 * The annotations that record the current id of an object, as `Resource.StorePreviousId` does, so that a JSON patch always finds annotations.
 * kustomize records it again with every patch; here that stops after a while, because ten thousand patches would make the annotation grow without
 * any use. What patches changed in place is recorded here, too.
 */
function recordCurrentId(object: Resource): readonly (readonly [name: string, text: string])[] {
  const { name, effectiveNamespace, kind } = object.currentId;
  const known = object.previousIds.length;
  const count = isSameId(object.previousIds.at(-1), object.currentId) ? Math.min(object.changes + 1, MAX_RECORDED - known) : 1;
  if (count <= 0) {
    return [];
  }
  const annotations = object.getStrings('annotations');
  return [[PREVIOUS_NAMES, name] as const, [PREVIOUS_NAMESPACES, effectiveNamespace] as const, [PREVIOUS_KINDS, kind] as const]
    .filter(([, text]) => text !== '')
    .map(([annotation, text]) => {
      const before = annotations.get(annotation);
      return [annotation, [...before === undefined ? [] : [before], ...new Array<string>(count).fill(text)].join()];
    });
}

function isSameId(previous: ResourceId | undefined, { name, effectiveNamespace, kind }: ResourceId): boolean {
  return previous !== undefined && previous.name === name && previous.namespace === effectiveNamespace && previous.kind === kind;
}
