import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { listPackedFiles } from '../../projenrc/stage-package';

const root = resolve(__dirname, '../..');
const { main, types, bundledDependencies } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as {
  main: string;
  types: string;
  bundledDependencies: string[];
};
const paths = listPackedFiles();

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

test('compiled code carries no source map', () => {
  const code = paths.filter((path) => path.startsWith('lib/') && path.endsWith('.js'));
  expect(code.length).toBeGreaterThan(0);
  expect(code.filter((path) => readFileSync(join(root, path), 'utf8').includes('sourceMappingURL'))).toEqual([]);
});

test('what nobody requires of the bundled packages is left out', () => {
  expect(paths.filter((path) => /\/(?:browser|bin)\/|README\.md$|\.umd\.js$/.test(path))).toEqual(['README.md']);
  expect(paths.filter((path) => bundled(path) !== undefined && /\.d\.[cm]?ts(?:\.map)?$/.test(path))).toEqual([]);
});
