import { isShared, share } from '../../src/util';

test('a shared value is frozen with all its parts, and each of them counts as shared', () => {
  const value = share({ a: [{ b: 'c' }], d: null, e: { f: 1.5 } });
  expect([value, value.a, value.a[0], value.e].map((part) => [isShared(part), Object.isFrozen(part)])).toEqual(Array(4).fill([true, true]));
});

test.each<[string, unknown]>([
  ['a negative zero', -0],
  ['no number', NaN],
  ['an integer that JSON does not have', 1n],
  ['half a character', '\ud800'],
  ['nothing', undefined],
  ['a map of JavaScript', new Map([['a', 'b']])],
  ['what somebody else froze', Object.freeze({})],
])('a value with %s is frozen, but must be copied, as JSON would change it', (_, part) => {
  const value = share({ inner: { part }, plain: { a: 'b' } });
  expect(isShared(value)).toBe(false);
  expect(isShared(value.inner)).toBe(false);
  expect(isShared(value.plain)).toBe(true);
  expect(Object.isFrozen(value.inner)).toBe(true);
});

test('the parts of a map of JavaScript are shared, and a value inside itself is not', () => {
  const part = { a: 'b' };
  share(new Map([['part', part]]));
  expect(isShared(part)).toBe(true);
  const cycle: { self?: unknown } = {};
  cycle.self = [cycle];
  expect(isShared(share(cycle))).toBe(false);
});

test('what nobody shared is not shared', () => {
  expect([{}, Object.freeze([]), 'a', null, undefined].map(isShared)).toEqual([false, false, false, false, false]);
});
