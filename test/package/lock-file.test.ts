import { readFileSync } from 'node:fs';
import { join } from 'node:path';

interface Lock {
  readonly packages: Readonly<Record<string, { readonly inBundle?: boolean; readonly link?: boolean; readonly integrity?: string }>>;
}

const lock = readFileSync(join(__dirname, '../../package-lock.json'), 'utf8');

test('the lock file names no registry: everybody installs from their own', () => {
  expect(lock).not.toContain('"resolved"');
  // What is left are the links to donate that some packages carry.
  const hosts = [...lock.matchAll(/"(?!url|type)[^"]*": "https?:\/\/([^/"]+)/g)].map(([, host]) => host);
  expect(hosts).toEqual([]);
});

test('every package of the lock file is checked by its hash', () => {
  const packages = Object.entries((JSON.parse(lock) as Lock).packages).filter(([path, { inBundle, link }]) => path !== '' && !inBundle && !link);
  expect(packages.filter(([, { integrity }]) => integrity === undefined).map(([path]) => path)).toEqual([]);
});
