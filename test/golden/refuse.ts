import { join } from 'node:path';
import { App, Chart } from 'cdk8s';
import { FluxInstanceSync, RuntimeChecks } from '../../src';
import type { SyncOptions } from '../../src';
import { ProblemsError } from '../../src/problems';
import { readRefusals } from '../harness/refusals';

export const REFUSALS_FILE = join(__dirname, 'refusals.json');

/** By the id of a refused case: the problems that the package finds in it, written by `test/record-refusals.ts`. */
export const REFUSALS = readRefusals(REFUSALS_FILE);

/** The controllers have no say in the goldens: they were made by the operator and the API server alone. */
export function synthesize(instance: object, options: SyncOptions = {}): FluxInstanceSync {
  const chart = new Chart(new App(), 'cluster');
  return FluxInstanceSync.fromYaml(chart, 'sync', JSON.stringify(instance), { runtimeChecks: RuntimeChecks.OFF, ...options });
}

/** Why the package refuses an instance. */
export function refuse(instance: object): ProblemsError {
  try {
    synthesize(instance);
  } catch (error) {
    if (error instanceof ProblemsError) {
      return error;
    }
    throw error;
  }
  throw new Error('was accepted');
}
