import * as path from 'node:path';
import type { ApiClient, KubeObject } from '../harness/api-client';
import { inParallel } from '../harness/in-parallel';
import type { Tally } from '../harness/report';
import { formatProblem } from '../../src/problems';
import { checkObject } from '../../src/schema';
import { readCrds } from './read-crds';
import { sampleObjects } from './sample-objects';

const CRDS = path.join(__dirname, '..', '..', 'imports', 'crds');

/** Random objects on whose verdict `checkObject` and the server have to agree. */
export async function compareRandomVerdicts(api: ApiClient, minor: string, release: string, tally: Tally, enough: number): Promise<void> {
  const { accepted, refused } = sampleObjects(
    readCrds(path.join(CRDS, minor)), object => checkObject(object, release).length === 0, Number(minor.split('.')[1]), enough);
  await compareVerdicts(api, release, [...accepted, ...refused], tally);
}

/** Asks both about every object. The server is asked for a dry run: it decides the same, and the next object meets no leftovers. */
export async function compareVerdicts(api: ApiClient, release: string, objects: readonly KubeObject[], tally: Tally): Promise<void> {
  await inParallel(objects, async object => {
    const problems = checkObject(object, release);
    const { status, body } = await api.apply(object, { dryRun: true });
    const accepted = status < 300;
    if (accepted) {
      tally.accepted++;
    } else {
      tally.refused++;
    }
    if (accepted !== (problems.length === 0)) {
      const ours = problems.length === 0 ? 'accepted' : problems.map(formatProblem).join('\n      ');
      tally.fail(`disagreement about ${JSON.stringify(object)}\n  checkObject: ${ours}\n  server: ${accepted ? 'accepted' : `${status} ${body.message}`}`);
    }
  });
}
