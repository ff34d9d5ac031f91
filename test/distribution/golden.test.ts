import { existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { KubeObject } from '../../src/util';
import { exportManifests } from './export-manifests';
import { hashSpec, readCases, SHARED } from './golden-cases';
import type { Case } from './golden-cases';
import { readInstance } from './read-instance';
import { ARTIFACT, find, render } from './render';

function renderCase({ instance, fluxVersion }: Case, path?: string): KubeObject[] {
  const { objects, problems } = render(readInstance(instance, fluxVersion), path);
  expect(problems).toEqual([]);
  return objects.map(hashSpec);
}

describe.each(readdirSync(__dirname).filter((name) => name.endsWith('.jsonl')))('%s', (name) => {
  test.each(readCases(join(__dirname, name)).map((each) => [each.id, each] as const))('%s gives the objects that the operator applies', (_, each) => {
    expect(renderCase(each)).toEqual(each.objects);
  });
});

test('the copy of source-watcher for a shard has an address and a Service of its own', () => {
  const rendering = render({ components: ['source-controller', 'source-watcher'], sharding: { shards: ['a'] } });
  for (const name of ['source-watcher', 'source-watcher-a']) {
    const args = expect.arrayContaining([`--storage-adv-addr=${name}.$(RUNTIME_NAMESPACE).svc.cluster.local.`]) as unknown;
    expect(find(rendering, 'Deployment', name)).toMatchObject({ spec: { template: { spec: { containers: [{ args }] } } } });
    expect(find(rendering, 'Service', name)).toMatchObject({ spec: { selector: { app: name } } });
  }
});

describe('from the output of flux install --export', () => {
  let folder = '';
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'manifests-'));
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  const cases = readCases(join(__dirname, 'distribution.small.jsonl'));
  test.each(cases.map((each) => [each.id, each] as const))('%s gives the same objects, only without digests', (_, each) => {
    const namespace = each.instance.metadata.namespace ?? 'flux-system';
    const controllers = ['source', 'kustomize', 'helm', 'notification', 'image-reflector', 'image-automation'].map((name) => `${name}-controller`);
    const all = each.fluxVersion === 'v2.9.4' ? [...controllers, 'source-watcher'] : controllers;
    const file = join(folder, `${each.fluxVersion}-${namespace}.yaml`);
    if (!existsSync(file)) {
      writeFileSync(file, exportManifests({ folder: ARTIFACT, release: each.fluxVersion, namespace, controllers: all }));
    }
    const objects = JSON.parse(JSON.stringify(each.objects).replace(/@sha256:[0-9a-f]{64}/g, '')) as KubeObject[];
    expect(renderCase(each, file)).toEqual(objects);
  });
});

const LARGE = ['golden/distribution.dev.jsonl', 'artifact'].map((path) => join(SHARED, path));

if (LARGE.every((path) => existsSync(path))) {
  describe('distribution.dev.jsonl, with the CRDs as Flux ships them', () => {
    test.each(readCases(LARGE[0]).map((each) => [each.id, each] as const))('%s gives the objects that the operator applies', (_, each) => {
      expect(renderCase(each, LARGE[1])).toEqual(each.objects);
    });
  });
} else {
  test.skip('the cases with the CRDs as Flux ships them need ../shared/artifact, which only the maintainers have', () => undefined);
}
