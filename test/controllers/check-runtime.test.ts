import * as fc from 'fast-check';
import { BUCKET_CASES } from './cases/bucket-cases';
import { COMMON_CASES } from './cases/common-cases';
import { GIT_CASES } from './cases/git-cases';
import { KUSTOMIZATION_CASES } from './cases/kustomization-cases';
import { OCI_CASES } from './cases/oci-cases';
import { git, kustomization, secret, Subject } from './cases/rule-case';
import { checkRuntime } from '../../src/controllers';
import { formatProblem } from '../../src/problems';

const SUBJECTS: readonly Subject[] = [...COMMON_CASES, ...GIT_CASES, ...OCI_CASES, ...BUCKET_CASES, ...KUSTOMIZATION_CASES]
  .flatMap(([, , fires, silent]) => [...fires, ...silent]);
const CLEAN = { errors: [], warnings: [] };

describe('what is no object of these controllers', () => {
  const cyclic: any = { apiVersion: 'source.toolkit.fluxcd.io/v1', kind: 'GitRepository' };
  cyclic.spec = cyclic;
  const throwing = {
    apiVersion: 'source.toolkit.fluxcd.io/v1',
    kind: 'GitRepository',
    get spec() { throw new Error('no'); },
  };

  test.each([
    ['nothing', undefined],
    ['null', null],
    ['a text', 'GitRepository'],
    ['a list', [git({ interval: '0s' }).object]],
    ['a function', () => 5],
    ['an object that contains itself', cyclic],
    ['an object with a getter that throws', throwing],
    ['an object with a big integer', { ...git({ interval: '0s' }).object, big: 1n }],
    ['another kind', { ...git({ interval: '0s' }).object, kind: 'HelmRepository' }],
    ['a kind that is a property of all objects', { ...git({}).object, kind: 'constructor' }],
    ['a kind of another group', { ...git({ interval: '0s' }).object, apiVersion: 'example.com/v1' }],
  ])('is passed over: %s', (_, object) => {
    expect(checkRuntime([object], { fluxVersion: 'v2.9.4' })).toEqual(CLEAN);
  });
});

test('the sync that the operator emits by default has no findings', () => {
  const objects = [git({ ref: { name: 'refs/heads/main' } }).object, kustomization({}).object];
  expect(checkRuntime(objects, { fluxVersion: 'v2.9.4' })).toEqual(CLEAN);
});

test('a version that cannot be read leaves only the rules of all versions', () => {
  const { errors } = checkRuntime([git({ provider: 'github', ref: { name: 'main' } }).object], { fluxVersion: 'latest' });
  expect(errors.map(({ code }) => code)).toEqual(['GIT_REF_NAME_UNQUALIFIED']);
});

test('a Secret counts only in the namespace of the object', () => {
  const { object } = git({ secretRef: { name: 's' }, url: 'ssh://git@example.com/x' });
  const [known] = secret([]).secrets;
  const codes = (namespace: string) => checkRuntime([object], { fluxVersion: 'v2.9.4', secrets: [{ ...known, namespace }] }).errors.map(({ code }) => code);
  expect(codes('flux-system')).toEqual(['GIT_SSH_SECRET_KEYS']);
  expect(codes('other')).toEqual([]);
});

test('the input is not changed', () => {
  for (const { object, secrets, others = [] } of SUBJECTS) {
    const before = JSON.stringify([object, secrets, others]);
    checkRuntime([object, ...others], { fluxVersion: 'v2.9.4', secrets });
    expect(JSON.stringify([object, secrets, others])).toBe(before);
  }
});

test('nothing makes it throw: any value in any place of an object', () => {
  const places = fc.constantFrom(...SUBJECTS).chain((subject) => fc.constantFrom(...listPaths(subject.object)).map((path) => ({ subject, path })));
  const value = fc.oneof(fc.anything({ withNullPrototype: true, withBigInt: true }), fc.string(), fc.constantFrom('__proto__', '${x}', '\ud800', '(', '%', '..'));
  fc.assert(fc.property(places, value, ({ subject: { object, secrets, others = [] }, path }, given) => {
    const { errors, warnings } = checkRuntime([replaceAt(object, path, given), ...others], { fluxVersion: 'v2.9.4', secrets });
    [...errors, ...warnings].forEach((problem) => expect(typeof formatProblem(problem)).toBe('string'));
  }), { numRuns: 3000 });
});

test('nothing makes it throw: any objects at all', () => {
  fc.assert(fc.property(fc.array(fc.anything()), fc.string(), (objects, fluxVersion) => {
    expect(checkRuntime(objects, { fluxVersion })).toEqual(CLEAN);
  }));
});

test('no value of a Secret is ever in a message, nor a password of a URL', () => {
  const planted = 'PLANTED-5d1c';
  const plant = (object: any) => JSON.parse(JSON.stringify(object).replace(/:\/\/(\w*)(:\w+)?@/g, `://$1:${planted}@`));
  const messages = SUBJECTS.flatMap(({ object, others = [], secrets = [] }) => {
    const withValues = secrets.map((known) => ({ ...known, values: Object.fromEntries(known.keys.map((key) => [key, `http://${planted}`])) }));
    const { errors, warnings } = checkRuntime([plant(object), ...others], { fluxVersion: 'v2.9.4', secrets: withValues });
    return [...errors, ...warnings].map(formatProblem);
  });
  expect(messages.length).toBeGreaterThan(200);
  expect(messages.filter((message) => message.includes(planted))).toEqual([]);
});

/** The paths of all values in an object. */
function listPaths(value: unknown, path: readonly string[] = []): string[][] {
  const inner = typeof value === 'object' && value !== null ? Object.entries(value).flatMap(([key, child]) => listPaths(child, [...path, key])) : [];
  return [[...path], ...inner];
}

function replaceAt(value: any, [key, ...rest]: readonly string[], given: unknown): unknown {
  if (key === undefined) {
    return given;
  }
  const copy = Array.isArray(value) ? [...value] : { ...value };
  copy[key] = replaceAt(value[key], rest, given);
  return copy;
}
