import { readdirSync, readFileSync } from 'node:fs';
import type { Schema } from '../../src/schema';
import { findMinor, findSince, reportNotServed } from '../../src/schema/crds';
import { isKnownPattern } from '../../src/schema/patterns';
import { describeFields } from './describe-fields';
import { checkObject, listProblems } from './list-problems';

const minors: string[] = JSON.parse(readFileSync('imports/schemas/minors.json', 'utf8'));
const types = minors.flatMap((minor) => Object.entries<Schema>(JSON.parse(readFileSync(`imports/schemas/${minor}.json`, 'utf8')))
  .map(([type, schema]): [string, string, Schema] => [minor, type, schema]));

function listSchemas(schema: Schema): Schema[] {
  const below = [...Object.values(schema.properties ?? {}), schema.items, schema.additionalProperties].filter((one) => one !== undefined);
  return [schema, ...below.flatMap(listSchemas)];
}

const nodes = types.flatMap(([, , schema]) => listSchemas(schema));
const rules = [...new Map(nodes.flatMap((node) => node['x-kubernetes-validations'] ?? []).map((rule) => [rule.rule, rule])).values()];

test('every minor serves the four kinds', () => {
  for (const minor of minors) {
    const kinds = types.filter(([of]) => of === minor).map(([, type]) => type.slice(type.lastIndexOf('/') + 1));
    expect(new Set(kinds)).toEqual(new Set(['Bucket', 'GitRepository', 'Kustomization', 'OCIRepository']));
  }
});

test('the CRDs use no keyword that the checks do not know', () => {
  const known = [
    'additionalProperties', 'default', 'enum', 'format', 'items', 'maxLength', 'minLength', 'minimum', 'pattern', 'properties', 'required', 'type',
    'x-kubernetes-preserve-unknown-fields', 'x-kubernetes-validations',
  ];
  expect([...new Set(nodes.flatMap((node) => Object.keys(node)))].sort()).toEqual(known);
});

test('the CRDs use no format that the checks do not know', () => {
  expect([...new Set(nodes.flatMap((node) => node.format ?? []))].sort()).toEqual(['date-time', 'int64']);
});

test('every CEL rule of the CRDs has a message', () => {
  expect(rules.length).toBeGreaterThanOrEqual(11);
  expect(rules.filter(({ message }) => !/\w/.test(message ?? ''))).toEqual([]);
});

test('every pattern of the CRDs is matched without RE2', () => {
  const patterns = new Set(nodes.flatMap(({ pattern }) => pattern ?? []));
  expect(patterns.size).toBeGreaterThanOrEqual(8);
  expect([...patterns].filter((pattern) => !isKnownPattern(pattern))).toEqual([]);
});

test('describeFields lists a spec from the outside in', () => {
  const paths = describeFields('v2.9.4', 'kustomize.toolkit.fluxcd.io/v1', 'Kustomization').map(({ path }) => path);
  expect(paths).toEqual(expect.arrayContaining(['spec.interval', 'spec.postBuild.substitute.*', 'spec.dependsOn[].readyExpr', 'spec.patches[].target.kind']));
  expect(paths.indexOf('spec.postBuild')).toBeLessThan(paths.indexOf('spec.postBuild.substitute'));
  expect(new Set(paths).size).toBe(paths.length);
});

test('describeFields knows nothing of what is not served', () => {
  expect(describeFields('2.9', 'kustomize.toolkit.fluxcd.io/v1beta2', 'Kustomization')).toEqual([]);
  expect(describeFields('1.0', 'kustomize.toolkit.fluxcd.io/v1', 'Kustomization')).toEqual([]);
});

test.each(types)('in Flux %s a made-up field anywhere in a %s is refused at its place', (minor, type) => {
  const slash = type.lastIndexOf('/');
  const [apiVersion, kind] = [type.slice(0, slash), type.slice(slash + 1)];
  const objects = describeFields(minor, apiVersion, kind).filter(({ path, schema }) => schema.properties !== undefined && !/[[*]/.test(path));
  expect(objects.length).toBeGreaterThan(0);
  for (const { path } of objects) {
    const given = path.split('.').reduceRight<unknown>((inner, key) => ({ [key]: inner }), { madeUp: 1 });
    expect(checkObject({ apiVersion, kind, metadata: { name: 'a', namespace: 'b' }, ...given as object }, minor))
      .toContainEqual(expect.objectContaining({ code: 'FIELD_UNKNOWN', path: `${path}.madeUp` }));
  }
});

test('no schema file is there that the list of minors lacks', () => {
  expect(readdirSync('imports/schemas').sort()).toEqual([...minors.map((minor) => `${minor}.json`), 'minors.json'].sort());
});

test.each<[unknown, string | undefined]>([
  ['v2.9.4', '2.9'], ['2.9.4', '2.9'], ['2.9', '2.9'], ['2.90.0', undefined], ['2.9-rc', undefined], ['xv2.9.4', undefined], ['1.0.0', undefined], [2.9, undefined], ['', undefined],
])('the minor of %j is %j', (version, minor) => {
  expect(findMinor(version as string)).toBe(minor);
});

describe('the first minor that has a field', () => {
  const BUCKET = ['source.toolkit.fluxcd.io/v1beta1', 'Bucket'] as const;

  test.each<[string, readonly string[], string | undefined]>([
    ['in an older version', ['spec', 'interval'], '2.3'],
    ['where no version has it', ['spec', 'madeUp'], undefined],
    ['in that version', ['spec', 'proxySecretRef'], '2.4'],
  ])('%s', (_, steps, since) => {
    expect(findSince('2.2', 'source.toolkit.fluxcd.io/v1', 'Bucket', steps, () => true)).toBe(since);
  });

  test('counts all versions where the given one is not served any more', () => {
    expect(findSince('2.6', ...BUCKET, ['spec', 'interval'], () => true)).toBe('2.7');
    expect(findSince('2.6', ...BUCKET, ['spec', 'accessFrom'], () => true)).toBe('2.7');
    expect(findSince('2.7', ...BUCKET, ['spec', 'accessFrom'], () => true)).toBeUndefined();
    expect(findSince('2.9', ...BUCKET, ['spec', 'interval'], () => true)).toBeUndefined();
  });
});

test('what a minor does not serve is told with what it serves, and with the minor that does', () => {
  const report = (apiVersion: unknown, kind: unknown) => listProblems((sink) => reportNotServed(apiVersion, kind, '2.5', 'fluxVersion resolved to v2.5.1', sink));
  expect(report('source.toolkit.fluxcd.io/v1', 'OCIRepository')).toEqual([{
    code: 'API_NOT_SERVED',
    path: 'apiVersion',
    rule: 'needs Flux 2.6 or later; fluxVersion resolved to v2.5.1',
    allowed: ['source.toolkit.fluxcd.io/v1beta2'],
    received: 'source.toolkit.fluxcd.io/v1',
    remedy: 'write source.toolkit.fluxcd.io/v1beta2',
  }]);
  expect(report(undefined, 'OCIRepository')).toEqual([
    { code: 'API_NOT_SERVED', path: 'apiVersion', rule: 'must be source.toolkit.fluxcd.io/v1beta2', allowed: ['source.toolkit.fluxcd.io/v1beta2'] },
  ]);
  expect(report('a/v1', 'Buckett')).toMatchObject([{ path: 'kind', received: 'Buckett', remedy: 'did you mean Bucket?' }]);
});
