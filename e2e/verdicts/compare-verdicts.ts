import { checkAsEmitted } from './check-as-emitted';
import { formatProblem } from '../../src/problems';
import type { ApiClient, KubeObject } from '../harness/api-client';
import { inParallel } from '../harness/in-parallel';
import type { Tally } from '../harness/report';

/**
 * Asks the package and the server about every object: they have to agree. The server is asked for a dry run, in which it decides the same
 * and the next object meets no leftovers.
 */
export async function compareVerdicts(api: ApiClient, release: string, objects: readonly KubeObject[], tally: Tally): Promise<void> {
  await inParallel(objects, async (object) => {
    const problems = checkAsEmitted(object, release);
    const { status, body } = await api.apply(object, { dryRun: true });
    const accepted = status < 300;
    if (accepted) {
      tally.accepted++;
    } else {
      tally.refused++;
    }
    if (accepted !== (problems.length === 0)) {
      const ours = problems.length === 0 ? 'accepted' : problems.map(formatProblem).join('\n      ');
      tally.fail(`disagreement about ${JSON.stringify(object)}\n  package: ${ours}\n  server: ${accepted ? 'accepted' : `${status} ${body.message}`}`);
    }
  });
}
