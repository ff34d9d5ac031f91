import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { DEPENDENCIES } from '../dependencies';
import { listBlocks, readPage } from './list-blocks';

function listCode(cell: string): string[] {
  return [...cell.matchAll(/`([^`]+)`/g)].map(([, code]) => code).sort();
}

test('docs/architecture.md says of each folder what it may import, as the table of dependencies does', () => {
  const [, section] = readPage('docs/architecture.md').split('## Who may import whom');
  const rows = section.split('\n')
    .map((line) => line.split('|').map((cell) => cell.trim()))
    .filter((cells) => cells.length === 6 && cells[1].startsWith('`'));
  const written = rows.map(([, folder, , folders, packages]) => [listCode(folder)[0], { folders: listCode(folders), packages: listCode(packages) }]);
  expect(Object.fromEntries(written))
    .toEqual(Object.fromEntries(Object.entries(DEPENDENCIES).map(([folder, { folders: allowed, packages }]) => (
      [folder, { folders: [...allowed].sort(), packages: [...packages].sort() }]
    ))));
});

test('the picture shows only dependencies that the table allows', () => {
  const [picture] = listBlocks('mermaid').filter(({ page }) => page === 'docs/architecture.md');
  const shown = [...picture.text.matchAll(/^ *(\w+) --> (\w+)/gm)].filter(([, from]) => Object.hasOwn(DEPENDENCIES, from));
  expect(shown.length).toBeGreaterThan(5);
  expect(shown.filter(([, from, to]) => !DEPENDENCIES[from].folders.includes(to)).map(([, from, to]) => `${from} → ${to}`)).toEqual([]);
});

test('a prop can be followed from the construct to the object in at most eight files, which exist', () => {
  const [, section] = readPage('docs/architecture.md').split('## Follow one prop');
  const files = [...section.split('\n## ')[0].matchAll(/^\d\. `(src\/[^`]+)`/gm)].map(([, file]) => file);
  expect(files[0]).toBe('src/flux-instance-sync.ts');
  expect(files[files.length - 1]).toBe('src/emit/emit-object.ts');
  expect(files.length).toBeLessThanOrEqual(8);
  expect(files.filter((file) => !existsSync(resolve(__dirname, '../..', file)))).toEqual([]);
});
