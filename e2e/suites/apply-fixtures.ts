import { FluxInstanceSync, RuntimeChecks, UnmatchedPatches } from '../../src';
import type { ApiClient, KubeObject } from '../harness/api-client';
import { applyTwice } from '../harness/apply-objects';
import { expectEqual } from '../harness/expect-equal';
import { Kubectl, readEach } from '../harness/kubectl';
import type { Tally } from '../harness/report';
import type { ApiServer } from '../harness/start-api-server';
import { minorOf, readFixtures } from '../recorded';
import { synthesize } from '../synthesize';

/** What the package makes of every FluxInstance that the operator accepts, one after the other: most of them have the same names. */
export async function applyFixtures({ api, kubeconfig }: ApiServer, minor: string, tally: Tally): Promise<void> {
  const kubectl = new Kubectl(kubeconfig);
  const fixtures = readFixtures().filter(({ outcome, fluxVersion }) => outcome === 'objects' && minorOf(fluxVersion) === minor);
  const manifests = fixtures.map(({ instance }) => synthesize((chart) => FluxInstanceSync.fromYaml(chart, 'sync', JSON.stringify(instance), {
    unmatchedPatches: UnmatchedPatches.IGNORE,
    runtimeChecks: RuntimeChecks.OFF,
  })));
  const found = await readEach((yaml) => kubectl.read(yaml), manifests);
  for (const [index, { id }] of fixtures.entries()) {
    try {
      tally.accepted += await applyFixture(api, manifests[index].objects, found[index]);
    } catch (error) {
      tally.fail(`${id}: ${(error as Error).message}`);
    }
  }
}

async function applyFixture(api: ApiClient, meant: readonly KubeObject[], found: readonly KubeObject[] | Error): Promise<number> {
  if (found instanceof Error) {
    throw found;
  }
  expectEqual('the manifest as kubectl reads it', found, meant);
  await applyTwice(api, found);
  return found.length;
}
