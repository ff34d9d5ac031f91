import * as path from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import type { ApiClient, KubeObject } from '../harness/api-client';
import { expectEqual } from '../harness/expect-equal';
import { Kubectl } from '../harness/kubectl';
import type { Report } from '../harness/report';
import type { ApiServer } from '../harness/start-api-server';
import { describeContent, listOwners } from '../migration/describe-object';
import { type Former, FORMERS } from '../migration/formers';
import { Guide } from '../migration/guide';
import { addSync, readObjects, synthYaml } from '../synthesise';

/** Applies ours over theirs with the commands of docs/migrating.md, and compares with what a new cluster gets. */
export async function migrate({ api, kubeconfig }: ApiServer, flux: string, report: Report): Promise<void> {
  const yaml = synthYaml((chart) => addSync(chart, { pullSecret: 'flux-system' }));
  const objects = readObjects(yaml);
  const guide = new Guide(new Kubectl(kubeconfig), path.join(path.dirname(kubeconfig), 'migrate'), yaml);
  const fresh = await Promise.all(objects.map((object) => api.mustApply(object)));
  await remove(api, objects);

  await report.step('letting go before taking over empties the objects, as the guide warns', flux, async (tally) => {
    await applyAs(api, FORMERS[0], objects);
    await guide.mustRun('let-go');
    const emptied = await Promise.all(objects.map((object) => api.mustGet(object)));
    expectEqual('what is left of them', emptied.map(({ spec }) => spec), objects.map(() => undefined));
    await remove(api, objects);
    tally.accepted += objects.length;
  });
  for (const former of FORMERS) {
    await report.step(`migration from ${former.name} ends in the same objects`, flux, async (tally) => {
      await applyAs(api, former, objects);
      await followGuide(api, guide, former, objects, fresh.map(describeContent));
      await remove(api, objects);
      tally.accepted += objects.length;
      if (former.managers.length === 1) {
        await applyAs(api, former, objects);
        await applyAsOwner(api, guide, former.managers[0], objects, fresh.map(describeContent));
        await remove(api, objects);
        tally.accepted += objects.length;
      }
    });
  }
}

/** The short way, for a single former owner. */
async function applyAsOwner(
  api: ApiClient, guide: Guide, manager: string, objects: readonly KubeObject[], fresh: readonly KubeObject[],
): Promise<void> {
  const { code, stderr } = await guide.run('as-owner', (command) => command.replace('flux-operator', manager));
  expectEqual(`exit code (${stderr})`, code, 0);
  const ended = await Promise.all(objects.map((object) => api.mustGet(object)));
  expectEqual('the objects', ended.map(describeContent), fresh);
  expectEqual('who owns them', ended.map(listOwners), objects.map(() => [manager]));
}

async function applyAs(api: ApiClient, former: Former, objects: readonly KubeObject[]): Promise<void> {
  for (const object of objects) {
    for (const fieldManager of former.managers) {
      await api.mustApply(former.change(object), { fieldManager, force: true });
    }
  }
}

async function followGuide(
  api: ApiClient, guide: Guide, former: Former, objects: readonly KubeObject[], fresh: readonly KubeObject[],
): Promise<void> {
  const read = () => Promise.all(objects.map((object) => api.mustGet(object)));

  expectEqual('exit code of kubectl diff', (await guide.run('diff')).code, former.conflicts ? 1 : 0);
  const unforced = await guide.run('take', (code) => code.replace(' --force-conflicts', ''));
  expectEqual(`conflict without --force-conflicts (${unforced.stderr})`, unforced.stderr.includes('conflict'), former.conflicts);

  await guide.mustRun('take');
  const leaves = !isDeepStrictEqual((await read()).map(describeContent), fresh);
  expectEqual('fields left before the former owners let go', leaves, former.leaves);

  await guide.mustRun('let-go');
  const ended = await read();
  expectEqual('the objects', ended.map(describeContent), fresh);
  expectEqual('who owns them', ended.map(listOwners), objects.map(() => ['kubectl']));
}

async function remove(api: ApiClient, objects: readonly KubeObject[]): Promise<void> {
  await Promise.all(objects.map((object) => api.delete(object)));
}
