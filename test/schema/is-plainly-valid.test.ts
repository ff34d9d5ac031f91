import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as fc from 'fast-check';
import type { Problem } from '../../src/problems';
import { checkCopy } from '../../src/schema/check-copy';
import { copyJson } from '../../src/schema/copy-json';
import { isPlainlyValid } from '../../src/schema/is-plainly-valid';
import { loadSchemas } from '../../src/schema/load-schemas';
import { startAt } from '../../src/schema/place';
import type { Schema } from '../../src/schema/schema';
import { CRD_CODES } from '../../src/schema/schema-codes';

const cases = readFileSync(join(__dirname, 'objects.jsonl'), 'utf8').trim().split('\n').map((line) => JSON.parse(line));
const git = loadSchemas('2.9')['source.toolkit.fluxcd.io/v1/GitRepository'];

/** The close look: the checks without the glance. */
function lookClosely(value: unknown, schema: Schema): Problem[] {
  const problems: Problem[] = [];
  checkCopy(copyJson(value, startAt(''), CRD_CODES, problems), schema, startAt(''), { codes: CRD_CODES, problems });
  return problems;
}

test('an ordinary object passes at a glance', () => {
  expect(isPlainlyValid({
    apiVersion: 'source.toolkit.fluxcd.io/v1', kind: 'GitRepository', spec: { interval: '1m0s', url: 'https://x', ref: { name: 'refs/heads/main' } },
  }, git, 'metadata')).toBe(true);
});

test('what passes at a glance has no problem on a close look either, over all recorded objects', () => {
  let passed = 0;
  for (const { fluxVersion, object } of cases) {
    const schema = loadSchemas(/\d+\.\d+/.exec(fluxVersion)![0])[`${object.apiVersion}/${object.kind}`];
    const { metadata: _, ...rest } = object;
    if (schema !== undefined && isPlainlyValid(rest, schema)) {
      passed++;
      expect([rest, lookClosely(rest, schema)]).toEqual([rest, []]);
    }
  }
  expect(passed).toBeGreaterThan(200);
});

test('what passes at a glance has no problem on a close look either, over random values', () => {
  const text = fc.oneof(fc.constantFrom('1m', 'https://x', '', 'HEAD', 'generic', 'github', '\ud800'), fc.string());
  const scalar = fc.oneof(text, fc.boolean(), fc.integer(), fc.double(), fc.constant(null), fc.constant(undefined));
  const value = fc.oneof(scalar, fc.array(text), fc.record({ name: text }));
  const spec = fc.record({
    interval: text,
    url: text,
    ref: value,
    verify: value,
    provider: value,
    timeout: value,
    suspend: value,
    sparseCheckout: value,
    serviceAccountName: value,
  }, { requiredKeys: ['interval', 'url'] });
  fc.assert(fc.property(spec, (given) => {
    const object = { apiVersion: 'source.toolkit.fluxcd.io/v1', kind: 'GitRepository', spec: given };
    expect(isPlainlyValid(object, git) && lookClosely(object, git).length > 0).toBe(false);
  }), { numRuns: 3000 });
});

const withRule = (field: Schema): Schema => (
  { 'type': 'object', 'properties': { a: field }, 'x-kubernetes-validations': [{ rule: 'false', needs: 'a' }] }
);
const TEXTS: Schema = { type: 'object', additionalProperties: { type: 'string' } };
test.each<[string, unknown, Schema]>([
  ['a getter that throws', { get a() { throw new Error('no'); } }, TEXTS],
  ['a class instance', new Date(0), { type: 'object' }],
  ['a cycle', (() => { const list: unknown[] = []; list.push(list); return list; })(), { type: 'array', items: { type: 'array' } }],
  ['a list with a hole', Array(1), { type: 'array', items: { type: 'string' } }],
  ['a map of thousands', Object.fromEntries(Array.from({ length: 1001 }, (_, index) => [index, 'a'])), TEXTS],
  ['half a character in a key', { '\ud800': 'a' }, TEXTS],
  ['a null', null, { type: 'string', nullable: true }],
  ['a bound', 'a', { type: 'string', maxLength: 5 }],
  ['a rule by hand', {}, { type: 'object', rules: [{ message: 'never holds', holds: () => false }] }],
  ['a CEL rule that may apply', { a: 'x' }, withRule({ type: 'string' })],
  ['a CEL rule that a default may touch', {}, withRule({ type: 'string', default: 'x' })],
])('%s needs a close look', (_, value, schema) => {
  expect(isPlainlyValid(value, schema)).toBe(false);
});
