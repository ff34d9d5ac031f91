import * as path from 'node:path';
import type { KubeObject } from '../harness/api-client';
import { expectEqual } from '../harness/expect-equal';
import { Kubectl } from '../harness/kubectl';
import { describeContent, listOwners } from '../migration/describe-object';
import { bootstrap } from '../migration/formers';
import { Guide } from '../migration/guide';
import { addSync, readObjects, synthYaml } from '../synthesise';
import { configMap, file } from './config-map';
import type { World } from './world';

/** The whole way of docs/migrating.md from `flux bootstrap`, under a running kustomize-controller that syncs its own definition. */
export async function migrateBootstrapped(world: World): Promise<void> {
  const yaml = synthYaml((chart) => addSync(chart, {}));
  const objects = readObjects(yaml);
  const [source, kustomization] = objects;
  const read = () => Promise.all(objects.map((object) => world.api.mustGet(object)));
  const listFiles = (resource: string, content: string) => ({
    [`clusters/my-cluster/flux-system/${resource}`]: content,
    'clusters/my-cluster/flux-system/kustomization.yaml': `resources: [${resource}]\n`,
    'clusters/my-cluster/app.yaml': file(configMap('migrated-app')),
  });

  const bootstrapped = objects.map(bootstrap);
  for (const object of bootstrapped) {
    await world.api.mustApply(object, { fieldManager: 'flux' });
  }
  await world.artifacts.publish(source, 'main@sha1:1', listFiles('gotk-sync.yaml', file(...bootstrapped)));
  await world.waitReady(kustomization, 'main@sha1:1');
  expectEqual('who owns them at first', (await read()).map(listOwners), objects.map(() => ['flux', 'kustomize-controller']));

  const guide = new Guide(new Kubectl(world.kubeconfig), path.join(path.dirname(world.kubeconfig), 'migrate-bootstrapped'), yaml);
  await guide.mustRun('take');
  await guide.mustRun('let-go');
  const taken = (await read()).map(withoutRequest);
  await world.reconcile(kustomization);
  expectEqual('the sync, with gotk-sync.yaml still in the repository', (await read()).map(withoutRequest), taken);

  await world.artifacts.publish(source, 'main@sha1:2', listFiles('flux-system.yaml', yaml));
  await world.waitReady(kustomization, 'main@sha1:2');
  const ended = await read();
  expectEqual('the sync, with flux-system.yaml in its place', ended.map(withoutRequest), taken);
  expectEqual('labels and annotations', taken.map(({ metadata }) => metadata), objects.map((object) => describeContent(object).metadata));
  expectEqual('who owns them', ended.map(listOwners), objects.map(() => ['kubectl']));
  expectEqual('the ref', ended[0].spec.ref, source.spec.ref);
}

/** `reconcile` leaves a note of its own in the annotations. */
function withoutRequest(object: KubeObject): KubeObject {
  const { metadata, ...content } = describeContent(object);
  const { 'reconcile.fluxcd.io/requestedAt': _, ...annotations } = metadata.annotations;
  return { ...content, metadata: { ...metadata, annotations } };
}
