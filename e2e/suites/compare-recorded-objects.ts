import { readFileSync } from 'node:fs';
import * as path from 'node:path';
import type { KubeObject } from '../harness/api-client';
import type { Tally } from '../harness/report';
import type { ApiServer } from '../harness/start-api-server';
import { minorOf } from '../minor-of';
import { compareVerdicts } from '../verdicts/compare-verdicts';

const RECORDED = path.join(__dirname, '..', '..', 'test', 'schema', 'objects.jsonl');

/** The objects of the unit tests, whose verdicts were recorded elsewhere: here the server gives them again. */
export async function compareRecordedObjects({ api }: ApiServer, minor: string, tally: Tally): Promise<void> {
  const lines = readFileSync(RECORDED, 'utf8').trimEnd().split('\n');
  const cases: { fluxVersion: string; object: KubeObject }[] = lines.map((line) => JSON.parse(line));
  const objects = cases.filter(({ fluxVersion, object }) => minorOf(fluxVersion) === minor && hasPlace(object)).map(({ object }) => object);
  await compareVerdicts(api, minor, objects, tally);
}

/** An object without a name never leaves kubectl, and one without a namespace gets one from it. */
function hasPlace({ metadata }: KubeObject): boolean {
  return [metadata?.name, metadata?.namespace].every((text) => typeof text === 'string' && text !== '');
}
