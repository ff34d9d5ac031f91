import * as path from 'node:path';
import { parse } from 'yaml';
import type { FluxInstanceSyncProps } from '../../src';
import { configMap, file } from '../controller/config-map';
import type { World } from '../controller/world';
import type { KubeObject } from '../harness/api-client';
import { expectEqual } from '../harness/expect-equal';
import { Kubectl } from '../harness/kubectl';
import { waitFor } from '../harness/wait-for';
import { buildDesired, readPattern } from '../operator/build-desired';
import { INSTANCE, OperatorStandIn } from '../operator/stand-in';
import { addSync, synthesize } from '../synthesize';
import { describeContent, listOwners, readUids } from './describe-object';
import { Guide, listBlocks, readGuide } from './guide';

/** What a migration depends on. A mutation changes one of them. */
export interface Inputs {
  /** The text of the guide. */
  readonly guide: string;
  /** What becomes of a manifest that the package wrote. */
  readonly change: (yaml: string) => string;
}

/** The guide and the package's output as they are. */
export function readInputs(): Inputs {
  return { guide: readGuide(), change: (yaml) => yaml };
}

/** In the code of a user: what keeps the operator from deleting the objects. */
export const HANDOVER: Partial<FluxInstanceSyncProps> = { handover: true };

/** The workload: a ConfigMap that the Kustomization applies. It goes when the Kustomization is deleted. */
const APP = configMap('migrated-app');

/** A cluster with a sync and a workload, which a reader of the guide takes from one owner to another. */
export class Migration {
  /** A migration whose manifest of the sync is written, and nothing else yet. */
  public static async prepare(world: World, inputs: Inputs, name: string): Promise<Migration> {
    const migration = new Migration(world, inputs, name);
    await migration.rewrite((yaml) => yaml);
    return migration;
  }

  public readonly guide: Guide;
  public source: KubeObject = {};
  public kustomization: KubeObject = {};
  private readonly kubectl: Kubectl;
  private readonly syncs: KubeObject[] = [];
  private operator?: OperatorStandIn;
  private uids: Record<string, string> = {};
  private revisions = 0;

  private constructor(private readonly world: World, private readonly inputs: Inputs, name: string) {
    const folder = path.join(path.dirname(world.kubeconfig), 'migrations', name);
    this.kubectl = new Kubectl(world.kubeconfig);
    this.guide = new Guide(this.kubectl, folder, inputs.guide);
  }

  /** Writes the manifest of the plain sync, changed. */
  public async rewrite(change: Inputs['change']): Promise<void> {
    [this.source, this.kustomization] = await this.synthesize({}, 'flux-system.yaml', change);
  }

  /** Writes the manifest of the sync where the guide's commands expect it, and returns its objects as kubectl reads them. */
  public async synthesize(
    props: Partial<FluxInstanceSyncProps>, target = 'flux-system.yaml', change: Inputs['change'] = (yaml) => yaml,
  ): Promise<readonly KubeObject[]> {
    const { yaml } = synthesize((chart) => addSync(chart, { pullSecret: 'flux-system', fluxVersion: readPattern().fluxVersion, ...props }));
    const manifest = this.inputs.change(change(yaml));
    this.guide.write(target, manifest);
    const objects = await this.kubectl.read(manifest);
    this.syncs.push(...objects);
    return objects;
  }

  /** What a new cluster gets from these objects, with the defaults of the API server. */
  public async describeFresh(objects: readonly KubeObject[]): Promise<KubeObject[]> {
    const { api } = this.world;
    expectEqual('what is there before', Object.values(await readUids(api, objects)), objects.map(() => 'not there (404)'));
    return Promise.all(objects.map(async (object) => describeContent(await api.mustApply(object, { dryRun: true }))));
  }

  /** Starts the operator with the guide's FluxInstance, and with these patches instead of the guide's. */
  public async startOperator(patches: readonly KubeObject[] = []): Promise<void> {
    const spec = { ...readGuideInstance(this.inputs.guide), kustomize: { patches } };
    await this.world.api.mustApply({ ...INSTANCE, spec });
    this.watch();
    await this.operator!.settle();
  }

  /** Starts the operator without a FluxInstance. */
  public watch(): void {
    const pattern = readPattern();
    this.operator = new OperatorStandIn(this.world.api, (instance) => buildDesired(instance, pattern));
  }

  /** Lets the Kustomization apply the workload for the first time. From here on nothing may be deleted. */
  public async deploy(files: Readonly<Record<string, string>> = {}): Promise<void> {
    await this.publish(files);
    this.uids = await this.readUids();
    await this.expectSameUids('at first');
    const shown = await this.guide.mustRun('uids');
    const syncUids = [this.source, this.kustomization].map(({ kind, metadata }) => this.uids[`${kind} ${metadata.name}`]);
    expectEqual('uids that the guide does not show', syncUids.filter((uid) => !shown.includes(uid)), []);
  }

  /** Lets the Kustomization apply another revision of the repository: the workload, and the files. */
  public async publish(files: Readonly<Record<string, string>>, source = this.source, kustomization = this.kustomization): Promise<void> {
    await this.world.waitReady(kustomization, await this.announce(files, source));
  }

  /** As `publish`, but does not wait for the Kustomization. Returns the revision. */
  public async announce(files: Readonly<Record<string, string>>, source = this.source): Promise<string> {
    const revision = `main@sha1:${++this.revisions}`;
    await this.world.artifacts.publish(source, revision, { 'clusters/my-cluster/app.yaml': file(APP), ...files });
    return revision;
  }

  /** Follows the guide, one block of commands after the other. After each of them everything is still the same object. */
  public async follow(...blocks: readonly string[]): Promise<void> {
    for (const block of blocks) {
      await this.guide.mustRun(block);
      await this.expectNothingLost(`after ${block}`);
    }
  }

  /** Lets the operator and kustomize-controller react, and compares the uids. */
  public async expectNothingLost(when: string): Promise<void> {
    await this.operator?.settle();
    await this.expectSameUids(when);
    await this.world.reconcile(this.kustomization);
    await this.expectSameUids(`${when} and a reconciliation`);
  }

  /** The workload alone, where the sync itself is replaced. */
  public async expectSameApp(when: string): Promise<void> {
    const now = await readUids(this.world.api, [APP]);
    expectEqual(`the workload ${when}`, now, { [`ConfigMap ${APP.metadata.name}`]: this.uids[`ConfigMap ${APP.metadata.name}`] });
  }

  public async expectSameUids(when: string): Promise<void> {
    const now = await this.readUids();
    expectEqual(`the uids ${when}`, now, this.uids);
    const dead = Object.entries(now).filter(([, uid]) => !/^[0-9a-f-]{36}$/.test(uid));
    expectEqual(`what is gone ${when}`, dead, []);
  }

  public async expectContent(expected: readonly KubeObject[], owner: string): Promise<void> {
    const found = await this.read();
    expectEqual('the objects', found.map(describeContent), expected);
    expectEqual('who owns them', found.map(listOwners), found.map(() => [owner]));
  }

  public async read(): Promise<KubeObject[]> {
    return Promise.all([this.source, this.kustomization].map((object) => this.world.api.mustGet(object)));
  }

  /** Removes everything, also after a failure in the middle. */
  public async end(): Promise<void> {
    const { api } = this.world;
    await this.operator?.stop();
    const left = [INSTANCE, ...this.syncs, APP];
    await waitFor('the cluster to be empty again', 30, async () => {
      for (const object of left) {
        const { status } = await api.get(object);
        if (status === 200) {
          await api.merge(object, { metadata: { finalizers: null } });
          await api.delete(object);
          throw new Error(`${object.kind} ${object.metadata.name} is still there`);
        }
      }
    });
  }

  private readUids(): Promise<Record<string, string>> {
    return readUids(this.world.api, [this.source, this.kustomization, APP]);
  }
}

function readGuideInstance(text: string): KubeObject {
  return parse(listBlocks(text).get('flux-instance.yaml') ?? '').spec;
}
