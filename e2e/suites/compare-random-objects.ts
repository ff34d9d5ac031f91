import * as path from 'node:path';
import { CRDS } from '../harness/install-crds';
import type { Tally } from '../harness/report';
import type { ApiServer } from '../harness/start-api-server';
import { checkAsEmitted } from '../verdicts/check-as-emitted';
import { compareVerdicts } from '../verdicts/compare-verdicts';
import { readCrds } from '../verdicts/read-crds';
import { sampleObjects } from '../verdicts/sample-objects';

/** As many that the package accepts, and as many that it refuses. */
const ENOUGH = 1000;

/** Random objects of a minor's CRDs, the same in every run. */
export async function compareRandomObjects({ api }: ApiServer, minor: string, tally: Tally): Promise<void> {
  const kinds = readCrds(path.join(CRDS, minor));
  const seed = Number(minor.split('.')[1]);
  const { accepted, refused } = sampleObjects(kinds, (object) => checkAsEmitted(object, minor).length === 0, seed, ENOUGH);
  await compareVerdicts(api, minor, [...accepted, ...refused], tally);
}
