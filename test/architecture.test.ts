import { readdirSync, readFileSync } from 'node:fs';
import { isBuiltin } from 'node:module';
import { basename, dirname, join, relative, resolve, sep } from 'node:path';
import { DEPENDENCIES, TYPES_ONLY } from './dependencies';

const src = resolve(__dirname, '../src');

interface Import {
  readonly file: string;
  readonly folder: string;
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
const folders = [...new Set(files.map(folderOf))].filter((folder) => folder !== '');

function folderOf(file: string): string {
  const parts = relative(src, file).split(sep);
  return parts.length === 1 ? '' : parts[0];
}

function listImports(file: string): Import[] {
  const text = readFileSync(file, 'utf8').replace(/\/\*[\s\S]*?\*\/|(?<!:)\/\/.*$/gm, '');
  const found = [
    ...text.matchAll(/^(?:import|export)\s+(type\s)?[^;]*?from\s+'([^']+)';/gm),
    ...text.matchAll(/()(?:require|import)\(\s*['`]([^'`]+)['`]\s*\)/g),
  ];
  return found.map(([, type, target]) => ({ file, folder: folderOf(file), target, typeOnly: type !== undefined && type !== '' }));
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
  const { folders: allowed, packages } = DEPENDENCIES[each.folder];
  if (!each.target.startsWith('.')) {
    return isBuiltin(each.target) || packages.includes(each.target.split('/')[0]) || (each.typeOnly && (TYPES_ONLY[each.folder] ?? []).includes(each.target));
  }
  const local = resolveLocal(each);
  if (local.startsWith('../imports/')) {
    return each.folder === 'operator' || each.folder === 'schema' || (each.folder === 'controllers' && local === '../imports/cel-js/evaluator');
  }
  return local === each.folder || local.startsWith(`${each.folder}/`) || allowed.includes(local)
    || (each.typeOnly && (TYPES_ONLY[each.folder] ?? []).includes(local));
}

test('every folder is in the table of dependencies', () => {
  expect(folders.filter((folder) => !Object.hasOwn(DEPENDENCIES, folder))).toEqual([]);
});

test('the dependencies have no cycle', () => {
  const reach = (folder: string, path: readonly string[]): string[] => (
    path.includes(folder) ? [[...path, folder].join(' → ')] : DEPENDENCIES[folder].folders.flatMap((next) => reach(next, [...path, folder]))
  );
  expect(Object.keys(DEPENDENCIES).flatMap((folder) => reach(folder, []))).toEqual([]);
});

test('a folder imports only what the table allows, and other folders only through their entry point', () => {
  expect(imports.filter(({ folder }) => folder !== '').filter((each) => !isAllowed(each)).map(describeImport)).toEqual([]);
});

test('the construct files use a folder only through its entry point', () => {
  const inside = imports.filter(({ folder, target }) => folder === '' && target.startsWith('.') && target.split('/').length > 2);
  expect(inside.map(describeImport)).toEqual([]);
});

test('no file imports itself through others', () => {
  const graph = new Map(files.map((file) => [file, listImports(file)
    .filter(({ target }) => target.startsWith('.'))
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

test('files have kebab-case names', () => {
  expect(files.map((file) => basename(file)).filter((name) => !/^[a-z0-9]+(-[a-z0-9]+)*\.ts$/.test(name))).toEqual([]);
});

/** Files under 20 lines, each with the reason why it stands alone. */
const SMALL_FILES: Readonly<Record<string, string>> = {
  'flux/components.ts': 'the list of components, which every new one is added to',
  'flux/releases.ts': 'the list of releases, which is edited for each of them',
};

test('files have 20 to 350 lines: small enough to read at once, large enough to be worth opening', () => {
  const sizes = new Map(files.map((file) => [relative(src, file).split(sep).join('/'), readFileSync(file, 'utf8').trimEnd().split('\n').length]));
  const listFilesWhere = (isWrong: (lines: number) => boolean) => [...sizes].filter(([, lines]) => isWrong(lines)).map(([file]) => file);
  expect(listFilesWhere((lines) => lines > 350)).toEqual([]);
  expect(listFilesWhere((lines) => lines < 20).filter((file) => basename(file) !== 'index.ts').sort()).toEqual(Object.keys(SMALL_FILES).sort());
});
