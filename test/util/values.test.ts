import { copyPlain } from '../../src/util';

test('a copy of plain data is equal and shares nothing, whatever its keys and its frozen parts are', () => {
  const given = JSON.parse('{"a":[{"b":null},"c",1],"__proto__":{"d":true}}') as { a: object[] };
  const shared = Object.freeze({ x: 1 });
  const copy = copyPlain({ ...given, a: [...given.a, shared, shared] });
  expect(JSON.stringify(copy)).toBe('{"a":[{"b":null},"c",1,{"x":1},{"x":1}],"__proto__":{"d":true}}');
  expect(Object.getPrototypeOf(copy)).toBe(Object.prototype);
  expect(copy.a[0]).not.toBe(given.a[0]);
  expect(copy.a[3]).not.toBe(copy.a[4]);
  expect(Object.isFrozen(copy.a[3])).toBe(false);
});
