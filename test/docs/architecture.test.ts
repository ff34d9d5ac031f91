import { readPage } from './list-blocks';
import { ARROWS } from '../arrows';

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
