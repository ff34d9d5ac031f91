import { existsSync, lstatSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { packStaged, removeComments, stagePackage } from '../../projenrc/stage-package';

const root = join(__dirname, '../..');
const { bundledDependencies } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { bundledDependencies: string[] };
const folder = mkdtempSync(join(tmpdir(), 'stage-package-'));
const staged = join(folder, 'staged');

let before: string[][];
let tarball: string;

beforeAll(() => {
  before = listBundled();
  stagePackage(staged);
  tarball = packStaged(staged, join(folder, 'packed'));
}, 120_000);

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

function listBundled(): string[][] {
  return bundledDependencies.map((name) => listFiles(join(root, 'node_modules', name)));
}

test('the page of the package in a registry has no link that works in the repository only', () => {
  const { readme } = JSON.parse(readFileSync(join(staged, '.jsii'), 'utf8')) as { readme: { markdown: string } };
  for (const markdown of [readFileSync(join(staged, 'README.md'), 'utf8'), readme.markdown]) {
    const links = [...markdown.matchAll(/\]\(([^)\s]+)\)/g)].map(([, target]) => target);
    expect(links).toContain('https://github.com/cdk8s-flux-instance-sync/cdk8s-flux-instance-sync/blob/main/docs/patches.md');
    expect(links.filter((target) => !target.startsWith('https://'))).toEqual([]);
    expect(markdown).toContain("import { App, Chart } from 'cdk8s';");
  }
});

test('packing leaves the bundled packages in node_modules as they are, and packs copies without what nobody requires', () => {
  expect(listBundled()).toEqual(before);

  expect(before.every((files) => files.length > 1)).toBe(true);
  expect(existsSync(join(root, 'node_modules/yaml/browser'))).toBe(true);
  expect(existsSync(join(staged, 'node_modules/yaml/browser'))).toBe(false);
  expect(existsSync(join(staged, 'node_modules/yaml/package.json'))).toBe(true);
  // A package that has lost its code or its schemas, or that carries more than it needs.
  expect(statSync(tarball).size).toBeGreaterThan(200_000);
  expect(statSync(tarball).size).toBeLessThan(450_000);
});

test('packed code is that of the repository without its comments, but for those that state a license', () => {
  for (const path of ['lib/src/fleet/lock-folder.js', 'lib/imports/cel-js/evaluator.js', 'node_modules/re2js/build/index.cjs']) {
    expect(readFileSync(join(staged, path), 'utf8')).toBe(removeComments(readFileSync(join(root, path), 'utf8')));
  }
  expect(readFileSync(join(staged, 'lib/imports/cel-js/evaluator.js'), 'utf8')).toContain('Permission is hereby granted, free of charge');
  expect(bundledDependencies.filter((name) => !existsSync(join(staged, 'node_modules', name, 'LICENSE')))).toEqual([]);
});

test('removing comments leaves the code, its strings and its regular expressions as they are', () => {
  expect(removeComments('"use strict";\n/* a */ const a = 1; // b\nconst b = [\'// no\', `/* ${a}\n  // no */`, /\\/\\*/.test("x")];\n')).toBe(
    '"use strict";\nconst a = 1;\nconst b = ["// no", `/* ${a}\n  // no */`, /\\/\\*/.test("x")];\n',
  );
  expect(removeComments('/*! MIT */\n/** gone */\nexports.a = 1;\n')).toBe('/*! MIT */\nexports.a = 1;\n');
});
