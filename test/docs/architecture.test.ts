import { ARROWS } from '../arrows';
import { listBlocks, readPage } from './list-blocks';

function listCode(cell: string): string[] {
  return [...cell.matchAll(/`([^`]+)`/g)].map(([, code]) => code).sort();
}

test('docs/architecture.md says of each room what it may import, as the table of arrows does', () => {
  const [, section] = readPage('docs/architecture.md').split('## Who may import whom');
  const rows = section.split('\n')
    .map((line) => line.split('|').map((cell) => cell.trim()))
    .filter((cells) => cells.length === 6 && cells[1].startsWith('`'));
  expect(Object.fromEntries(rows.map(([, room, , rooms, packages]) => [listCode(room)[0], { rooms: listCode(rooms), packages: listCode(packages) }])))
    .toEqual(Object.fromEntries(Object.entries(ARROWS).map(([room, { rooms: allowed, packages }]) => (
      [room, { rooms: [...allowed].sort(), packages: [...packages].sort() }]
    ))));
});

test('the picture has no arrow between rooms that the table has not', () => {
  const [picture] = listBlocks('mermaid').filter(({ page }) => page === 'docs/architecture.md');
  const arrows = [...picture.text.matchAll(/^ *(\w+) --> (\w+)/gm)].filter(([, from]) => Object.hasOwn(ARROWS, from));
  expect(arrows.length).toBeGreaterThan(5);
  expect(arrows.filter(([, from, to]) => !ARROWS[from].rooms.includes(to)).map(([, from, to]) => `${from} → ${to}`)).toEqual([]);
});
