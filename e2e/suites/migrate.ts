import type { World } from '../controller/world';
import { expectEqual } from '../harness/expect-equal';
import type { Report, Tally } from '../harness/report';
import { Migration, readInputs } from '../migration/migration';
import { goWay, WAYS } from '../migration/ways';
import { installFluxInstanceApi } from '../operator/stand-in';

/** Follows every way of docs/migrating.md, and compares the uids of the source, the Kustomization and a workload after each step. */
export async function migrate(world: World, flux: string, report: Report): Promise<void> {
  await installFluxInstanceApi(world.api);
  for (const name of Object.keys(WAYS)) {
    await report.step(`migration ${name}: nothing is deleted, and nothing is left over`, flux, async (tally) => {
      await goWay(world, name, readInputs());
      // The source, the Kustomization and the workload.
      tally.accepted += 3;
    });
  }
  await report.step('letting go before taking over empties the objects, as the guide warns', flux, (tally) => letGoFirst(world, tally));
}

async function letGoFirst(world: World, tally: Tally): Promise<void> {
  const migration = await Migration.prepare(world, readInputs(), 'let-go-first');
  try {
    for (const object of [migration.source, migration.kustomization]) {
      await world.api.mustApply(object, { fieldManager: 'flux' });
    }
    await migration.guide.mustRun('let-go');
    expectEqual('what is left of them', (await migration.read()).map(({ spec }) => spec), [undefined, undefined]);
    tally.accepted += 2;
  } finally {
    await migration.end();
  }
}
