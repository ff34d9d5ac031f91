import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { readManifest } from '../languages/harness/read-manifest';

const root = resolve(__dirname, '../..');
const { version, devDependencies, jsii: { targets: { python, go, java } } } = readManifest();
// The starter, which is a project to begin with and has no manifests, is written in TypeScript only.
const examples = readdirSync(join(root, 'examples')).filter((name) => existsSync(join(root, 'examples', name, 'manifests')));
/** The programs of the language tests have dependencies like those of the examples. */
const folders = [...examples.map((name) => `examples/${name}`), 'test/languages/errors'];

function read(path: string): string {
  return readFileSync(join(root, path), 'utf8');
}

function withFile(file: string): string[] {
  return folders.map((folder) => `${folder}/${file}`).filter((path) => existsSync(join(root, path)));
}

test.each(examples)('the example %s has twins in Python and Go', (name) => {
  expect(readdirSync(join(root, 'examples', name))).toEqual(expect.arrayContaining(['go', 'manifests', 'python']));
});

test('three examples have a twin in Java', () => {
  expect(withFile('java/pom.xml').length).toBeGreaterThanOrEqual(3);
});

test.each([...examples, 'starter'])('the package.json of %s names this version and what it is tested with', (name) => {
  const { dependencies, devDependencies: tools } = JSON.parse(read(`examples/${name}/package.json`)) as Record<string, Record<string, string>>;
  expect(dependencies).toEqual({ 'cdk8s': devDependencies.cdk8s, 'cdk8s-flux-instance-sync': version, 'constructs': devDependencies.constructs });
  expect(tools).toMatchObject({ 'cdk8s-cli': devDependencies['cdk8s-cli'], 'ts-node': devDependencies['ts-node'], 'typescript': devDependencies.typescript });
});

test.each(withFile('python/requirements.txt'))('%s names this version and the cdk8s that it is tested with', (path) => {
  expect(read(path)).toBe(`cdk8s==${devDependencies.cdk8s}\n${python.distName}==${version}\n`);
});

test.each(withFile('go/go.mod'))('%s names this version and the cdk8s that it is tested with', (path) => {
  expect(read(path)).toContain(`\t${go.moduleName}/${go.packageName} v${version}\n`);
  expect(read(path)).toContain(`/cdk8s/v2 v${devDependencies.cdk8s}\n`);
  expect(read(path)).not.toContain('replace');
});

test.each(withFile('java/pom.xml'))('%s names this version and the cdk8s that it is tested with', (path) => {
  expect(listDependencies(read(path))).toEqual([
    `${java.maven.groupId}:${java.maven.artifactId}:${version}`,
    `org.cdk8s:cdk8s:${devDependencies.cdk8s}`,
    `software.constructs:constructs:${devDependencies.constructs}`,
  ]);
});

function listDependencies(pom: string): string[] {
  const pattern = /<dependency>\s*<groupId>(.*)<\/groupId>\s*<artifactId>(.*)<\/artifactId>\s*<version>(.*)<\/version>/g;
  return [...pom.matchAll(pattern)].map(([, ...parts]) => parts.join(':'));
}
