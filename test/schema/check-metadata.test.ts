import { checkAnnotations, checkLabels, checkMetadata, checkMetadataFields, checkNamespace, checkObjectName } from '../../src/schema';
import { checkObject, listProblems } from './list-problems';

const long = (length: number) => 'x'.repeat(length);

test.each<[unknown, boolean]>([
  ['a', true],
  ['1d', true],
  ['a.b-c.d', true],
  [long(253), true],
  [long(254), false],
  ['A', false],
  ['-a', false],
  ['a-', false],
  ['a..b', false],
  ['.a', false],
  ['a_b', false],
  ['a ', false],
  ['a\n', false],
  ['é', false],
  ['', false],
  [undefined, false],
  [null, false],
  [5, false],
])('%j as the name of an object is valid: %s', (name, isValid) => {
  expect(listProblems((sink) => checkObjectName(name, sink), 'metadata.name').map(({ code, path }) => `${code} ${path}`)).toEqual(isValid ? [] : ['META_NAME metadata.name']);
});

test.each<[unknown, boolean]>([
  ['flux-system', true],
  ['1', true],
  [long(63), true],
  [long(64), false],
  ['a.b', false],
  ['Flux', false],
  ['a-', false],
  ['a\n', false],
  ['', false],
  [undefined, false],
  [{}, false],
])('%j as a namespace is valid: %s', (namespace, isValid) => {
  expect(listProblems((sink) => checkNamespace(namespace, sink), 'metadata.namespace').map(({ code }) => code)).toEqual(isValid ? [] : ['META_NAMESPACE']);
});

test.each<[unknown, number]>([
  [undefined, 0],
  [null, 0],
  [{}, 0],
  [{ 'team': 'a', 'app.kubernetes.io/name': 'B_c-d.e', 'UPPER': '' }, 0],
  [{ [long(63)]: long(63), [`${long(253)}/a`]: '' }, 0],
  [{ [long(64)]: '' }, 1],
  [{ [`${long(254)}/a`]: '' }, 1],
  [{ a: long(64) }, 1],
  [{ 'bad key': '' }, 1],
  [{ '/x': '' }, 1],
  [{ 'x/': '' }, 1],
  [{ 'a/b/c': '' }, 1],
  [{ 'Upper.Prefix/a': '' }, 1],
  [{ '': '' }, 1],
  [{ a: '-x' }, 1],
  [{ a: 'not ok' }, 1],
  [{ a: 'line\nbreak' }, 1],
  [{ a: 'x\n' }, 1],
  [{ 'bad key': 'not ok' }, 2],
  [{ a: null }, 0],
  [{ a: 5 }, 1],
  [{ a: ['b'] }, 1],
  [JSON.parse('{"__proto__": "a", "constructor": "b"}'), 1],
  ['a', 1],
  [['a'], 1],
  [5, 1],
])('the labels %j have problems: %i', (labels, count) => {
  const problems = listProblems((sink) => checkLabels(labels, sink), 'metadata.labels');
  expect(problems).toHaveLength(count);
  expect(problems.every(({ code, path }) => code === 'META_LABEL' && path.startsWith('metadata.labels'))).toBe(true);
});

test('a label whose value is no text is named by its key, with what to write', () => {
  expect(listProblems((sink) => checkLabels({ team: 5 }, sink), 'commonMetadata.labels')).toEqual([
    { code: 'META_LABEL', path: 'commonMetadata.labels.team', rule: 'must be a string', received: 5, remedy: 'put it in quotes in the patch or manifest' },
  ]);
});

test.each<[unknown, number]>([
  [undefined, 0],
  [{ 'note': 'anything goes: here\n', 'ok/x': '', 'UPPER.Case/X': 'v' }, 0],
  [{ 'bad key': 'v' }, 1],
  [{ 'a/b/c': 'v' }, 1],
  [{ [long(64)]: 'v' }, 1],
  [{ a: 1 }, 1],
  ['a', 1],
  [{ a: long(256 * 1024 - 1) }, 0],
  [{ a: long(256 * 1024) }, 1],
  [{ a: 'ä'.repeat(128 * 1024) }, 1],
])('annotations (case %#) have problems: %i', (annotations, count) => {
  const problems = listProblems((sink) => checkAnnotations(annotations, sink), 'metadata.annotations');
  expect(problems).toHaveLength(count);
  expect(problems.every(({ code }) => code === 'META_ANNOTATION')).toBe(true);
});

test.each<[string, Record<string, unknown>, string[]]>([
  ['a good generateName', { generateName: 'a-' }, []],
  ['a bad generateName', { generateName: 'Ab-' }, ['META_NAME metadata.generateName']],
  ['a finalizer', { finalizers: ['finalizers.fluxcd.io', 'example.com/x'] }, []],
  ['a bad finalizer', { finalizers: ['not ok'] }, ['META_FIELD metadata.finalizers']],
  ['finalizers that exclude each other', { finalizers: ['orphan', 'foregroundDeletion'] }, ['META_FIELD metadata.finalizers']],
  ['an owner', { ownerReferences: [{ apiVersion: 'v1', kind: 'Pod', name: 'a', uid: 'b', controller: true }] }, []],
  ['an empty owner', { ownerReferences: [{ apiVersion: 'v1' }] }, ['kind', 'name', 'uid'].map((field) => `META_FIELD metadata.ownerReferences.${field}`)],
  [
    'two controllers',
    { ownerReferences: ['a', 'b'].map((name) => ({ apiVersion: 'v1', kind: 'Pod', name, uid: name, controller: true })) },
    ['META_FIELD metadata.ownerReferences'],
  ],
  ['an owner whose apiVersion has two slashes', { ownerReferences: [{ apiVersion: 'a/b/c', kind: 'Pod', name: 'a', uid: 'b' }] },
    ['META_FIELD metadata.ownerReferences.apiVersion']],
  ['an Event as an owner', { ownerReferences: [{ apiVersion: 'v1', kind: 'Event', name: 'a', uid: 'b' }] }, ['META_FIELD metadata.ownerReferences']],
  ['an Event of another group as an owner', { ownerReferences: [{ apiVersion: 'events.k8s.io/v1', kind: 'Event', name: 'a', uid: 'b' }] }, []],
  ['a finalizer that is null', { finalizers: [null] }, ['META_FIELD metadata.finalizers']],
  ['managed fields', { managedFields: [{ manager: 'a' }] }, ['META_FIELD metadata.managedFields']],
  ['no managed fields', { managedFields: [] }, []],
  ['a uid', { uid: 'a' }, ['META_FIELD metadata.uid']],
  ['an empty uid', { uid: '' }, []],
  ['a label that is undefined beside a bad one', { labels: { a: undefined, b: 'not ok' } }, ['META_LABEL metadata.labels']],
  ['malformed fields, which the decoder refuses before', { labels: 'a', annotations: { a: 1 }, finalizers: 'a', ownerReferences: ['a'], foo: 1 }, []],
])('an object with %s', (_what, metadata, expected) => {
  const object = {
    apiVersion: 'source.toolkit.fluxcd.io/v1',
    kind: 'GitRepository',
    metadata: { name: 'a', namespace: 'b', ...metadata },
    spec: { interval: '1m', url: 'https://example.com' },
  };
  expect(checkObject(object, '2.9').map(({ code, path }) => `${code} ${path}`)).toEqual(expected);
});

test.each<[unknown, string[]]>([
  [undefined, []],
  [{ name: 'a', labels: { a: 'b' }, annotations: null, creationTimestamp: null, finalizers: ['a'], ownerReferences: [{ uid: 'a' }] }, []],
  ['a', ['metadata']],
  [[], ['metadata']],
  [{ creationTimestamp: 5 }, ['metadata.creationTimestamp']],
  [{ foo: 1, label: {} }, ['metadata.foo', 'metadata.label']],
  [{ name: 5, labels: { a: true }, annotations: [] }, ['metadata.name', 'metadata.labels.a', 'metadata.annotations']],
  [{ finalizers: ['a.b/c', 'a.b/d', 'a.b/c'] }, ['metadata.finalizers[2]']],
  [{ ownerReferences: [{ uid: 'a', name: 'x' }, { uid: 'a', name: 'y' }, { uid: 'b' }] }, ['metadata.ownerReferences[1]']],
  [{ ownerReferences: [{ foo: 1 }], finalizers: [1] }, ['metadata.ownerReferences[0].foo', 'metadata.finalizers[0]']],
])('of the metadata %j the decoder refuses %j', (metadata, paths) => {
  const problems = listProblems((sink) => checkMetadataFields(metadata, sink), 'metadata');
  expect(problems.map(({ path }) => path)).toEqual(paths);
  expect(problems.every(({ code }) => code === 'META_FIELD')).toBe(true);
});

test('the metadata of an object that a cluster has may hold what only the API server sets', () => {
  const metadata = { name: 'flux', namespace: 'flux-system', uid: 'a', managedFields: [{ manager: 'kubectl' }] };
  expect(listProblems((sink) => checkMetadata(metadata, sink), 'metadata')).toEqual([]);
});
