import { existsSync, readFileSync } from 'node:fs';
import * as path from 'node:path';
import { FluxInstanceSync, RuntimeChecks, UnmatchedPatches } from '../../src';
import { applyTwice } from '../harness/apply-twice';
import type { Tally } from '../harness/report';
import type { ApiServer } from '../harness/start-api-server';
import { minorOf } from '../minor-of';
import { synthObjects } from '../synthesise';

const FIXTURES = path.join(__dirname, '..', '..', 'test', 'golden', 'instances.jsonl');

interface Fixture {
  readonly id: string;
  readonly instance: unknown;
  readonly outcome: string;
  readonly fluxVersion: string;
}

/** What the package makes of every FluxInstance that the operator accepts, one after the other: most of them have the same names. */
export async function applyFixtures({ api }: ApiServer, minor: string, tally: Tally): Promise<void> {
  const fixtures = readFixtures().filter(({ outcome, fluxVersion }) => outcome === 'objects' && minorOf(fluxVersion) === minor);
  for (const { id, instance } of fixtures) {
    try {
      const objects = synthObjects((chart) => FluxInstanceSync.fromYaml(chart, 'sync', JSON.stringify(instance), {
        unmatchedPatches: UnmatchedPatches.IGNORE,
        runtimeChecks: RuntimeChecks.OFF,
      }));
      await applyTwice(api, objects);
      tally.accepted += objects.length;
    } catch (error) {
      tally.fail(`${id}: ${(error as Error).message}`);
    }
  }
}

function readFixtures(): Fixture[] {
  if (!existsSync(FIXTURES)) {
    throw new Error(`${FIXTURES} is missing`);
  }
  return readFileSync(FIXTURES, 'utf8').trimEnd().split('\n').map((line) => JSON.parse(line));
}
