import { readVerdict } from './read-verdict';
import { formatProblem } from '../../src/problems';
import type { Problem } from '../../src/problems';
import { checkMetadataFields, checkObject } from '../../src/schema';
import type { ApiClient, KubeObject } from '../harness/api-client';
import type { Tally } from '../harness/report';

/** Requests at the same time. */
const WORKERS = 8;

/**
 * Asks the package and the server about every object: they have to agree. The server is asked for a dry run: it decides the same, and leaves
 * nothing behind for the next object to meet.
 */
export async function compareVerdicts(
  api: Pick<ApiClient, 'apply'>, release: string, objects: readonly KubeObject[], tally: Tally,
): Promise<void> {
  await inParallel(objects, async (object) => {
    const problems = checkAsEmitted(object, release);
    try {
      const answer = await api.apply(object, { dryRun: true });
      const verdict = readVerdict(answer);
      tally[verdict]++;
      if ((verdict === 'accepted') !== (problems.length === 0)) {
        const ours = problems.length === 0 ? 'accepted' : problems.map(formatProblem).join('\n      ');
        throw new Error(`the package: ${ours}\n  the server: ${answer.status} ${answer.body.message ?? 'accepted'}`);
      }
    } catch (error) {
      tally.fail(`${JSON.stringify(object)}\n  ${(error as Error).message}`);
    }
  });
}

/** As the package checks what it emits: what the server's decoder refuses, then what the CRD refuses. */
export function checkAsEmitted(object: KubeObject, release: string): Problem[] {
  return [...checkMetadataFields(object.metadata), ...checkObject(object, release)];
}

/** Works on a few items at a time. The first error ends it. */
async function inParallel<T>(items: readonly T[], work: (item: T) => Promise<void>): Promise<void> {
  const queue = items.values();
  await Promise.all(Array.from({ length: WORKERS }, async () => {
    for (const item of queue) {
      await work(item);
    }
  }));
}
