import { once } from '../../src/memo';

test('makes nothing before it is asked, and once however often it is asked', () => {
  const make = jest.fn((): undefined => undefined);
  const get = once(make);
  expect(make).not.toHaveBeenCalled();
  expect([get(), get()]).toEqual([undefined, undefined]);
  expect(make).toHaveBeenCalledTimes(1);
});
