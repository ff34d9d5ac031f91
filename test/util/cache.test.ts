import { Cache, lazy } from '../../src/util';

test('an answer is found out once, also where it is undefined', () => {
  const cache = new Cache<number | undefined>(10);
  const compute = jest.fn((): number | undefined => undefined);
  expect([cache.getOrCompute('a', compute), cache.getOrCompute('a', compute)]).toEqual([undefined, undefined]);
  expect(compute).toHaveBeenCalledTimes(1);
});

test('texts such as __proto__ are texts like any other', () => {
  const cache = new Cache<string>(10);
  expect(['__proto__', 'constructor', '__proto__'].map((text) => cache.getOrCompute(text, () => text))).toEqual(['__proto__', 'constructor', '__proto__']);
});

test('a full memo still answers, and remembers no more', () => {
  const cache = new Cache<string>(1);
  const compute = jest.fn(() => 'answer');
  cache.getOrCompute('a', compute);
  cache.getOrCompute('b', compute);
  expect(cache.getOrCompute('b', compute)).toBe('answer');
  expect(compute).toHaveBeenCalledTimes(3);
});

test('a long text is not kept', () => {
  const cache = new Cache<string>(10);
  const compute = jest.fn(() => 'answer');
  cache.getOrCompute('a'.repeat(1_000_000), compute);
  cache.getOrCompute('a'.repeat(1_000_000), compute);
  expect(compute).toHaveBeenCalledTimes(2);
});

test('a question that throws is asked again', () => {
  const cache = new Cache<string>(10);
  expect(() => cache.getOrCompute('a', () => { throw new Error('no'); })).toThrow('no');
  expect(cache.getOrCompute('a', () => 'yes')).toBe('yes');
});

test('a lazy value is computed when it is first asked for, and once', () => {
  const compute = jest.fn((): undefined => undefined);
  const get = lazy(compute);
  expect(compute).not.toHaveBeenCalled();
  expect([get(), get()]).toEqual([undefined, undefined]);
  expect(compute).toHaveBeenCalledTimes(1);
});
