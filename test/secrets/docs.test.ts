import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { FACTORIES, SECRET_CASES } from './factories';

/** The rows of the table in docs/secrets.md: method, types and keys. */
const ROWS = readFileSync(join(__dirname, '../../docs/secrets.md'), 'utf8').split('\n')
  .map((line) => line.split('|').map((cell) => cell.trim()))
  .filter((cells) => cells.length === 6 && /^`[a-z]/i.test(cells[1]))
  .map(([, method, , types, keys]) => ({ method: listCode(method)[0], types: listCode(types), keys: listCode(keys) }));

function listCode(cell: string): string[] {
  return [...cell.matchAll(/`([^`]+)`/g)].map(([, code]) => code).sort();
}

test('docs/secrets.md has a row for every factory', () => {
  expect(ROWS.map(({ method }) => method)).toEqual(Object.keys(FACTORIES));
});

test.each(ROWS)('docs/secrets.md names the types and keys of $method', ({ method, types, keys }) => {
  const cases = SECRET_CASES.filter(({ factory }) => factory === method);
  expect(new Set(types)).toEqual(new Set(cases.flatMap(({ type }) => type ?? [])));
  const written = cases.flatMap(({ props, stringData }) => Object.keys(stringData)
    .map((key) => 'keys' in props ? key.replace(/^.*(?=\.)/, '*') : key));
  expect(new Set(keys)).toEqual(new Set(written));
});
