import { existsSync, readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { listPackedFiles } from '../../projenrc/stage-package';

const root = resolve(__dirname, '../..');
const { main, types, bundledDependencies } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as {
  main: string;
  types: string;
  bundledDependencies: string[];
};
const paths = listPackedFiles();

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
  return bundledDependencies.find((name) => path.startsWith(`node_modules/${name}/`));
}

test.each(['package.json', 'README.md', 'LICENSE', 'CHANGELOG.md', '.jsii', main, types])('the npm package has %s', (path) => {
  expect(paths).toContain(path);
});

test.each(bundledDependencies)('the npm package has %s, which it bundles', (name) => {
  expect(paths).toContain(`node_modules/${name}/package.json`);
});

test('the npm package has nothing else but compiled code, its types, the packed schemas and those for editors', () => {
  const documents = ['package.json', 'README.md', 'LICENSE', 'CHANGELOG.md', '.jsii'];
  const others = paths.filter((path) => bundled(path) === undefined && !documents.includes(path) && !/^lib\/(?:src|imports)\/.*\.(?:js|d\.ts)$/.test(path));
  expect(others.filter((path) => !/^lib\/imports\/schemas\/(?:minors|\d+\.\d+)\.json$/.test(path)).sort()).toEqual([
    'schemas/cluster-list.json', 'schemas/flux-instance.json',
  ]);
});

test('the npm package has every type that a public type is made of, and no other', () => {
  expect(paths.filter((path) => path.endsWith('.d.ts')).sort()).toEqual(listTypes(types).sort());
});

test('compiled code carries no source map', () => {
  const code = paths.filter((path) => path.startsWith('lib/') && path.endsWith('.js'));
  expect(code.length).toBeGreaterThan(0);
  expect(code.filter((path) => readFileSync(join(root, path), 'utf8').includes('sourceMappingURL'))).toEqual([]);
});

test('what nobody requires of the bundled packages is left out', () => {
  expect(paths.filter((path) => /\/(?:browser|bin)\/|README\.md$|\.umd\.js$/.test(path))).toEqual(['README.md']);
  expect(paths.filter((path) => bundled(path) !== undefined && /\.d\.[cm]?ts(?:\.map)?$/.test(path))).toEqual([]);
});

test('no type that is published imports a bundled package, whose types are left out', () => {
  const imports = listTypes(types).flatMap((file) => {
    const code = readFileSync(join(root, file), 'utf8').replace(/\/\*[\s\S]*?\*\//g, '');
    return [...code.matchAll(/(?:from |import\()['"]([^'"]+)['"]/g)].map(([, module]) => module);
  });
  expect(imports).toContain('constructs');
  expect(imports.filter((module) => bundledDependencies.includes(module))).toEqual([]);
});
