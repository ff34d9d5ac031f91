import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readUids } from '../../e2e/migration/describe-object';
import { listBlocks, readGuide } from '../../e2e/migration/guide';
import { HANDOVER, readInputs } from '../../e2e/migration/migration';
import { WAYS } from '../../e2e/migration/ways';
import { describeMutation, MUTATIONS } from '../../e2e/mutations/mutations';
import { synthesize, addSync } from '../../e2e/synthesize';

const MIGRATIONS = ['ways.ts', 'migration.ts'].map((file) => readFileSync(join(__dirname, '../../e2e/migration', file), 'utf8')).join();

/** Blocks that are no commands: code, and files that the commands name. */
const NOT_RUN = ['handover', 'let-go.yaml', 'flux-instance.yaml'];

test('every named block of commands in docs/migrating.md is followed by a migration', () => {
  const names = [...listBlocks(readGuide()).keys()].filter((name) => !NOT_RUN.includes(name));
  expect(names.length).toBeGreaterThan(10);
  expect(names.filter((name) => !MIGRATIONS.includes(`'${name}'`))).toEqual([]);
});

test('the only commands in docs/migrating.md that nothing runs are those of the Flux command line', () => {
  const unnamed = [...readGuide().matchAll(/^```sh\n([\s\S]*?)^```$/gm)].map(([, code]) => code);
  expect(unnamed).toEqual(['flux install --export > clusters/my-cluster/flux-system/gotk-components.yaml\n']);
});

test('the code of docs/migrating.md that protects the objects is what the migrations use', () => {
  const [[key, value]] = Object.entries(HANDOVER);
  expect(listBlocks(readGuide()).get('handover')).toContain(`${key}: ${JSON.stringify(value)}`);
});

test('every named block of commands in docs/whole-cluster.md is followed, but for those that it excepts', () => {
  const suite = readFileSync(join(__dirname, '../../e2e/suites/distribute.ts'), 'utf8');
  const names = [...listBlocks(readGuide('whole-cluster.md')).keys()].filter((name) => !['synth', 'back'].includes(name));
  expect(names).toEqual(['first-apply', 'secret', 'apply', 'diff']);
  expect(names.filter((name) => !suite.includes(`'${name}'`))).toEqual([]);
});

test('two blocks of one name have to be equal', () => {
  expect(() => listBlocks('```sh a\none\n```\n\n```sh a\ntwo\n```\n')).toThrow('the guide has two different blocks named a');
});

describe('a mutation', () => {
  const { yaml } = synthesize((chart) => addSync(chart, HANDOVER));

  test.each(MUTATIONS.map((mutation) => [describeMutation(mutation), mutation] as const))('changes the guide or the output: %s', (_, { change, way }) => {
    const before = readInputs();
    const after = change(before);
    expect(Object.keys(WAYS)).toContain(way);
    expect([after.guide, after.change(yaml)]).not.toEqual([before.guide, before.change(yaml)]);
  });

  test('that deletes the objects is there for every way', () => {
    const ways = MUTATIONS.filter(({ name }) => /\bdelete[sd]?\b/.test(name)).map(({ way }) => way);
    expect(Object.keys(WAYS).filter((way) => !ways.includes(way))).toEqual([]);
  });
});

describe('the uids of objects', () => {
  const object = { kind: 'ConfigMap', metadata: { name: 'app' } };
  const answer = (status: number, metadata: object) => ({ get: async () => ({ status, body: { metadata } }) });

  test.each([
    ['the uid of one that lives', 200, { uid: 'a' }, 'a'],
    ['none of one that is being deleted', 200, { uid: 'a', deletionTimestamp: '2026-11-01T00:00:00Z' }, 'being deleted'],
    ['none of one that is gone', 404, {}, 'not there (404)'],
    ['none where the server fails', 500, { uid: 'a' }, 'not there (500)'],
  ])('are %s', async (_, status, metadata, uid) => {
    expect(await readUids(answer(status, metadata), [object])).toEqual({ 'ConfigMap app': uid });
  });
});
