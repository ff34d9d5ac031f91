import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App, Chart } from 'cdk8s';
import { FluxInstanceSync } from '../../src';
import { ProblemsError } from '../../src/problems';
import type { KubeObject } from '../../src/util';
import { GOOD_PROPS } from './bad-input';
import type { BadInput } from './bad-input';
import { MANIFESTS_CASES } from './manifests.cases';
import { OPTIONS_CASES } from './options.cases';
import { PATCHES_CASES } from './patches.cases';
import { PROPS_CASES } from './props.cases';
import { SECRETS_CASES } from './secrets.cases';
import { YAML_CASES } from './yaml.cases';

const CASES = [...PROPS_CASES, ...OPTIONS_CASES, ...PATCHES_CASES, ...YAML_CASES, ...SECRETS_CASES, ...MANIFESTS_CASES];

/** What would only help who reads our sources. */
const INTERNALS = /at Object\.|node_modules|TypeError|RangeError|undefined is not|Cannot read|call stack|\[object /;

/** A good sync takes about a millisecond of CPU; a million characters of bad input take some hundred. Quadratic work would take minutes. */
const MAX_CPU_MS = 10_000;

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'bad-input-'));
});

afterEach(() => {
  rmSync(folder, { recursive: true });
});

/** The CPU time that the step takes, which other programs on a busy machine do not add to. */
function measureCpu(step: () => void): number {
  const before = process.cpuUsage();
  step();
  return process.cpuUsage(before).user / 1000;
}

function catchError(step: () => unknown): ProblemsError {
  try {
    step();
  } catch (error) {
    if (error instanceof ProblemsError) {
      return error;
    }
    throw error;
  }
  throw new Error('was accepted');
}

test.each(CASES)('$name', ({ make, problems }: BadInput) => {
  const app = new App({ outdir: folder });
  const chart = new Chart(app, 'chart');
  new FluxInstanceSync(chart, 'good', { ...GOOD_PROPS, name: 'good' });
  const written = jest.spyOn(process.stderr, 'write');
  let error!: ProblemsError;
  const cpu = measureCpu(() => {
    error = catchError(() => make(chart));
  });

  expect(error.problems.map(({ code, path }) => `${code} ${path}`.trim()).sort()).toEqual([...problems].sort());
  expect(error.message.split('\n')[0]).toMatch(/^(chart\/bad|FluxInstanceSync\.manifests|Patches\.\w+): \d+ problems?$/);
  expect(error.message.split('\n')).toHaveLength(1 + Math.min(problems.length, 51));
  expect(error.message.length).toBeLessThan(10_000);
  expect(error.message).not.toMatch(INTERNALS);
  expect(cpu).toBeLessThan(MAX_CPU_MS);
  expect(Object.prototype).not.toHaveProperty('polluted');
  expect(written).not.toHaveBeenCalled();
  expect(readdirSync(folder)).toEqual([]);
  expect((chart.toJson() as KubeObject[]).filter(({ kind }) => kind !== 'ConfigMap').map(({ metadata }) => metadata.name)).toEqual(['good', 'good']);
});

test('every case has a name of its own', () => {
  expect(new Set(CASES.map(({ name }) => name)).size).toBe(CASES.length);
});
