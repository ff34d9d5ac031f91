import { formatProblem, ProblemSink } from '../../src/problems';
import type { Problem } from '../../src/problems';
import { checkMetadataFields, checkObject } from '../../src/schema';
import type { Answer, ApiClient, KubeObject } from '../harness/api-client';
import type { Tally } from '../harness/report';
import { readVerdict } from './read-verdict';

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
      const answer = await ask(api, object);
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

/**
 * The server looks at no object whose namespace does not exist. Where it refuses a namespace of that name, it refuses the object with it; where
 * it would accept one, it has decided nothing.
 */
async function ask(api: Pick<ApiClient, 'apply'>, object: KubeObject): Promise<Answer> {
  const answer = await api.apply(object, { dryRun: true });
  if (answer.status !== 404 || answer.body.details?.kind !== 'namespaces') {
    return answer;
  }
  const namespace = await api.apply({ apiVersion: 'v1', kind: 'Namespace', metadata: { name: object.metadata.namespace } }, { dryRun: true });
  return readVerdict(namespace) === 'refused' ? namespace : answer;
}

/** As the package checks what it emits: what the server's decoder refuses, then what the CRD refuses. */
export function checkAsEmitted(object: KubeObject, release: string): Problem[] {
  const sink = new ProblemSink();
  checkMetadataFields(object.metadata, sink.at('metadata'));
  checkObject(object, release, sink);
  return [...sink.problems];
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
