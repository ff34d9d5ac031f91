import type { World } from '../controller/world';
import type { Report } from '../harness/report';
import { readInputs } from '../migration/migration';
import { goWay } from '../migration/ways';
import { describeMutation, MUTATIONS } from '../mutations/mutations';
import { installFluxInstanceApi } from '../operator/stand-in';

/** Tests the tests: under each mutation the migration has to fail, and for the reason that the mutation names. */
export async function mutate(world: World, flux: string, report: Report): Promise<void> {
  await installFluxInstanceApi(world.api);
  for (const mutation of MUTATIONS) {
    await report.step(describeMutation(mutation), flux, async (tally) => {
      const failure = await goWay(world, mutation.way, mutation.change(readInputs())).then(() => undefined, (error: Error) => error.message);
      if (failure === undefined) {
        tally.fail('the migration passed');
      } else if (!mutation.failure.test(failure)) {
        tally.fail(`the migration failed for another reason than ${mutation.failure}: ${failure}`);
      } else {
        tally.refused++;
      }
    });
  }
}
