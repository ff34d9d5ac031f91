import { Progress } from '../../src/fleet';

beforeEach(() => jest.useFakeTimers());
afterEach(() => jest.useRealTimers());

/** What is written while 100 clusters take half a second each. */
function watch(isTTY: boolean, env: { CI?: string }, clusters = 100): string {
  const written: string[] = [];
  const stream = { isTTY, write: (text: string) => written.push(text) };
  const progress = new Progress(stream, env);
  for (let i = 1; i <= clusters; i++) {
    jest.advanceTimersByTime(500);
    progress.report(i);
  }
  progress.finish('done');
  return written.join('');
}

test('a terminal sees one line that is rewritten, and the result', () => {
  const text = watch(true, {});
  expect(text.startsWith('\r\u001b[KFluxFleet: 2 clusters\r\u001b[KFluxFleet: 3 clusters')).toBe(true);
  expect(text.endsWith('FluxFleet: 100 clusters\r\u001b[KFluxFleet: done\n')).toBe(true);
  expect(text.split('\n')).toHaveLength(2);
});

test('a short run shows a terminal only the result', () => {
  expect(watch(true, {}, 1)).toBe('FluxFleet: done\n');
});

test.each<[boolean, { readonly CI?: string }]>([
  [true, { CI: 'true' }], [true, { CI: '1' }], [false, { CI: 'true' }], [false, {}], [false, { CI: '' }], [false, { CI: 'false' }],
])('a log or a pipe sees nothing, not even where it pretends to be a terminal: %j %j', (isTTY, env) => {
  expect(watch(isTTY, env)).toBe('');
});
