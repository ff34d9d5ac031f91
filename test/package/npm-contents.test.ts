import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';

const root = resolve(__dirname, '../..');
const { main, types, bundledDependencies } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
const packed = pack();

interface Packed {
  readonly files: readonly { readonly path: string }[];
}

function pack(): Packed {
  const { stdout } = spawnSync('npm', ['pack', '--dry-run', '--json', '--ignore-scripts'], { cwd: root, encoding: 'utf8', maxBuffer: 16 * 1024 * 1024 });
  return (JSON.parse(stdout) as Packed[])[0];
}

const paths = packed.files.map(({ path }) => path);

/** The declarations that a file imports, and those that they import. */
function listTypes(file: string, found = new Set<string>()): string[] {
  if (!found.has(file)) {
    found.add(file);
    for (const [, module] of readFileSync(join(root, file), 'utf8').matchAll(/from '(\.[^']+)'/g)) {
      const path = join(dirname(file), module);
      listTypes(existsSync(join(root, `${path}.d.ts`)) ? `${path}.d.ts` : join(path, 'index.d.ts'), found);
    }
  }
  return [...found];
}

/** The folder of a bundled package. */
function bundled(path: string): string | undefined {
  return (bundledDependencies as string[]).find((name) => path.startsWith(`node_modules/${name}/`));
}

test.each(['package.json', 'README.md', 'LICENSE', 'CHANGELOG.md', '.jsii', main as string, types as string])('the npm package has %s', (path) => {
  expect(paths).toContain(path);
});

test.each(bundledDependencies as string[])('the npm package has %s, which it bundles', (name) => {
  expect(paths).toContain(`node_modules/${name}/package.json`);
});

test('the npm package has nothing else but compiled code, its types and the packed schemas', () => {
  const documents = ['package.json', 'README.md', 'LICENSE', 'CHANGELOG.md', '.jsii'];
  const others = paths.filter((path) => bundled(path) === undefined && !documents.includes(path) && !/^lib\/(?:src|imports)\/.*\.(?:js|d\.ts)$/.test(path));
  expect(others.filter((path) => !/^lib\/imports\/schemas\/(?:minors|\d+\.\d+)\.json$/.test(path))).toEqual([]);
});

test('every type that a public type is made of is in the npm package', () => {
  expect(listTypes(types as string).filter((path) => !paths.includes(path))).toEqual([]);
});

test('compiled code carries no source map', () => {
  const code = paths.filter((path) => path.startsWith('lib/') && path.endsWith('.js'));
  expect(code.length).toBeGreaterThan(0);
  expect(code.filter((path) => readFileSync(join(root, path), 'utf8').includes('sourceMappingURL'))).toEqual([]);
});
