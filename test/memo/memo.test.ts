import { Memo } from '../../src/memo';

test('an answer is found out once, also where it is undefined', () => {
  const memo = new Memo<number | undefined>(10);
  const findOut = jest.fn((): number | undefined => undefined);
  expect([memo.recall('a', findOut), memo.recall('a', findOut)]).toEqual([undefined, undefined]);
  expect(findOut).toHaveBeenCalledTimes(1);
});

test('texts such as __proto__ are texts like any other', () => {
  const memo = new Memo<string>(10);
  expect(['__proto__', 'constructor', '__proto__'].map((text) => memo.recall(text, () => text))).toEqual(['__proto__', 'constructor', '__proto__']);
});

test('a full memo still answers, and remembers no more', () => {
  const memo = new Memo<string>(1);
  const findOut = jest.fn(() => 'answer');
  memo.recall('a', findOut);
  memo.recall('b', findOut);
  expect(memo.recall('b', findOut)).toBe('answer');
  expect(findOut).toHaveBeenCalledTimes(3);
});

test('a long text is not kept', () => {
  const memo = new Memo<string>(10);
  const findOut = jest.fn(() => 'answer');
  memo.recall('a'.repeat(1_000_000), findOut);
  memo.recall('a'.repeat(1_000_000), findOut);
  expect(findOut).toHaveBeenCalledTimes(2);
});

test('a question that throws is asked again', () => {
  const memo = new Memo<string>(10);
  expect(() => memo.recall('a', () => { throw new Error('no'); })).toThrow('no');
  expect(memo.recall('a', () => 'yes')).toBe('yes');
});
