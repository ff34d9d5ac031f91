import fs from 'node:fs';
import { Spool } from '../../src/fleet/spool';

afterEach(() => jest.restoreAllMocks());

const text = (index: number) => `${index}: ${'aä😀'.repeat((index * 7919) % 30_000)}`;

test('each text is read as it was added, in any order, and while others are still added', () => {
  const spool = new Spool();
  const names = Array.from({ length: 40 }, (_, index) => String(index));
  for (const name of names) {
    spool.add(name, text(Number(name)));
    const earlier = String(Math.floor(Number(name) / 2));
    expect(spool.read(earlier).toString()).toBe(text(Number(earlier)));
  }
  const reordered = [...names, ...[...names].reverse(), ...names.filter((_, index) => index % 7 === 0)];
  reordered.forEach((name) => expect(spool.read(name).toString()).toBe(text(Number(name))));
  expect(spool.names).toEqual(names);
  spool.remove('3');
  expect([spool.has('3'), spool.has('4')]).toEqual([false, true]);
  spool.close();
});

test('a few small texts need no file, and many need few calls', () => {
  const spool = new Spool();
  const open = jest.spyOn(fs, 'openSync');
  const write = jest.spyOn(fs, 'writeSync');
  const read = jest.spyOn(fs, 'readSync');
  const names = Array.from({ length: 1000 }, (_, index) => String(index));
  names.slice(0, 100).forEach((name) => spool.add(name, 'x'.repeat(1000)));
  expect(spool.read('7').toString()).toBe('x'.repeat(1000));
  expect(open).not.toHaveBeenCalled();
  names.slice(100).forEach((name) => spool.add(name, 'y'.repeat(1000)));
  names.forEach((name) => spool.read(name));
  expect(open).toHaveBeenCalledTimes(1);
  expect(write.mock.calls.length + read.mock.calls.length).toBeLessThan(10);
  spool.close();
});
