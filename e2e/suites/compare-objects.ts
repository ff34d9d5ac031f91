import * as path from 'node:path';
import type { KubeObject } from '../harness/api-client';
import { CRDS } from '../harness/install-crds';
import type { Tally } from '../harness/report';
import type { ApiServer } from '../harness/start-api-server';
import { minorOf, readRecordedObjects } from '../recorded';
import { checkAsEmitted, compareVerdicts } from '../verdicts/compare-verdicts';
import { readCrds } from '../verdicts/read-crds';
import { sampleObjects } from '../verdicts/sample-objects';

/** Random objects that the package accepts, and as many that it refuses. */
const ENOUGH = 1000;

export function hasRecordedObjects(minor: string): boolean {
  return listRecordedObjects(minor).length > 0;
}

/** The objects of the unit tests, whose verdicts were recorded elsewhere: here the server gives them again. */
export async function compareRecordedObjects({ api }: ApiServer, minor: string, tally: Tally): Promise<void> {
  await compareVerdicts(api, minor, listRecordedObjects(minor), tally);
}

/** Random objects of a minor's CRDs, the same in every run. */
export async function compareRandomObjects({ api }: ApiServer, minor: string, tally: Tally): Promise<void> {
  const kinds = readCrds(path.join(CRDS, minor));
  const seed = Number(minor.split('.')[1]);
  const { accepted, refused } = sampleObjects(kinds, (object) => checkAsEmitted(object, minor).length === 0, seed, ENOUGH);
  await compareVerdicts(api, minor, [...accepted, ...refused], tally);
}

function listRecordedObjects(minor: string): KubeObject[] {
  return readRecordedObjects()
    .filter(({ fluxVersion, object }) => minorOf(fluxVersion) === minor && canBeSent(object))
    .map(({ object }) => object);
}

/** kubectl sends no object without a name, and gives one without a namespace its own. */
function canBeSent({ metadata }: KubeObject): boolean {
  return [metadata?.name, metadata?.namespace].every((value) => typeof value === 'string' && value !== '');
}
