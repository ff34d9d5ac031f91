import { join } from 'node:path';
import { App, Chart, JsonPatch } from 'cdk8s';
import { FluxInstance, Patches, SyncKind } from '../../src';
import type { InstanceSync } from '../../src';

const MANIFESTS = join(__dirname, '../distribution/fixtures/artifact-small');
const SYNC: InstanceSync = { kind: SyncKind.GIT_REPOSITORY, url: 'https://git.example.com/a.git', ref: 'refs/heads/main', path: './' };

function make(pointer: string, sync?: InstanceSync, kind = 'Deployment'): FluxInstance {
  const patches = [Patches.json6902({ kind }, JsonPatch.replace(pointer, 2))];
  return new FluxInstance(new Chart(new App(), 'cluster'), 'flux', { distribution: { version: '2.9.4' }, manifests: MANIFESTS, sync, patches });
}

describe.each<[string, InstanceSync | undefined]>([['with a sync', SYNC], ['without a sync', undefined]])('an instance %s tries patches for the controllers', (_, sync) => {
  test('one that applies to the real objects is accepted without a warning', () => {
    expect(make('/spec/replicas', sync).warnings).toEqual([]);
  });

  test('one that fails in the operator\'s build is an error at its place', () => {
    expect(() => make('/spec/nothing/x', sync)).toThrow('patches[0].ops[0]: cannot apply replace /spec/nothing/x to Deployment source-controller');
  });

  test('one that selects nothing is an error', () => {
    expect(() => make('/spec/replicas', sync, 'StatefulSet')).toThrow('[PATCH_NO_MATCH]');
  });
});
