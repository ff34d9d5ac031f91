import type { FluxInstanceSyncProps } from '../../src';
import type { ApiClient, KubeObject } from '../harness/api-client';
import { ArtifactServer } from '../harness/artifact-server';
import type { Binaries } from '../harness/build-binaries';
import type { Lifetime } from '../harness/lifetime';
import type { ApiServer } from '../harness/start-api-server';
import { startKustomizeController } from '../harness/start-kustomize-controller';
import type { RunningProcess } from '../harness/start-process';
import { Hopeless, waitFor } from '../harness/wait-for';
import { addSync, synthesize } from '../synthesize';

/** A source and its Kustomization, as the package made them. */
export interface Sync {
  readonly source: KubeObject;
  readonly kustomization: KubeObject;
}

/** A cluster with a running kustomize-controller, and what the scenarios do with it. */
export class World {
  public static async start(binaries: Binaries, lifetime: Lifetime, server: ApiServer): Promise<World> {
    const artifacts = await ArtifactServer.start(server.api, lifetime);
    return new World(server.api, artifacts, server.kubeconfig, binaries, () => startKustomizeController(binaries, lifetime, server));
  }

  private controller: RunningProcess;

  private constructor(
    public readonly api: ApiClient,
    public readonly artifacts: ArtifactServer,
    public readonly kubeconfig: string,
    public readonly binaries: Binaries,
    private readonly startController: () => RunningProcess,
  ) {
    this.controller = startController();
  }

  public async applySync(props: Partial<FluxInstanceSyncProps> & { readonly name: string }): Promise<Sync> {
    const { objects: [source, kustomization] } = synthesize((chart) => addSync(chart, props));
    await this.api.mustApply(source);
    await this.api.mustApply(kustomization);
    return { source, kustomization };
  }

  /** Waits until the Kustomization reports that it applied the revision and is Ready. */
  public async waitReady(kustomization: KubeObject, revision: string): Promise<KubeObject> {
    return this.wait(`Kustomization ${kustomization.metadata.name} to be Ready at ${revision}`, async () => {
      const object = await this.api.mustGet(kustomization);
      const ready = readyCondition(object);
      const { lastAppliedRevision, observedGeneration } = object.status ?? {};
      if (ready?.status !== 'True' || lastAppliedRevision !== revision || observedGeneration !== object.metadata.generation) {
        throw new Error(`Ready ${ready?.status}: ${ready?.message} (applied ${lastAppliedRevision})`);
      }
      return object;
    });
  }

  /** Waits until the Kustomization says why it is not Ready. */
  public async waitNotReady(kustomization: KubeObject, message: RegExp): Promise<void> {
    await this.wait(`Kustomization ${kustomization.metadata.name} to say ${message}`, async () => {
      const object = await this.api.mustGet(kustomization);
      const conditions: KubeObject[] = object.status?.conditions ?? [];
      if (readyCondition(object)?.status === 'True' || !conditions.some((condition) => message.test(condition.message))) {
        throw new Error(conditions.map(({ type, status, message: said }) => `${type} ${status}: ${said}`).join('; '));
      }
    });
  }

  /** Asks for a reconciliation as `flux reconcile` does, and waits until it is done. */
  public async reconcile(kustomization: KubeObject): Promise<void> {
    const requestedAt = new Date().toISOString();
    await this.api.merge(kustomization, { metadata: { annotations: { 'reconcile.fluxcd.io/requestedAt': requestedAt } } });
    await this.wait(`Kustomization ${kustomization.metadata.name} to be reconciled on request`, async () => {
      const { status, body } = await this.api.get(kustomization);
      if (status === 404) {
        throw new Hopeless('it was deleted');
      }
      if (body.status?.lastHandledReconcileAt !== requestedAt) {
        throw new Error(`last handled ${body.status?.lastHandledReconcileAt}`);
      }
    });
  }

  /** Does something that the controller sees only afterwards, and all at once. */
  public async whileStopped(work: () => Promise<void>): Promise<void> {
    await this.controller.stop();
    try {
      await work();
    } finally {
      this.controller = this.startController();
    }
  }

  /** Ends the controller. */
  public stop(): Promise<void> {
    return this.controller.stop();
  }

  public async wait<T>(what: string, probe: () => Promise<T>): Promise<T> {
    return waitFor(what, 60, () => {
      this.controller.checkAlive();
      return probe();
    });
  }
}

function readyCondition(object: KubeObject): KubeObject | undefined {
  return object.status?.conditions?.find((condition: KubeObject) => condition.type === 'Ready');
}
