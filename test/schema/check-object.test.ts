import fc from 'fast-check';
import { checkObject } from './list-problems';

const SOURCE = 'source.toolkit.fluxcd.io';
const metadata = { name: 'a', namespace: 'b' };

function makeObject(apiVersion: string, kind: string, spec: Record<string, unknown>): Record<string, unknown> {
  return { apiVersion: `${SOURCE}/${apiVersion}`, kind, metadata, spec };
}

const git = (spec: Record<string, unknown> = {}) => makeObject('v1', 'GitRepository', { interval: '1m', url: 'https://example.com', ...spec });
const oci = (apiVersion: string, spec: Record<string, unknown> = {}) => makeObject(apiVersion, 'OCIRepository', { interval: '1m', url: 'oci://example.com/a', ...spec });
const bucket = (apiVersion: string, spec: Record<string, unknown> = {}) =>
  makeObject(apiVersion, 'Bucket', { interval: '1m', endpoint: 'example.com', bucketName: 'a', ...spec });

test.each(['v2.9.4', '2.9.4', '2.9', 'v2.9'])('the Flux version may be written %s', (version) => {
  expect(checkObject(git(), version)).toEqual([]);
});

test.each(['v3.0.0', '2', '', 'latest', '2.90', null as any, undefined as any, {} as any])('the Flux version %j is one problem', (version) => {
  expect(checkObject(git(), version).map(({ code }) => code)).toEqual(['VERSION_UNKNOWN']);
});

test.each<[string, Record<string, unknown>, string, string, string]>([
  ['v2.2.3', oci('v1beta2', { ref: { semverFilter: 'a' } }), 'spec.ref.semverFilter', '2.3', 'v2.2.3'],
  ['v2.3.0', git({ provider: 'azure' }), 'spec.provider', '2.4', 'v2.3.0'],
  ['v2.3.0', bucket('v1beta2', { sts: {} }), 'spec.sts', '2.4', 'v2.3.0'],
  ['v2.5.1', git({ sparseCheckout: ['a'] }), 'spec.sparseCheckout', '2.6', 'v2.5.1'],
  ['v2.5.1', git({ provider: 'github', serviceAccountName: 'a' }), 'spec.serviceAccountName', '2.7', 'v2.5.1'],
  ['2.8', git({ provider: 'aws' }), 'spec.provider', '2.9', '2.8'],
])('Flux %s says of what came later since when there is one', (version, object, path, since, resolved) => {
  const problems = checkObject(object, version);
  expect(problems.map((problem) => [problem.code, problem.path, problem.rule])).toEqual([
    ['FIELD_NOT_YET', path, `needs Flux ${since} or later; fluxVersion resolved to ${resolved}`],
  ]);
});

test('the version is named as the user knows it', () => {
  const names = { fluxVersion: 'spec.distribution.version' };
  const rules = [git({ sparseCheckout: ['a'] }), git({ provider: 'aws' }), oci('v1')].map((object) => checkObject(object, 'v2.5.1', names)[0].rule);
  expect(rules).toEqual(['2.6', '2.9', '2.6'].map((since) => `needs Flux ${since} or later; spec.distribution.version resolved to v2.5.1`));
});

test('a field that no Flux has is unknown, with the nearest as a suggestion', () => {
  expect(checkObject(git({ secretref: { name: 'a' } }), '2.9')).toMatchObject([
    { code: 'FIELD_UNKNOWN', path: 'spec.secretref', remedy: 'did you mean secretRef?' },
  ]);
});

test.each<[string, unknown, string, string, string | undefined]>([
  ['2.5', oci('v1'), 'apiVersion', 'needs Flux 2.6 or later; fluxVersion resolved to 2.5', 'write source.toolkit.fluxcd.io/v1beta2'],
  ['2.8', oci('v1beta2'), 'apiVersion', 'must be source.toolkit.fluxcd.io/v1', 'did you mean source.toolkit.fluxcd.io/v1?'],
  ['2.9', oci('v2'), 'apiVersion', 'must be source.toolkit.fluxcd.io/v1', 'did you mean source.toolkit.fluxcd.io/v1?'],
  ['2.9', { ...git(), kind: 'GitRepo' }, 'kind', 'must be one of Kustomization, Bucket, GitRepository, OCIRepository', undefined],
  ['2.9', { ...git(), kind: 5 }, 'kind', 'must be one of Kustomization, Bucket, GitRepository, OCIRepository', undefined],
  ['2.9', { ...git(), apiVersion: undefined }, 'apiVersion', 'must be source.toolkit.fluxcd.io/v1', undefined],
  ['2.9', { ...git(), kind: '__proto__' }, 'kind', 'must be one of Kustomization, Bucket, GitRepository, OCIRepository', undefined],
])('Flux %s says what to write for a type that it does not serve (case %#)', (version, object, path, rule, remedy) => {
  const [problem, ...others] = checkObject(object, version);
  expect([problem.code, problem.path, problem.rule, problem.remedy]).toEqual(['API_NOT_SERVED', path, rule, remedy]);
  expect(others).toEqual([]);
});

test.each<[string, Record<string, unknown>, string[]]>([
  ['a rule of the source', git({ serviceAccountName: 'a' }), ['SCHEMA_RULE spec']],
  ['a rule that needs a default', bucket('v1', { sts: { provider: 'aws', endpoint: 'https://example.com' } }), ['SCHEMA_RULE spec']],
  ['an unknown field at the top', { ...git(), foo: 1 }, ['FIELD_UNKNOWN foo']],
  ['an unknown field in its status', { ...git(), status: { foo: 1 } }, ['FIELD_UNKNOWN status.foo']],
  ['a status, whose rules nobody checks on creation', { ...git(), status: { conditions: [{}], lastHandledReconcileAt: 'a' } }, []],
  ['a status of the wrong types', { ...git(), status: { conditions: 'a' } }, ['SCHEMA_TYPE status.conditions']],
  ['a status that is null', { ...git(), status: null }, []],
  ['a status that is a list', { ...git(), status: [] }, ['SCHEMA_TYPE status']],
  ['no metadata', { ...git(), metadata: undefined }, ['META_NAME metadata.name', 'META_NAMESPACE metadata.namespace']],
  ['metadata that is a text', { ...git(), metadata: 'a' }, ['META_NAME metadata.name', 'META_NAMESPACE metadata.namespace']],
  ['no spec', { ...git(), spec: undefined }, []],
  ['a text for a reference', git({ secretRef: 'a' }), ['SCHEMA_TYPE spec.secretRef']],
])('an object with %s', (_what, object, expected) => {
  expect(checkObject(object, 'v2.9.4').map(({ code, path }) => `${code} ${path}`)).toEqual(expected);
});

test.each([null, undefined, 'a', 5, [], () => 1, Symbol('a'), new Map()])('what is no object is one problem (case %#)', (value) => {
  expect(checkObject(value, '2.9').map(({ path }) => path)).toEqual(['']);
});

function deepFreeze(value: any): any {
  if (typeof value === 'object' && value !== null) {
    Object.values(value).forEach(deepFreeze);
    Object.freeze(value);
  }
  return value;
}

const hostileKey = fc.constantFrom(
  '__proto__', 'constructor', 'toString', 'hasOwnProperty', 'spec', 'metadata', 'name', 'kubeConfig', 'secretRef', 'ref', 'interval',
);
const anything = fc.anything({
  withBigInt: true, withDate: true, withMap: true, withNullPrototype: true, withSparseArray: true, key: fc.oneof(fc.string(), hostileKey),
});
const specKey = fc.constantFrom('interval', 'url', 'ref', 'secretRef', 'provider', 'serviceAccountName', 'include', 'verify', 'kubeConfig', 'status');
const spec = fc.dictionary(specKey, anything);
const object = fc.oneof(anything, fc.record({
  apiVersion: fc.constantFrom('source.toolkit.fluxcd.io/v1', 'source.toolkit.fluxcd.io/v1beta2', 'kustomize.toolkit.fluxcd.io/v1'),
  kind: fc.constantFrom('GitRepository', 'OCIRepository', 'Bucket', 'Kustomization'),
  metadata: fc.oneof(anything, fc.dictionary(fc.constantFrom('name', 'namespace', 'labels', 'annotations', 'ownerReferences', 'finalizers'), anything)),
  spec: fc.oneof(anything, spec),
}));

test('it never throws, and says the same twice', () => {
  fc.assert(fc.property(object, fc.constantFrom('2.2', '2.5', '2.9'), (value, version) => {
    expect(checkObject(value, version)).toEqual(checkObject(value, version));
  }), { numRuns: 500 });
});

/** The same data as objects with a prototype of their own: they are checked as copies. */
function giveOtherPrototype(value: any): any {
  if (Array.isArray(value)) {
    return value.map(giveOtherPrototype);
  }
  if (typeof value !== 'object' || value === null) {
    return value;
  }
  return Object.defineProperties(Object.create({}), Object.getOwnPropertyDescriptors(
    Object.fromEntries(Object.entries(value).map(([key, member]) => [key, giveOtherPrototype(member)])),
  ));
}

test('it says the same of a value as it is and of one that has to be copied', () => {
  fc.assert(fc.property(fc.oneof(object, fc.json().map((text) => ({ ...git(), spec: JSON.parse(text) }))), fc.constantFrom('2.2', '2.5', '2.9'), (value, version) => {
    const plain = JSON.parse(JSON.stringify(value, (_key, member) => (typeof member === 'bigint' ? 5 : member)) ?? 'null');
    expect(checkObject(giveOtherPrototype(plain), version)).toEqual(checkObject(plain, version));
  }), { numRuns: 1000 });
});

test('it changes nothing: frozen input is no trouble', () => {
  const given = { ...bucket('v1', { foo: { bar: 1 }, secretRef: { name: 'a', other: 1 } }), status: { foo: 1 } };
  const before = JSON.stringify(given);
  expect(checkObject(deepFreeze(given), '2.9').map(({ path }) => path)).toEqual(['spec.foo', 'spec.secretRef.other', 'status.foo']);
  expect(JSON.stringify(given)).toBe(before);
});

test('a polluted Object.prototype changes no verdict', () => {
  Object.defineProperty(Object.prototype, 'serviceAccountName', { value: 'a', configurable: true, enumerable: true });
  try {
    expect(checkObject(git(), '2.9')).toEqual([]);
    expect(checkObject(git({ foo: 1 }), '2.9').map(({ path }) => path)).toEqual(['spec.foo']);
  } finally {
    delete (Object.prototype as any).serviceAccountName;
  }
});

test('hostile keys are plain unknown fields, and pollute nothing', () => {
  const hostile = { ...git(), spec: JSON.parse('{"interval": "1m", "url": "https://a", "__proto__": {"polluted": 1}, "constructor": 1}') };
  expect(checkObject(hostile, '2.9').map(({ path }) => path)).toEqual(['spec.__proto__', 'spec.constructor']);
  expect(({} as any).polluted).toBeUndefined();
});

test('a pattern takes time in proportion to the text, also where it does not match', () => {
  const measure = (length: number): number => {
    const start = process.cpuUsage();
    expect(checkObject(git({ interval: '1'.repeat(length) }), '2.9').map(({ code }) => code)).toEqual(['SCHEMA_PATTERN']);
    return process.cpuUsage(start).user;
  };
  measure(100_000);
  // Ten times the text takes a hundred times as long where a check is quadratic.
  expect(measure(1_000_000)).toBeLessThan(50 * Math.max(measure(100_000), 1000));
});

test.each([[{}], [[]], [{ length: 1 }], [null]])('an apiVersion that is %j is one problem', (apiVersion) => {
  expect(checkObject({ ...git(), apiVersion }, '2.9').map(({ path, code }) => [path, code])).toEqual([['apiVersion', 'API_NOT_SERVED']]);
});
