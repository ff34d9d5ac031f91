import { isObject, lazy } from '../util';
import type { KubeObject } from '../util';
import type { JsonObject, JsonValue } from './json6902/json';
import { NAME_REFERENCES } from './nameref-fields';
import type { NameReference } from './nameref-fields';
import { inContext, PatchFailure } from './patch-failure';
import { Resource } from './resource';
import { describeId, NOT_NAMESPACED } from './resource-id';
import type { ResourceId } from './resource-id';
import { copyNode, getField, isNull, setStringField, setText, textOf } from './yaml/node';
import type { MapNode, Node, ScalarNode } from './yaml/node';
import { resolveWritten } from './yaml/plain-values';

/**
 * The objects with their references to renamed ones corrected. Mirrors kustomize's `nameref` filter. The fields are walked even if nothing was
 * renamed, so a field of the wrong shape on the way is an error. An object that needs no change is returned as it is.
 */
export function updateNameReferences(objects: readonly Resource[]): Resource[] {
  const listReferrals = lazy(() => new Referrals(objects));
  return objects.map((object) => {
    const original = object.originalId;
    const references = (referencesByKind.get(original.kind) ?? []).filter((reference) => isReferrer(original, reference));
    if (references.length === 0) {
      return object;
    }
    const referrals = listReferrals();
    if (object.json !== undefined && isSettled(object.json, original.kind, references, referrals.renamed)) {
      return object;
    }
    // The walk changes nodes in place, but only where some object has an old name.
    const target = referrals.isEmpty ? object.node : copyNode(object.node);
    return updateObject(target, object.currentId, references, referrals) ? Resource.fromNode(target) : object;
  });
}

/** The table is long, and names few kinds that a sync or a distribution has. */
const referencesByKind = new Map<string, NameReference[]>();
for (const reference of NAME_REFERENCES) {
  referencesByKind.set(reference.kind, [...referencesByKind.get(reference.kind) ?? [], reference]);
}

/**
 * Whether a document has all its names as they should be, and in the right shape. What is not so, and what is hard to tell, is for the nodes to say,
 * which take much longer to make.
 */
function isSettled(document: JsonObject, firstKind: string, references: readonly NameReference[], renamed: ReadonlySet<string>): boolean {
  return typeof document.apiVersion === 'string' && typeof document.kind === 'string' && firstKind !== 'RoleBinding'
    && references.every(({ path }) => isPathSettled(document, path, 0, renamed));
}

function isPathSettled(value: JsonValue | undefined, path: readonly string[], depth: number, renamed: ReadonlySet<string>): boolean {
  if (value === undefined || value === null) {
    return true;
  }
  if (Array.isArray(value)) {
    return value.every((item) => depth < path.length ? isPathSettled(item, path, depth, renamed) : item === null || isNameSettled(item, renamed));
  }
  return depth === path.length
    ? isNameSettled(value, renamed)
    : isObject(value) && (!Object.hasOwn(value, path[depth]) || isPathSettled(value[path[depth]], path, depth + 1, renamed));
}

function isNameSettled(value: JsonValue, renamed: ReadonlySet<string>): boolean {
  return typeof value === 'string' && !renamed.has(value);
}

/**
 * Whether an object needs none of its references corrected, as far as that can be told without a run.
 *
 * @param kind the kind that it had at first
 * @param renamed the names that some object had and has no more
 */
export function areNamesSettled(object: KubeObject, kind: string, renamed: ReadonlySet<string>): boolean {
  const references = referencesByKind.get(kind) ?? [];
  return references.length === 0 || isSettled(object as unknown as JsonObject, kind, references, renamed);
}

function isReferrer(id: ResourceId, { group, version }: NameReference): boolean {
  return (group === undefined || group === id.group) && (version === undefined || version === id.version);
}

/** Returns whether anything was changed. */
function updateObject(object: MapNode, id: ResourceId, references: readonly NameReference[], referrals: Referrals): boolean {
  let changed = false;
  checkReferrer(object, id);
  for (const reference of references) {
    inContext(() => `leaves ${describeId(id)} with ${reference.path.join('.')} in a wrong shape`, () => {
      visitPath(object, reference.path, (node) => {
        changed = updateNode(node, { object, id, reference }, referrals, true) || changed;
      });
    });
  }
  return changed;
}

/** kustomize fails on an object whose type a patch made null, and on subjects of a RoleBinding that it cannot read. */
function checkReferrer(object: MapNode, id: ResourceId): void {
  for (const name of ['apiVersion', 'kind']) {
    const field = getField(object, name);
    if (field !== undefined && isNull(field) && textOf(field) !== '') {
      throw new PatchFailure('PATCH_OBJECT_INVALID', `must not leave ${describeId(id)} with the ${name} null`);
    }
  }
  const subjects = id.kind === 'RoleBinding' ? getField(object, 'subjects') : undefined;
  if (subjects !== undefined && subjects.kind === 'list' && !subjects.items.every(isSubject)) {
    throw new PatchFailure('PATCH_NAME_REFERENCE', `leaves ${describeId(id)} with subjects in a wrong shape: kind and namespace must be strings`);
  }
}

function isSubject(subject: Node): boolean {
  const kind = getField(subject, 'kind');
  const namespace = getField(subject, 'namespace');
  return subject.kind === 'map'
    && (kind === undefined || namespace === undefined || (isString(kind) && (textOf(kind) !== 'ServiceAccount' || isString(namespace))));
}

/** A string under a tag of one's own counts, too. */
function isString(node: Node): boolean {
  const { tag, value } = node.kind === 'scalar' ? resolveWritten(node, false) : { tag: '', value: null };
  return typeof value === 'string' && tag !== '!!timestamp';
}

function updateNode(node: Node, referrer: Referrer, referrals: Referrals, mayBeList: boolean): boolean {
  if (isNull(node)) {
    return false;
  }
  if (node.kind === 'scalar') {
    return updateScalar(node, referrer, referrals);
  }
  if (node.kind === 'map') {
    return updateMap(node, referrer, referrals);
  }
  if (!mayBeList) {
    throw new PatchFailure('PATCH_NAME_REFERENCE', 'a list must not hold a list');
  }
  return node.items.map((item) => updateNode(item, referrer, referrals, false)).includes(true);
}

function updateScalar(node: ScalarNode, referrer: Referrer, referrals: Referrals): boolean {
  const found = referrals.find(referrer, node.text);
  if (found === undefined || found.name === node.text) {
    return false;
  }
  setText(node, found.name);
  return true;
}

/** A subject takes both the name and the namespace of the object that it names. */
function updateMap(map: MapNode, referrer: Referrer, referrals: Referrals): boolean {
  const nameField = getField(map, 'name');
  if (nameField === undefined) {
    throw new PatchFailure('PATCH_NAME_REFERENCE', 'an entry must have a name');
  }
  const oldName = textOf(nameField);
  const namespaceField = getField(map, 'namespace');
  const found = referrals.find(referrer, oldName, namespaceField && textOf(namespaceField));
  if (found === undefined || (found.name === oldName && found.namespace === '')) {
    return false;
  }
  setStringField(map, 'name', found.name);
  if (found.namespace !== '') {
    setStringField(map, 'namespace', found.namespace);
  }
  return true;
}

/** Visits every node that a path leads to: lists on the way are walked, missing and null fields are skipped. Mirrors kustomize's `fieldspec`. */
function visitPath(node: Node, path: readonly string[], visit: (node: Node) => void): void {
  if (path.length === 0) {
    visit(node);
    return;
  }
  if (isNull(node)) {
    return;
  }
  switch (node.kind) {
    case 'list':
      node.items.forEach((item) => visitPath(item, path, visit));
      return;
    case 'map': {
      const field = getField(node, path[0]);
      if (field !== undefined) {
        visitPath(field, path.slice(1), visit);
      }
      return;
    }
    default:
      throw new PatchFailure('PATCH_NAME_REFERENCE', `there must be a map or list where ${path[0]} is looked for`);
  }
}

/** An object that a reference may mean, with all the ids it had. */
interface Candidate {
  readonly current: ResourceId;
  readonly original: ResourceId;
  readonly previous: readonly ResourceId[];
}

/** Where a reference is: the object that has it, and its field. */
interface Referrer {
  readonly object: MapNode;
  readonly id: ResourceId;
  readonly reference: NameReference;
}

/** Finds the object that an old name means. Only objects that a JSON patch selected have old names. */
class Referrals {
  private readonly all: readonly Candidate[];
  private readonly byOldName = new Map<string, Set<Candidate>>();
  /** The names that some object had and has no more. */
  public readonly renamed = new Set<string>();

  constructor(objects: readonly Resource[]) {
    this.all = objects.map(({ currentId: current, originalId: original, previousIds: previous }) => ({ current, original, previous }));
    for (const candidate of this.all) {
      for (const name of new Set(candidate.previous.map((id) => id.name))) {
        this.byOldName.set(name, (this.byOldName.get(name) ?? new Set()).add(candidate));
        if (name !== candidate.current.name) {
          this.renamed.add(name);
        }
      }
    }
  }

  /** Whether no object has an old name, so that nothing can be found. */
  public get isEmpty(): boolean {
    return this.byOldName.size === 0;
  }

  /** The current id of the object that had this name. Where the reference has a namespace, the object must be or have been there. */
  public find(referrer: Referrer, oldName: string, namespace?: string): ResourceId | undefined {
    const renamed = this.byOldName.get(oldName);
    if (renamed === undefined) {
      return undefined;
    }
    const reachable = this.all.filter(({ current }) => isReachable(referrer, current));
    const role = findRole(referrer);
    const found = inNamespace(reachable, namespace).filter((candidate) => renamed.has(candidate)
      && wasKind(candidate, referrer.reference.target)
      && (role === undefined || wasKind(candidate, role))
      && (sharesNamespace(referrer, candidate.current) || candidate.current.kind === 'ServiceAccount')).map(({ current }) => current);
    if (found.some(({ name }) => name !== found[0].name)
      || namespace !== undefined && found.some((id) => id.namespace !== found[0].namespace)) {
      throw new PatchFailure('PATCH_NAME_REFERENCE', `${JSON.stringify(oldName)} may mean ${found.map(describeId).join(' or ')}`);
    }
    return found[0];
  }
}

/** The objects that a referrer can name: those of its own namespace, cluster-scoped ones, and the accounts that a RoleBinding names. */
function isReachable({ object, id }: Referrer, candidate: ResourceId): boolean {
  return sharesNamespace({ id }, candidate) || id.kind === 'RoleBinding' && listAccountNamespaces(object).includes(candidate.namespace);
}

/** A cluster-scoped object is in every namespace. */
function sharesNamespace({ id }: Pick<Referrer, 'id'>, candidate: ResourceId): boolean {
  return id.effectiveNamespace === NOT_NAMESPACED
    || candidate.effectiveNamespace === NOT_NAMESPACED
    || candidate.effectiveNamespace === id.effectiveNamespace;
}

function listAccountNamespaces(binding: MapNode): string[] {
  const subjects = getField(binding, 'subjects');
  const items = subjects !== undefined && subjects.kind === 'list' ? subjects.items : [];
  return items.flatMap((item) => {
    const namespace = getField(item, 'namespace');
    // A subject without a namespace names no account elsewhere.
    return namespace !== undefined && textOf(getField(item, 'kind')) === 'ServiceAccount' ? [textOf(namespace)] : [];
  });
}

function inNamespace(candidates: readonly Candidate[], namespace: string | undefined): readonly Candidate[] {
  if (namespace === undefined) {
    return candidates;
  }
  if (namespace === NOT_NAMESPACED) {
    return [];
  }
  const were = candidates.filter(({ original }) => original.effectiveNamespace === namespace);
  return were.length > 0 ? were : candidates.filter(({ current }) => current.effectiveNamespace === namespace);
}

function wasKind({ previous }: Candidate, wanted: NameReference['target']): boolean {
  return previous.some((id) => id.kind === wanted.kind
    && (!wanted.group || wanted.group === id.group)
    && (!wanted.version || wanted.version === id.version));
}

/** A `roleRef` has the kind of the role in it. */
function findRole({ object, reference }: Referrer): NameReference['target'] | undefined {
  const role = reference.path.join('/') === 'roleRef/name' ? getField(object, 'roleRef') : undefined;
  const group = getField(role, 'apiGroup');
  const kind = getField(role, 'kind');
  return group === undefined || kind === undefined ? undefined : { group: textOf(group), kind: textOf(kind) };
}
