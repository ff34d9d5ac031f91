import { existsSync, lstatSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { packStaged, stagePackage } from '../../projenrc/stage-package';

const root = join(__dirname, '../..');
const { bundledDependencies } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { bundledDependencies: string[] };
const folder = mkdtempSync(join(tmpdir(), 'stage-package-'));
const staged = join(folder, 'staged');

afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

/** Every file below the folder, with what changes when somebody writes to it. */
function listFiles(path: string): string[] {
  return readdirSync(path, { recursive: true, encoding: 'utf8' }).sort().map((name) => {
    const { size, mtimeMs, mode } = lstatSync(join(path, name));
    return [name, size, mtimeMs, mode].join(' ');
  });
}

test('packing leaves the bundled packages in node_modules as they are, and packs copies without what nobody requires', () => {
  const list = (): string[][] => bundledDependencies.map((name) => listFiles(join(root, 'node_modules', name)));
  const before = list();
  stagePackage(staged);
  const tarball = packStaged(staged, join(folder, 'packed'));
  expect(list()).toEqual(before);

  expect(before.every((files) => files.length > 1)).toBe(true);
  expect(existsSync(join(root, 'node_modules/yaml/browser'))).toBe(true);
  expect(existsSync(join(staged, 'node_modules/yaml/browser'))).toBe(false);
  expect(existsSync(join(staged, 'node_modules/yaml/package.json'))).toBe(true);
  // A package that has lost its code or its schemas, or that carries more than it needs.
  expect(statSync(tarball).size).toBeGreaterThan(200_000);
  expect(statSync(tarball).size).toBeLessThan(550_000);
});
