import { spawnSync } from 'node:child_process';
import { existsSync, lstatSync, mkdtempSync, readdirSync, readFileSync, realpathSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import * as ts from 'typescript';
import { listPackedFiles, packCode, packStaged, shortenCode, stagePackage } from '../../projenrc/stage-package';
import * as api from '../../src';

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
  expect(statSync(tarball).size).toBeLessThan(420_000);
});

test('packed code is that of the repository in short, with the licenses that it states', () => {
  for (const path of ['lib/imports/cel-js/evaluator.js', 'node_modules/re2js/build/index.cjs']) {
    expect(readFileSync(join(staged, path), 'utf8')).toBe(packCode(path, readFileSync(join(root, path), 'utf8')));
  }
  expect(readFileSync(join(staged, 'lib/imports/cel-js/evaluator.js'), 'utf8')).toContain('Permission is hereby granted, free of charge');
  expect(readFileSync(join(staged, 'node_modules/re2js/build/index.cjs'), 'utf8')).toContain('@license MIT');
  expect(bundledDependencies.filter((name) => !existsSync(join(staged, 'node_modules', name, 'LICENSE')))).toEqual([]);
});

test('shortened code keeps its strings, its regular expressions, and the names of functions and classes', () => {
  expect(shortenCode('"use strict";\n/* a */ const first = 1; // b\nconst second = [\'// no\', `/* ${first}\n  // no */`, /\\/\\*/.test("x")];\n')).toBe(
    '"use strict"\nconst t=1\nconst s=["// no",`/* ${t}\n  // no */`,/\\/\\*/.test("x")]\n',
  );
  expect(shortenCode('/*! MIT */\n/** gone */\nclass Sink { add(problem) { return function keep() { return problem; }; } }\n')).toBe(
    '/*! MIT */\nclass Sink{add(n){return function keep(){return n}}}',
  );
  expect(() => shortenCode('const = 1;')).toThrow('Name expected');
});

test('a sync of the packed package loads what it needs, and no more: one file for a plain one, one more for patches', () => {
  const code = [
    'const { App, Chart, JsonPatch } = require("cdk8s");',
    `const { FluxInstanceSync, Patches } = require(${JSON.stringify(staged)});`,
    'const props = { kind: "GitRepository", url: "https://example.com/a", ref: "refs/heads/main", path: "." };',
    `const folder = ${JSON.stringify(`${realpathSync(folder)}/staged/lib/`)};`,
    'const listLoaded = () => Object.keys(require.cache).filter((path) => path.startsWith(folder)).map((path) => path.slice(folder.length));',
    'const app = new App();',
    'new FluxInstanceSync(new Chart(app, "plain"), "sync", props);',
    'const plain = listLoaded();',
    'const patches = [Patches.json6902({ kind: "Kustomization" }, JsonPatch.add("/spec/wait", true))];',
    'new FluxInstanceSync(new Chart(app, "patched"), "sync", { ...props, patches });',
    'console.log(JSON.stringify([plain, listLoaded().filter((path) => !plain.includes(path))]));',
    'console.log(app.synthYaml());',
  ].join('\n');
  const { stdout, stderr } = spawnSync(process.execPath, ['-e', code], { cwd: root, encoding: 'utf8' });
  expect(stderr).toBe('');
  expect(JSON.parse(stdout.split('\n')[0])).toEqual([
    [
      'src/index.js', 'src/flux-instance-sync.js', 'src/util/index.js', 'src/util/cache.js', 'src/patches.js', 'sync.js',
      'imports/schemas/minors.json', 'imports/schemas/2.9.json',
    ],
    ['patches.js'],
  ]);
  expect(stdout).toContain('  wait: true\n');
});

test('each module of the packed package is in one file, and runs once', () => {
  const files = readdirSync(join(staged, 'lib'), { recursive: true, encoding: 'utf8' }).filter((path) => path.endsWith('.js'));
  const inFiles = files.flatMap((path) => {
    const modules = [...readFileSync(join(staged, 'lib', path), 'utf8').matchAll(/"lib\/([^"]+)":\(function\(exports,module\)/g)].map(([, module]) => module);
    return modules.length === 0 ? [path] : modules;
  });
  expect(inFiles.sort()).toEqual(listPackedFiles().filter((path) => /^lib\/.*\.js$/.test(path)).map((path) => path.slice('lib/'.length)).sort());
  // The class of an error is the same, whichever file throws it.
  const code = [
    `const { FluxDistribution, FluxFleet, FluxInstance, FluxInstanceSync } = require(${JSON.stringify(staged)});`,
    'const { App, Chart } = require("cdk8s");',
    'const chart = new Chart(new App(), "chart");',
    'const take = (make) => { try { make(); } catch (error) { return error.constructor; } };',
    'const thrown = [...[FluxInstance, FluxInstanceSync, FluxDistribution].map((each) => take(() => new each(chart, "id", { no: 1 }))), take(() => new FluxFleet(1))];',
    'console.log(thrown.map(({ name }) => name).join(), new Set(thrown).size);',
  ].join('\n');
  const { stdout, stderr } = spawnSync(process.execPath, ['-e', code], { cwd: root, encoding: 'utf8' });
  expect(stderr).toBe('');
  expect(stdout).toBe('ProblemsError,ProblemsError,ProblemsError,ProblemsError 1\n');
});

test('an ES module can import each name of the packed package', () => {
  const code = `import * as all from ${JSON.stringify(join(staged, 'lib/src/index.js'))}; console.log(Object.keys(all).sort().join());`;
  const { stdout, stderr } = spawnSync(process.execPath, ['--input-type=module', '-e', code], { cwd: root, encoding: 'utf8' });
  expect(stderr).toBe('');
  expect(stdout.trim().split(',').filter((name) => !['default', 'module.exports', '__esModule'].includes(name))).toEqual(Object.keys(api).sort());
});

test('the packed command runs', () => {
  const { status, stdout } = spawnSync(process.execPath, [join(staged, 'lib/src/cli/flux-instance.js'), '--help'], { encoding: 'utf8' });
  expect(status).toBe(0);
  expect(stdout).toContain('flux-instance');
});

test('the packed types are whole, and import no package but the peers', () => {
  const entry = join(staged, 'lib/src/index.d.ts');
  const program = ts.createProgram([entry], { module: ts.ModuleKind.Node16, target: ts.ScriptTarget.ES2022, strict: true, types: [], lib: ['lib.es2022.d.ts'] });
  const ours = program.getSourceFiles().filter(({ fileName }) => fileName.startsWith(staged));
  expect(ours.flatMap((file) => program.getSemanticDiagnostics(file).map(({ messageText }) => messageText))).toEqual([]);
  expect(ours.map(({ fileName }) => relative(staged, fileName)).sort()).toEqual(listFiles(staged).map((line) => line.split(' ')[0]).filter((path) => (
    path.endsWith('.d.ts') && path.startsWith('lib/')
  )));
  const imported = ours.flatMap(({ text }) => [...text.replace(/\/\*[\s\S]*?\*\//g, '').matchAll(/(?:from |import\()['"]([^.'"][^'"]*)['"]/g)]);
  expect([...new Set(imported.map(([, module]) => module))].sort()).toEqual(['cdk8s', 'constructs']);
});
