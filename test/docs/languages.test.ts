import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { HEADING, PROBLEM } from '../languages/harness/check-error';
import { readPage, ROOT } from './list-blocks';

const page = readPage('docs/languages.md');
const snippets = [...page.matchAll(/^<!-- (\S+) -->\n```\w+\n([\s\S]*?)^```$/gm)].map(([, path, text]) => ({ path, text }));

/** The columns of the table of names, and the programs that show them. */
const COLUMNS = ['main.ts', 'python/main.py', 'go/main.go', 'java/src/main/java/com/example/Main.java'];

function readPrograms(file: string): string {
  const paths = readdirSync(join(ROOT, 'examples')).map((name) => join(ROOT, 'examples', name, file)).filter((path) => existsSync(path));
  return paths.map((path) => readFileSync(path, 'utf8')).join('\n');
}

/** An excerpt may stand less far to the right, and outside of gofmt's columns. */
function squeeze(text: string): string {
  return text.split('\n').map((line) => line.trim().replace(/\s+/g, ' ')).join('\n').trim();
}

test('every snippet of another language says which example it is from', () => {
  expect(snippets).toHaveLength([...page.matchAll(/^```\w+$/gm)].length);
});

test.each(snippets)('the snippet from $path is in the example, which the language tests run', ({ path, text }) => {
  expect(squeeze(readFileSync(join(ROOT, path), 'utf8'))).toContain(squeeze(text));
});

const rows = page.split('## How names and values look')[1].split('###')[0].split('\n').filter((line) => /^\| [a-z]/.test(line))
  .map((line) => [...line.matchAll(/`([^`]+)`/g)].map(([, code]) => code));

test.each(COLUMNS.map((file, column) => [file, rows.map((row) => row[column])] as const))('the names and values of %s are in an example', (file, cells) => {
  const programs = squeeze(readPrograms(file));
  expect(cells.length).toBeGreaterThan(0);
  expect(cells.filter((cell) => !programs.includes(squeeze(cell)))).toEqual([]);
});

test('the error is the one that the language tests provoke', () => {
  expect(page).toContain(`${HEADING}\n  ${PROBLEM}\n`);
});
