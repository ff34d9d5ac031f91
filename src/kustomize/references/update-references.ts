import { BACK_REFERENCES } from './back-references';
import type { Reference } from './back-references';
import { Referrals } from './referrals';
import type { Referrer } from './referrals';
import { visitPath } from './visit-path';
import { copyNode } from '../nodes/copy-node';
import { getField, setText, setTextField } from '../nodes/fields';
import { isNull, textOf } from '../nodes/node';
import type { MapNode, Node } from '../nodes/node';
import { PatchFailure } from '../patch-failure';
import { getOriginalId } from '../select/previous-ids';
import type { ResourceId } from '../select/resource-id';
import { describeId, getCurrentId } from '../select/resource-id';
import { resolveWritten } from '../write/to-plain';

/**
 * The objects with their references to renamed ones corrected. The fields are walked even if nothing was renamed, so a field of the wrong shape
 * on the way is an error.
 */
export function updateReferences(objects: readonly MapNode[]): MapNode[] {
  const referrals = new Referrals(objects);
  return objects.map((object) => {
    const original = getOriginalId(object);
    const references = BACK_REFERENCES.filter((reference) => isReferrer(original, reference));
    return references.length === 0 ? object : updateObject(copyNode(object), references, referrals);
  });
}

function isReferrer(id: ResourceId, { kind, group, version }: Reference): boolean {
  return kind === id.kind && (group === undefined || group === id.group) && (version === undefined || version === id.version);
}

function updateObject(object: MapNode, references: readonly Reference[], referrals: Referrals): MapNode {
  const id = getCurrentId(object);
  checkReferrer(object, id);
  for (const reference of references) {
    try {
      visitPath(object, reference.path, (node) => updateNode(node, { object, id, reference }, referrals, true));
    } catch (error) {
      throw error instanceof PatchFailure
        ? new PatchFailure(error.code, `leaves ${describeId(id)} with ${reference.path.join('.')} in a wrong shape: ${error.rule}`)
        : error;
    }
  }
  return object;
}

/** Upstream stumbles over an object whose type a patch took away, and over subjects of a role binding that it cannot read. */
function checkReferrer(object: MapNode, id: ResourceId): void {
  for (const name of ['apiVersion', 'kind']) {
    const field = getField(object, name);
    if (field !== undefined && isNull(field) && textOf(field) !== '') {
      throw new PatchFailure('PATCH_OBJECT_INVALID', `must not leave ${describeId(id)} with the ${name} null`);
    }
  }
  const subjects = id.kind === 'RoleBinding' ? getField(object, 'subjects') : undefined;
  if (subjects !== undefined && subjects.kind === 'list' && !subjects.items.every(isSubject)) {
    throw new PatchFailure('PATCH_NAME_REFERENCE', `leaves ${describeId(id)} with subjects in a wrong shape: kind and namespace must be texts`);
  }
}

function isSubject(subject: Node): boolean {
  const kind = getField(subject, 'kind');
  const namespace = getField(subject, 'namespace');
  return subject.kind === 'map' && (kind === undefined || namespace === undefined || (isText(kind) && (textOf(kind) !== 'ServiceAccount' || isText(namespace))));
}

function isText(node: Node): boolean {
  return node.kind === 'scalar' && resolveWritten(node, false).tag === '!!str';
}

function updateNode(node: Node, referrer: Referrer, referrals: Referrals, mayBeList: boolean): void {
  if (isNull(node)) {
    return;
  }
  if (node.kind === 'scalar') {
    const found = referrals.find(referrer, node.text);
    if (found !== undefined && found.name !== node.text) {
      setText(node, found.name);
    }
  } else if (node.kind === 'map') {
    updateMap(node, referrer, referrals);
  } else if (mayBeList) {
    node.items.forEach((item) => updateNode(item, referrer, referrals, false));
  } else {
    throw new PatchFailure('PATCH_NAME_REFERENCE', 'a list must not hold a list');
  }
}

/** A subject takes both the name and the namespace of the object that it names. */
function updateMap(map: MapNode, referrer: Referrer, referrals: Referrals): void {
  const nameField = getField(map, 'name');
  if (nameField === undefined) {
    throw new PatchFailure('PATCH_NAME_REFERENCE', 'an entry must have a name');
  }
  const oldName = textOf(nameField);
  const namespaceField = getField(map, 'namespace');
  const found = referrals.find(referrer, oldName, namespaceField && textOf(namespaceField));
  if (found === undefined || (found.name === oldName && found.namespace === '')) {
    return;
  }
  setTextField(map, 'name', found.name);
  if (found.namespace !== '') {
    setTextField(map, 'namespace', found.namespace);
  }
}
