import { Testing } from 'cdk8s';
import { Cluster } from './cluster';

test('the manifests of a cluster are as reviewed', () => {
  expect(Testing.synth(new Cluster(Testing.app(), 'staging', { branch: 'main' }))).toMatchSnapshot();
});

test('a cluster follows its branch and its folder', () => {
  const [source, kustomization] = Testing.synth(new Cluster(Testing.app(), 'production', { branch: 'production' }));
  expect(source.spec.ref).toEqual({ name: 'refs/heads/production' });
  expect(kustomization.spec.path).toBe('clusters/production');
});

test('nothing about a cluster is worth a warning', () => {
  expect(new Cluster(Testing.app(), 'staging', { branch: 'main' }).sync.warnings).toEqual([]);
});
