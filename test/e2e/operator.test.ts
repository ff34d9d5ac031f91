import { takeOverFields } from '../../e2e/operator/managed-fields';
import { planReconcile } from '../../e2e/operator/plan-reconcile';
import type { Action, OperatorState } from '../../e2e/operator/plan-reconcile';

const OWNER = { 'fluxcd.controlplane.io/name': 'flux', 'fluxcd.controlplane.io/namespace': 'flux-system' };
const ID = 'flux-system_flux-system_source.toolkit.fluxcd.io_GitRepository';
const FINALIZER = 'fluxcd.controlplane.io/finalizer';

const source = {
  apiVersion: 'source.toolkit.fluxcd.io/v1',
  kind: 'GitRepository',
  metadata: { name: 'flux-system', namespace: 'flux-system', labels: OWNER },
};

interface InstanceParts {
  readonly annotations?: Record<string, string>;
  readonly deleted?: boolean;
  readonly inventory?: readonly string[];
}

function instance({ annotations, deleted, inventory = [ID] }: InstanceParts) {
  return {
    apiVersion: 'fluxcd.controlplane.io/v1',
    kind: 'FluxInstance',
    metadata: { name: 'flux', namespace: 'flux-system', annotations, finalizers: [FINALIZER], ...deleted && { deletionTimestamp: '2026-11-01T00:00:00Z' } },
    status: { inventory: { entries: inventory.map((id) => ({ id, v: 'v1' })) } },
  };
}

function withMetadata(metadata: object) {
  return { ...source, metadata: { ...source.metadata, ...metadata } };
}

/** Actions in short: the type, and what it is about. */
function describeAction(action: Action): string {
  switch (action.type) {
    case 'apply':
    case 'delete':
      return `${action.type} ${action.object.kind}`;
    case 'setManagedFields':
      return `${action.type} ${action.managedFields.map(({ manager }) => manager).join()}`;
    case 'setInventory':
      return `${action.type} ${action.entries.map(({ id }) => id.split('_').pop()).join()}`;
    default:
      return action.type;
  }
}

const DISABLED = { 'fluxcd.controlplane.io/reconcile': 'disabled' };
const PROTECTED = { 'fluxcd.controlplane.io/prune': 'disabled' };
const kubectl = { manager: 'kubectl', operation: 'Apply', apiVersion: 'v1', fieldsType: 'FieldsV1', fieldsV1: {} };

test.each<[string, OperatorState, string[]]>([
  ['does nothing without a FluxInstance', { instance: undefined, desired: [], live: [] }, []],
  ['applies what the FluxInstance asks for, and records it', { instance: instance({ inventory: [] }), desired: [source], live: [] },
    ['apply GitRepository', 'setInventory GitRepository']],
  ['adds its finalizer first', {
    instance: { ...instance({}), metadata: { name: 'flux', namespace: 'flux-system' } }, desired: [], live: [],
  }, ['addFinalizer', 'setInventory ']],
  ['takes over what kubectl owns before it applies', { instance: instance({}), desired: [source], live: [withMetadata({ managedFields: [kubectl] })] },
    ['setManagedFields flux-operator', 'apply GitRepository', 'setInventory GitRepository']],
  ['does nothing while it is disabled', { instance: instance({ annotations: DISABLED }), desired: [source], live: [source] }, []],
  ['deletes what its inventory lists and the spec no longer has', { instance: instance({}), desired: [], live: [source] },
    ['delete GitRepository', 'setInventory ']],
  ['deletes nothing that has the annotation, and forgets it', { instance: instance({}), desired: [], live: [withMetadata({ annotations: PROTECTED })] },
    ['setInventory ']],
  ['deletes nothing without its owner labels', { instance: instance({}), desired: [], live: [withMetadata({ labels: {} })] }, ['setInventory ']],
  ['deletes nothing with the owner labels of another FluxInstance', {
    instance: instance({}), desired: [], live: [withMetadata({ labels: { ...OWNER, 'fluxcd.controlplane.io/namespace': 'other' } })],
  }, ['setInventory ']],
  ['deletes nothing that its inventory does not list', { instance: instance({ inventory: [] }), desired: [], live: [source] }, ['setInventory ']],
  ['deletes nothing that is gone', { instance: instance({}), desired: [], live: [] }, ['setInventory ']],
  ['deletes everything when its FluxInstance is deleted', { instance: instance({ deleted: true }), desired: [source], live: [source] },
    ['delete GitRepository', 'removeFinalizer']],
  ['only lets the FluxInstance go when it is disabled and deleted', {
    instance: instance({ deleted: true, annotations: DISABLED }), desired: [source], live: [source],
  }, ['removeFinalizer']],
])('the stand-in for the operator %s', (_, state, actions) => {
  expect(planReconcile(state).map(describeAction)).toEqual(actions);
});

test('the object to delete is the one that the inventory names', () => {
  expect(planReconcile({ instance: instance({}), desired: [], live: [source] })[0]).toEqual({
    type: 'delete',
    object: { apiVersion: 'source.toolkit.fluxcd.io/v1', kind: 'GitRepository', metadata: { name: 'flux-system', namespace: 'flux-system' } },
  });
});

describe('the fields of other managers', () => {
  const own = { ...kubectl, manager: 'flux-operator', fieldsV1: { 'f:spec': { 'f:url': {} } } };

  test.each([
    ['kubectl', 'Apply'], ['kubectl-annotate', 'Update'], ['kubectl-client-side-apply', 'Update'], ['before-first-apply', 'Update'], ['helm', 'Update'],
    ['flux', 'Apply'], ['kustomize-controller', 'Apply'],
  ])('are taken over from %s (%s)', (manager, operation) => {
    const entry = { ...kubectl, manager, operation, fieldsV1: { 'f:spec': { 'f:ref': {} }, 'f:metadata': { 'f:annotations': { 'f:a': {} } } } };
    expect(takeOverFields(withMetadata({ managedFields: [own, entry] }))).toEqual([
      { ...own, fieldsV1: { 'f:spec': { 'f:url': {}, 'f:ref': {} }, 'f:metadata': { 'f:annotations': { 'f:a': {} } } } },
    ]);
  });

  test.each([
    ['pipeline', 'Apply', undefined], ['kustomize-controller', 'Update', undefined], ['kubectl-edit', 'Update', 'status'],
  ])('stay with %s (%s, subresource %s)', (manager, operation, subresource) => {
    expect(takeOverFields(withMetadata({ managedFields: [own, { ...kubectl, manager, operation, subresource }] }))).toBeUndefined();
  });

  test('become those of the operator where it owned nothing', () => {
    expect(takeOverFields(withMetadata({ managedFields: [kubectl] }))).toEqual([{ ...kubectl, manager: 'flux-operator' }]);
  });
});
