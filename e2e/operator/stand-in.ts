import type { ApiClient, KubeObject } from '../harness/api-client';
import { waitFor } from '../harness/wait-for';
import { OPERATOR } from './managed-fields';
import { FINALIZER, fromInventoryEntry, planReconcile, readInventory } from './plan-reconcile';
import type { Action } from './plan-reconcile';

/** Between two passes. The real operator reacts to changes; this one looks all the time, which is at least as strict. */
const PAUSE_MS = 150;

export const INSTANCE = { apiVersion: 'fluxcd.controlplane.io/v1', kind: 'FluxInstance', metadata: { name: 'flux', namespace: 'flux-system' } };

/** As much of the FluxInstance API as the stand-in needs: any spec and any status. */
const CRD = {
  apiVersion: 'apiextensions.k8s.io/v1',
  kind: 'CustomResourceDefinition',
  metadata: { name: 'fluxinstances.fluxcd.controlplane.io' },
  spec: {
    group: 'fluxcd.controlplane.io',
    names: { kind: 'FluxInstance', plural: 'fluxinstances', singular: 'fluxinstance', listKind: 'FluxInstanceList' },
    scope: 'Namespaced',
    versions: [{
      name: 'v1',
      served: true,
      storage: true,
      subresources: { status: {} },
      schema: {
        openAPIV3Schema: {
          type: 'object',
          properties: {
            spec: { 'type': 'object', 'x-kubernetes-preserve-unknown-fields': true },
            status: { 'type': 'object', 'x-kubernetes-preserve-unknown-fields': true },
          },
        },
      },
    }],
  },
};

/** Installs the API of the FluxInstance. */
export async function installFluxInstanceApi(api: ApiClient): Promise<void> {
  await api.mustApply(CRD);
  await waitFor('the FluxInstance API to be served', 30, async () => {
    const { status } = await api.request('GET', '/apis/fluxcd.controlplane.io/v1/fluxinstances');
    if (status !== 200) {
      throw new Error(`status ${status}`);
    }
  });
}

/** Plays the Flux Operator for one FluxInstance, until it is stopped. */
export class OperatorStandIn {
  private passes = 0;
  private lastError: unknown;
  private stopped = false;
  private readonly running: Promise<void>;

  /** @param build the objects that a FluxInstance asks for */
  public constructor(private readonly api: ApiClient, private readonly build: (instance: KubeObject) => readonly KubeObject[]) {
    this.running = this.run();
  }

  public async stop(): Promise<void> {
    this.stopped = true;
    await this.running;
  }

  /** Waits until it has seen everything that is there now, and acted on it. */
  public async settle(): Promise<void> {
    const enough = this.passes + 2;
    await waitFor('the operator to reconcile', 30, () => {
      if (this.passes < enough) {
        throw new Error(`pass ${this.passes} of ${enough}; ${this.lastError instanceof Error ? this.lastError.message : 'no error'}`);
      }
    });
  }

  private async run(): Promise<void> {
    while (!this.stopped) {
      try {
        await this.reconcile();
        this.passes++;
        this.lastError = undefined;
      } catch (error) {
        // Anything may fail for a moment, such as an apply against a newer version. A controller tries again; `settle` reports what goes on failing.
        this.lastError = error;
      }
      await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
    }
  }

  private async reconcile(): Promise<void> {
    const instance = await this.read(INSTANCE);
    const desired = instance === undefined ? [] : this.build(instance);
    const known = [...desired, ...instance === undefined ? [] : readInventory(instance).map(fromInventoryEntry)];
    const live = (await Promise.all(known.map((object) => this.read(object)))).filter((object) => object !== undefined);
    for (const action of planReconcile({ instance, desired, live })) {
      await this.act(action);
    }
  }

  private async act(action: Action): Promise<void> {
    switch (action.type) {
      case 'addFinalizer':
        await this.api.merge(INSTANCE, { metadata: { finalizers: [FINALIZER] } });
        break;
      case 'removeFinalizer':
        await this.api.merge(INSTANCE, { metadata: { finalizers: null } });
        break;
      case 'setManagedFields':
        await this.api.patch(action.object, [{ op: 'replace', path: '/metadata/managedFields', value: action.managedFields }]);
        break;
      case 'apply':
        await this.api.mustApply(action.object, { fieldManager: OPERATOR, force: true });
        break;
      case 'delete': {
        const { status, body } = await this.api.delete(action.object);
        if (status !== 200 && status !== 404) {
          throw new Error(`delete ${action.object.kind} ${action.object.metadata.name}: ${status} ${body.message}`);
        }
        break;
      }
      case 'setInventory':
        await this.api.merge(INSTANCE, { status: { inventory: { entries: action.entries } } }, 'status');
        break;
    }
  }

  private async read(object: KubeObject): Promise<KubeObject | undefined> {
    const { status, body } = await this.api.get(object);
    if (status !== 200 && status !== 404) {
      throw new Error(`get ${object.kind} ${object.metadata.name}: ${status} ${body.message}`);
    }
    return status === 200 ? body : undefined;
  }
}
