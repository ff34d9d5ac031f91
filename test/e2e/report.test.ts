import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { EXPECTED_ROWS } from '../../e2e/expected-rows';
import { requireVersion } from '../../e2e/harness/check-needs';
import type { ReadManifest } from '../../e2e/harness/kubectl';
import { Report, Tally } from '../../e2e/harness/report';
import { parseFixtures, parseRecordedObjects, readFixtures, readRecordedObjects } from '../../e2e/recorded';
import { carryStrings } from '../../e2e/suites/carry-strings';
import { readObjects } from '../../e2e/synthesize';
import { compareVerdicts } from '../../e2e/verdicts/compare-verdicts';

const E2E = join(__dirname, '../../e2e');
const object = { apiVersion: 'source.toolkit.fluxcd.io/v1', kind: 'GitRepository', metadata: { name: 'a', namespace: 'b' } };

async function runStep(run: (tally: Tally) => Promise<void>): Promise<Report> {
  const report = new Report(() => undefined);
  await report.step('a step', '2.9', run);
  return report;
}

describe('a run fails', () => {
  test('where a step counts nothing, as with an empty file of fixtures', async () => {
    expect((await runStep(async () => undefined)).failed).toBe(true);
  });

  test('where a step throws', async () => {
    expect((await runStep(async () => Promise.reject(new Error('broken')))).failed).toBe(true);
  });

  test('where a row is missing, unknown or there twice', async () => {
    const report = await runStep(async (tally) => {
      tally.accepted++;
    });
    expect(report.failed).toBe(false);
    expect(report.listDeviations({ 'a step': ['2.9'] })).toEqual([]);
    expect(report.listDeviations({ 'a step': ['2.8', '2.9'] })).toEqual(['missing row: a step (Flux 2.8)']);
    expect(report.listDeviations({})).toEqual(['row that e2e/expected-rows.ts does not have: a step (Flux 2.9)']);
    await report.step('a step', '2.9', async (tally) => {
      tally.accepted++;
    });
    expect(report.listDeviations({ 'a step': ['2.9'] })).toEqual(['row that is there twice: a step (Flux 2.9)']);
  });
});

test('e2e/RESULTS.md has the expected rows', () => {
  const rows = readFileSync(join(E2E, 'RESULTS.md'), 'utf8').split('\n').filter((line) => line.startsWith('| ')).slice(2)
    .map((line) => line.split('|').map((cell) => cell.trim()));
  expect(rows.map(([, what, flux]) => `${what} ${flux}`).sort())
    .toEqual(Object.entries(EXPECTED_ROWS).flatMap(([what, minors]) => minors.map((flux) => `${what} ${flux}`)).sort());
});

describe('recorded cases', () => {
  test('are all in a known format', () => {
    expect(readFixtures().length).toBeGreaterThan(500);
    expect(readRecordedObjects().length).toBeGreaterThan(1000);
  });

  const fixture = { id: 'x', instance: { kind: 'FluxInstance' }, outcome: 'objects', fluxVersion: 'v2.9.4', objects: [object] };

  test.each<[string, object]>([
    ['with another outcome', { ...fixture, outcome: 'accepted' }],
    ['with a version in another form', { ...fixture, fluxVersion: '2.9' }],
    ['without objects', { ...fixture, objects: [] }],
    ['with other names for its fields', { id: 'x', input: fixture.instance, outcome: 'objects', fluxVersion: 'v2.9.4', objects: [object] }],
  ])('stop the run where there is a FluxInstance %s', (_, line) => {
    expect(parseFixtures(JSON.stringify(fixture))).toHaveLength(1);
    expect(() => parseFixtures(`${JSON.stringify(fixture)}\n${JSON.stringify(line)}\n`)).toThrow('line 2 (x) of the recorded cases is not in a known format');
  });

  test('stop the run where there are none', () => {
    expect(() => parseFixtures('')).toThrow('not in a known format');
    expect(() => parseRecordedObjects('')).toThrow('not in a known format');
  });

  test('stop the run where an object has a version in another form', () => {
    expect(() => parseRecordedObjects(JSON.stringify({ id: 'x', fluxVersion: '2.9.4', object }))).toThrow('not in a known format');
  });
});

describe('an object that the package refuses', () => {
  const refused = { ...object, spec: { url: 'not a url', interval: '1m' } };
  const compare = async (status: number, message: string, unserved?: true) => {
    const tally = new Tally();
    await compareVerdicts({ apply: async () => ({ status, body: { message }, unserved }) }, '2.9', [refused], tally);
    return tally;
  };

  test.each([
    [400, 'bad request'], [403, 'forbidden'], [409, 'conflict'], [422, 'invalid'], [500, 'failed to create typed patch object (b/a): .spec.url: expected string'],
  ])('is refused by the server, too, where it answers %d %s', async (status, message) => {
    expect(await compare(status, message)).toMatchObject({ refused: 1, failures: [] });
  });

  test('is refused where the server has no such API', async () => {
    expect(await compare(404, 'no such API', true)).toMatchObject({ refused: 1, failures: [] });
  });

  test.each([[500, 'internal error'], [429, 'too many requests'], [404, 'not found'], [503, 'unavailable'], [401, 'unauthorized'], [302, 'elsewhere']])(
    'is a failure where the server answers %d %s', async (status, message) => {
      const tally = await compare(status, message);
      expect(tally.refused).toBe(0);
      expect(tally.failures).toEqual([expect.stringContaining(`the server decided nothing: ${status} ${message}`)]);
    });

  test.each([[422, 'refused', 1], [200, 'a failure', 0]])('in a namespace that is not there is judged by the namespace: %d is %s', async (status, _, count) => {
    const tally = new Tally();
    const apply = async ({ kind }: { kind?: string }) => (kind === 'Namespace'
      ? { status, body: { message: 'invalid' } }
      : { status: 404, body: { message: 'not found', details: { kind: 'namespaces' } } });
    await compareVerdicts({ apply }, '2.9', [refused], tally);
    expect([tally.refused, tally.failures.length]).toEqual([count, 1 - count]);
  });

  test('is a failure where the server accepts it', async () => {
    expect((await compare(200, '')).failures).toHaveLength(1);
  });
});

describe('a string that does not arrive', () => {
  const failuresOf = async (read: ReadManifest) => {
    jest.spyOn(process.stderr, 'write').mockReturnValue(true);
    const tally = new Tally();
    await carryStrings(read, tally, ['a', '1.10', '0777']);
    return tally.failures.map((failure) => failure.split(':')[0]);
  };

  test('is a failure where the reader changes it', async () => {
    const failures = await failuresOf(async (yaml) => readObjects(yaml.replaceAll('note: "1.10"', 'note: 1.10')));
    expect(failures).toContain('an annotation of the sync, "1.10"');
    expect(failures).not.toContain('a value of a FluxSecret, "1.10"');
  });

  test('is a failure where the reader cannot read the manifest, and no other string of it is', async () => {
    const failures = await failuresOf(async (yaml) => {
      if (yaml.includes('note: "1.10"')) {
        throw new Error('cannot be read');
      }
      return readObjects(yaml);
    });
    expect(failures).toContain('an annotation of the sync, "1.10"');
    expect(failures).not.toContain('an annotation of the sync, "0777"');
  });
});

describe('a version', () => {
  test.each([['go1.26.8', '1.26'], ['go1.27', '1.26'], ['go2.0', '1.26'], ['v1.32.4-dispatcher', '1.32'], ['v1.100.0', '1.32']])('%s is as new as %s', (version, oldest) => {
    expect(() => requireVersion('Go', version, oldest)).not.toThrow();
  });

  test.each([['go1.25.9', '1.26'], ['go1.9', '1.26'], ['devel', '1.26'], ['', '1.26'], ['v0.99', '1.32']])('%s is older than %s, or not readable', (version, oldest) => {
    expect(() => requireVersion('Go', version, oldest)).toThrow(`Go ${oldest} or later is needed; this is ${version}`);
  });

  test('of Go that is needed is the one of go.mod', () => {
    expect(readFileSync(join(E2E, 'go/go.mod'), 'utf8')).toMatch(/^go 1\.26\.0$/m);
  });
});
