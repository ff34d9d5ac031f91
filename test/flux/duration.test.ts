import { formatDuration, parseDuration } from '../../src/flux';

test.each<[string, string]>([
  ['1m', '1m0s'],
  ['60m', '1h0m0s'],
  ['59m60s', '1h0m0s'],
  ['90s', '1m30s'],
  ['1.5h', '1h30m0s'],
  ['1h0.5m', '1h0m30s'],
  ['1.25m', '1m15s'],
  ['500ms', '500ms'],
  ['1000ms', '1s'],
  ['0.001s', '1ms'],
  ['0.0005ms', '500ns'],
  ['0.0015ms', '1.5µs'],
  ['1.5ms', '1.5ms'],
  ['12.345s', '12.345s'],
  ['100h', '100h0m0s'],
  ['0s', '0s'],
  ['0h0m', '0s'],
  ['0.0000000001s', '0s'],
  ['1h1m1s', '1h1m1s'],
  [`${'0'.repeat(1000)}1m`, '1m0s'],
  ['2562047h47m16.854775807s', '2562047h47m16.854775807s'],
  ['0.333333333333333333333333s', '333.333333ms'],
])('%s is printed as %s', (text, canonical) => {
  expect(formatDuration(parseDuration(text)!)).toBe(canonical);
});

test.each(['', '1', '1d', '.5s', '1us', '1 m', '-1m', '1h-5m', '5.s', '2562047h47m17s', '9999999h', `${'9'.repeat(1_000_000)}h`, '1m\n'])('%j is not a duration', (text) => {
  expect(parseDuration(text)).toBeUndefined();
});
