import { readdirSync, readFileSync } from 'node:fs';
import { isBuiltin } from 'node:module';
import { basename, dirname, join, relative, resolve, sep } from 'node:path';
import { ARROWS, TYPES_ONLY } from './arrows';

const src = resolve(__dirname, '../src');

interface Import {
  readonly file: string;
  readonly room: string;
  readonly target: string;
  readonly typeOnly: boolean;
}

function listFiles(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    return entry.isDirectory() ? listFiles(path) : path.endsWith('.ts') ? [path] : [];
  });
}

const files = listFiles(src);
const rooms = [...new Set(files.map(roomOf))].filter((room) => room !== '');

function roomOf(file: string): string {
  const parts = relative(src, file).split(sep);
  return parts.length === 1 ? '' : parts[0];
}

function listImports(file: string): Import[] {
  const text = readFileSync(file, 'utf8').replace(/\/\*[\s\S]*?\*\/|(?<!:)\/\/.*$/gm, '');
  const found = [
    ...text.matchAll(/^(?:import|export)\s+(type\s)?[^;]*?from\s+'([^']+)';/gm),
    ...text.matchAll(/()(?:require|import)\(\s*['`]([^'`]+)['`]\s*\)/g),
  ];
  return found.map(([, type, target]) => ({ file, room: roomOf(file), target, typeOnly: type !== undefined && type !== '' }));
}

const imports = files.flatMap(listImports);

function describeImport({ file, target }: Import): string {
  return `${relative(src, file)} imports ${target}`;
}

/** The file or folder of `src` that a relative import names, without extension. */
function resolveLocal({ file, target }: Import): string {
  return relative(src, resolve(dirname(file), target)).split(sep).join('/');
}

function isAllowed(each: Import): boolean {
  const { rooms: allowed, packages } = ARROWS[each.room];
  if (!each.target.startsWith('.')) {
    return isBuiltin(each.target) || packages.includes(each.target) || (each.typeOnly && (TYPES_ONLY[each.room] ?? []).includes(each.target));
  }
  const local = resolveLocal(each);
  if (local.startsWith('../imports/')) {
    return each.room === 'operator' || each.room === 'schema' || (each.room === 'controllers' && local === '../imports/cel-js/evaluator');
  }
  return local === each.room || local.startsWith(`${each.room}/`) || allowed.includes(local)
    || (each.typeOnly && (TYPES_ONLY[each.room] ?? []).includes(local));
}

test('every room is in the table of arrows', () => {
  expect(rooms.filter((room) => !Object.hasOwn(ARROWS, room))).toEqual([]);
});

test('the arrows have no cycle', () => {
  const reach = (room: string, path: readonly string[]): string[] => (
    path.includes(room) ? [[...path, room].join(' → ')] : ARROWS[room].rooms.flatMap((next) => reach(next, [...path, room]))
  );
  expect(Object.keys(ARROWS).flatMap((room) => reach(room, []))).toEqual([]);
});

test('a room imports only what its arrows allow, and other rooms only through their index', () => {
  expect(imports.filter(({ room }) => room !== '').filter((each) => !isAllowed(each)).map(describeImport)).toEqual([]);
});

test('the construct files use a room only through its index', () => {
  const inside = imports.filter(({ room, target }) => room === '' && target.startsWith('.') && target.split('/').length > 2);
  expect(inside.map(describeImport)).toEqual([]);
});

test('no file imports itself through others', () => {
  const graph = new Map(files.map((file) => [file, listImports(file)
    .filter(({ target, typeOnly }) => target.startsWith('.') && !typeOnly)
    .map(({ target }) => [`${resolve(dirname(file), target)}.ts`, join(resolve(dirname(file), target), 'index.ts')].find((path) => files.includes(path))!)
    .filter((path) => path !== undefined)]));
  const done = new Set<string>();
  const cycles: string[] = [];
  const visit = (file: string, path: string[]): void => {
    if (path.includes(file)) {
      cycles.push([...path.slice(path.indexOf(file)), file].map((each) => relative(src, each)).join(' → '));
    } else if (!done.has(file)) {
      graph.get(file)!.forEach((next) => visit(next, [...path, file]));
      done.add(file);
    }
  };
  files.forEach((file) => visit(file, []));
  expect(cycles).toEqual([]);
});

test('an index only re-exports named symbols', () => {
  for (const file of files.filter((path) => basename(path) === 'index.ts')) {
    const statements = readFileSync(file, 'utf8').replace(/\/\*[\s\S]*?\*\//g, '').split(';').map((statement) => statement.trim()).filter(Boolean);
    expect([relative(src, file), statements.filter((statement) => !/^export (type )?\{[^}*]+\} from '[^']+'$/.test(statement))])
      .toEqual([relative(src, file), []]);
  }
});

test('files have kebab-case names and stay readable in length', () => {
  expect(files.map((file) => basename(file)).filter((name) => !/^[a-z0-9]+(-[a-z0-9]+)*\.ts$/.test(name))).toEqual([]);
  const long = files.filter((file) => readFileSync(file, 'utf8').split('\n').length > 350).map((file) => relative(src, file));
  expect(long).toEqual([]);
});
