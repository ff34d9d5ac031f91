import { getField } from '../nodes/fields';
import { textOf } from '../nodes/node';
import type { MapNode } from '../nodes/node';
import { PatchFailure } from '../patch-failure';
import type { Reference } from './back-references';
import { getOriginalId, getPreviousIds } from '../select/previous-ids';
import { describeId, getCurrentId } from '../select/resource-id';
import type { ResourceId } from '../select/resource-id';

/** An object that a reference may mean, with all the ids it had. */
interface Candidate {
  readonly current: ResourceId;
  readonly original: ResourceId;
  readonly previous: readonly ResourceId[];
}

/** What is known about a reference besides its field. */
export interface Referrer {
  readonly object: MapNode;
  readonly id: ResourceId;
  readonly reference: Reference;
}

const NOT_NAMESPACED = '_non_namespaceable_';

/** Finds the object that an old name means. Only objects that a JSON patch touched have old names. */
export class Referrals {
  private readonly all: readonly Candidate[];
  private readonly byOldName = new Map<string, Candidate[]>();

  constructor(objects: readonly MapNode[]) {
    this.all = objects.map((object) => ({ current: getCurrentId(object), original: getOriginalId(object), previous: getPreviousIds(object) }));
    for (const candidate of this.all) {
      for (const name of new Set(candidate.previous.map((id) => id.name))) {
        this.byOldName.set(name, [...this.byOldName.get(name) ?? [], candidate]);
      }
    }
  }

  /** The object now called something else, or not; one that is named with a namespace must be or have been there. */
  public find(referrer: Referrer, oldName: string, namespace?: string): ResourceId | undefined {
    const renamed = this.byOldName.get(oldName);
    if (renamed === undefined) {
      return undefined;
    }
    const reachable = this.all.filter(({ current }) => isReachable(referrer, current));
    const role = findRole(referrer);
    const found = inNamespace(reachable, namespace).filter((candidate) => renamed.includes(candidate)
      && wasKind(candidate, referrer.reference.target)
      && (role === undefined || wasKind(candidate, role))
      && (isNear(referrer, candidate.current) || candidate.current.kind === 'ServiceAccount')).map(({ current }) => current);
    if (found.some(({ name }) => name !== found[0].name)
      || namespace !== undefined && found.some((id) => id.namespace !== found[0].namespace)) {
      throw new PatchFailure('PATCH_NAME_REFERENCE', `${JSON.stringify(oldName)} may mean ${found.map(describeId).join(' or ')}`);
    }
    return found[0];
  }
}

/** A namespaced object reaches its own namespace, cluster-scoped objects, and the accounts that a role binding names. */
function isReachable({ object, id }: Referrer, candidate: ResourceId): boolean {
  return isNear({ id }, candidate) || id.kind === 'RoleBinding' && listAccountNamespaces(object).includes(candidate.namespace);
}

function isNear({ id }: Pick<Referrer, 'id'>, candidate: ResourceId): boolean {
  return id.effectiveNamespace === NOT_NAMESPACED
    || candidate.effectiveNamespace === NOT_NAMESPACED
    || candidate.effectiveNamespace === id.effectiveNamespace;
}

function listAccountNamespaces(binding: MapNode): string[] {
  const subjects = getField(binding, 'subjects');
  const items = subjects !== undefined && subjects.kind === 'list' ? subjects.items : [];
  return items.filter((item) => textOf(getField(item, 'kind')) === 'ServiceAccount').map((item) => textOf(getField(item, 'namespace')));
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

function wasKind({ previous }: Candidate, wanted: Reference['target']): boolean {
  return previous.some((id) => id.kind === wanted.kind
    && (!wanted.group || wanted.group === id.group)
    && (!wanted.version || wanted.version === id.version));
}

/** A role reference says itself what kind it means. */
function findRole({ object, reference }: Referrer): Reference['target'] | undefined {
  const role = reference.path.join('/') === 'roleRef/name' ? getField(object, 'roleRef') : undefined;
  const group = getField(role, 'apiGroup');
  const kind = getField(role, 'kind');
  return group === undefined || kind === undefined ? undefined : { group: textOf(group), kind: textOf(kind) };
}
