import { FluxInstanceSync, RuntimeChecks, UnmatchedPatches } from '../../src';
import type { ApiClient } from '../harness/api-client';
import { applyTwice } from '../harness/apply-objects';
import { expectEqual } from '../harness/expect-equal';
import { Kubectl } from '../harness/kubectl';
import type { Tally } from '../harness/report';
import type { ApiServer } from '../harness/start-api-server';
import { type Fixture, minorOf, readFixtures } from '../recorded';
import { synthesize } from '../synthesize';

/** What the package makes of every FluxInstance that the operator accepts, one after the other: most of them have the same names. */
export async function applyFixtures({ api, kubeconfig }: ApiServer, minor: string, tally: Tally): Promise<void> {
  const kubectl = new Kubectl(kubeconfig);
  const fixtures = readFixtures().filter(({ outcome, fluxVersion }) => outcome === 'objects' && minorOf(fluxVersion) === minor);
  for (const fixture of fixtures) {
    try {
      tally.accepted += await applyFixture(api, kubectl, fixture);
    } catch (error) {
      tally.fail(`${fixture.id}: ${(error as Error).message}`);
    }
  }
}

async function applyFixture(api: ApiClient, kubectl: Kubectl, { instance }: Fixture): Promise<number> {
  const { yaml, objects } = synthesize((chart) => FluxInstanceSync.fromYaml(chart, 'sync', JSON.stringify(instance), {
    unmatchedPatches: UnmatchedPatches.IGNORE,
    runtimeChecks: RuntimeChecks.OFF,
  }));
  const read = await kubectl.read(yaml);
  expectEqual('the manifest as kubectl reads it', read, objects);
  await applyTwice(api, read);
  return read.length;
}
