import { describeSetting, FLUX_INSTANCE_PROPS, readInstanceProps, readManifest, readProps } from '../../src/instance';
import { renderSync } from '../../src/operator';
import { OPTION_STRUCTS } from '../../src/options';

const GIT = { kind: 'GitRepository', url: 'https://github.com/acme/fleet.git', ref: 'refs/heads/main', path: './' };
const OCI = { kind: 'OCIRepository', url: 'oci://ghcr.io/acme/fleet', ref: 'latest', path: './' };
const BUCKET = { kind: 'Bucket', url: 'minio.example.com', ref: 'fleet', path: './' };
const SYNCS: Readonly<Record<string, object>> = { GitRepository: GIT, OCIRepository: OCI, Bucket: BUCKET };

function readSync(sync: object, spec: object = {}) {
  return readManifest(JSON.stringify({
    apiVersion: 'fluxcd.controlplane.io/v1',
    kind: 'FluxInstance',
    metadata: { name: 'flux', namespace: 'flux-system' },
    spec: { distribution: { version: '2.x', registry: 'ghcr.io/fluxcd' }, sync, ...spec },
  }), undefined);
}

function remediesOf({ sink }: Pick<ReturnType<typeof readProps>, 'sink'>) {
  return Object.fromEntries(sink.problems.map(({ path, remedy }) => [path, remedy]));
}

test.each<[object, Record<string, string>]>([
  [{ ...GIT, prune: false }, { prune: 'write it as kustomization.prune' }],
  [{ ...GIT, timeout: 'PT1M' }, { timeout: 'write it as gitRepository.timeout or kustomization.timeout' }],
  [{ ...GIT, ignore: '*.md' }, { ignore: 'write it as gitRepository.ignore' }],
  [{ ...GIT, proxySecretRef: { name: 'proxy' } }, { proxySecretRef: 'write it as gitRepository.proxySecret' }],
  [{ ...OCI, certSecretRef: { name: 'ca' } }, { certSecretRef: 'write it as ociRepository.certSecret' }],
  [{ ...OCI, secretRef: { name: 'auth' } }, { secretRef: 'write the name of the Secret as pullSecret' }],
  [{ ...GIT, substitute: { a: 'b' } }, { substitute: 'write it as kustomization.postBuild.substitute' }],
  [{ ...GIT, sourceRef: { name: 'x' } }, { sourceRef: 'leave it out: the Kustomization reads from the source of this sync' }],
  [{ ...BUCKET, bucketName: 'b', endpoint: 'c' }, { bucketName: 'write it as ref', endpoint: 'write it as url' }],
  [{ ...GIT, version: '2.x', labels: {} }, { version: 'write it as fluxVersion', labels: 'write it as commonMetadata.labels' }],
  [{ ...GIT, gitRepository: { prune: true } }, { 'gitRepository.prune': 'write it as kustomization.prune' }],
  [{ ...GIT, gitRepository: { secretRef: { name: 'a' }, url: 'x' } }, {
    'gitRepository.secretRef': 'write the name of the Secret as pullSecret', 'gitRepository.url': 'write it as url',
  }],
  [{ ...GIT, kustomization: { path: 'x', verify: {} } }, {
    'kustomization.path': 'write it as path', 'kustomization.verify': 'write it as gitRepository.verify or ociRepository.verify',
  }],
  [{ ...GIT, ref: { branch: 'main' } }, { ref: 'write refs/heads/main as ref' }],
  [{ ...GIT, ref: { tag: 'v1' } }, { ref: 'write refs/tags/v1 as ref' }],
  [{ ...GIT, ref: { name: 'refs/pull/1/head' } }, { ref: 'write refs/pull/1/head as ref' }],
  [{ ...GIT, ref: { semver: '1.x' } }, { ref: 'set gitRepository.ref.semver' }],
  [{ ...GIT, ref: { branch: 'main', commit: 'a'.repeat(40) } }, { ref: 'write it as gitRepository.ref' }],
  [{ ...OCI, ref: { tag: 'v1' } }, { ref: 'write v1 as ref' }],
  [{ ...OCI, ref: { digest: 'sha256:0' } }, { ref: 'set ociRepository.ref.digest' }],
  [{ ...GIT, distribution: {}, cluster: {}, kustomize: {}, annotations: {}, metadata: {}, spec: {}, sync: {} }, {
    distribution: 'write its version as fluxVersion',
    cluster: 'write its multitenant as multitenant',
    kustomize: 'write its patches as patches',
    annotations: 'write it as commonMetadata.annotations',
    metadata: 'write its namespace as namespace',
    spec: 'write its members in place of it',
    sync: 'write its members in place of it',
  }],
  [{ ...GIT, gitRepository: { kind: 'x', interval: 'PT1M', provider: 'x', name: 'refs/heads/main', namespace: 'x', pullSecret: 'x', semver: '1.x', branch: 'dev' } }, {
    'gitRepository.kind': 'write it as kind',
    'gitRepository.interval': 'write it as interval',
    'gitRepository.provider': 'write it as provider',
    'gitRepository.name': 'write it as name',
    'gitRepository.namespace': 'write it as namespace',
    'gitRepository.pullSecret': 'write it as pullSecret',
    'gitRepository.semver': 'set gitRepository.ref.semver',
    'gitRepository.branch': 'write refs/heads/dev as ref',
  }],
  [{ ...OCI, ociRepository: { digest: 'sha256:0', tag: 'v1' } }, { 'ociRepository.digest': 'set ociRepository.ref.digest', 'ociRepository.tag': 'write v1 as ref' }],
  [{ ...GIT, branch: 'main', tag: 'refs/tags/v1' }, { branch: 'write refs/heads/main as ref', tag: 'write refs/tags/v1 as ref' }],
  // What cannot be a ref as it is stays in the option.
  [{ ...GIT, branch: 'a b' }, { branch: 'write it as gitRepository.ref.branch' }],
  [{ ...GIT, branch: 'a\n' }, { branch: 'write it as gitRepository.ref.branch' }],
  [{ ...GIT, branch: 5 }, { branch: 'write it as gitRepository.ref.branch' }],
])('a prop in the wrong place is told where it belongs: %j', (props, remedies) => {
  expect(remediesOf(readProps(props, undefined))).toEqual(remedies);
});

test.each<[object, Record<string, string | undefined>]>([
  [{ ...GIT }, { kind: 'write it as sync.kind', url: 'write it as sync.url', ref: 'write it as sync.ref', path: 'write it as sync.path' }],
  [{ version: '2.9.x', multitenant: true, prune: false }, {
    version: 'write it as distribution.version', multitenant: 'write it as cluster.multitenant', prune: 'write it as sync.kustomization.prune',
  }],
  [{ size: 'small', nothing: 1 }, { size: 'write it as cluster.size or storage.size', nothing: undefined }],
  [{ sync: { ...GIT, prune: false, namespace: 'x' } }, { 'sync.prune': 'write it as sync.kustomization.prune', 'sync.namespace': 'write it as namespace' }],
  [{ sync: { ...GIT, gitRepository: { url: 'x' } } }, { 'sync.gitRepository.url': 'write it as sync.url' }],
])('a prop of a whole instance in the wrong place is told where it belongs: %j', (props, remedies) => {
  expect(remediesOf(readInstanceProps(FLUX_INSTANCE_PROPS, props, undefined))).toEqual(remedies);
});

test.each<[object, Record<string, string>]>([
  [{ ...GIT, pullSecret: { name: 'auth' } }, { pullSecret: 'write the name of the Secret, or leave it out' }],
  [{ ...GIT, gitRepository: { proxySecret: { name: 'proxy' } } }, { 'gitRepository.proxySecret': 'write the name of the Secret' }],
  [{ ...GIT, kustomization: { decryption: { secret: { name: 'age' } } } }, { 'kustomization.decryption.secret': 'write the name of the Secret' }],
  [{ ...GIT, patches: [{ patch: [{ op: 'test' }] }] }, { 'patches[0].patch': 'write the operations, or the object, as a string of YAML' }],
])('an object where a string must be is told what to write: %j', (props, remedies) => {
  expect(remediesOf(readProps(props, undefined))).toEqual(remedies);
});

const patch = (kind: string, field: string, value: string) => (
  `add {target: {kind: ${kind}}, patch: '- {op: add, path: /spec/${field}, value: ${value}}'} to spec.kustomize.patches`
);

test.each<[string, object, object, Record<string, string>]>([
  ['of the Kustomization', { ...GIT, prune: false }, {}, { 'spec.sync.prune': patch('Kustomization', 'prune', 'false') }],
  ['of both objects', { ...GIT, timeout: '5m' }, {}, { 'spec.sync.timeout': `${patch('GitRepository', 'timeout', '5m')}, or the same for the kind Kustomization` }],
  ['that the FluxInstance has, too', { ...GIT, wait: true }, {}, { 'spec.sync.wait': `write it as spec.wait, or ${patch('Kustomization', 'wait', 'true')}` }],
  ['with the name of an option', { ...OCI, certSecret: 'ca' }, {}, { 'spec.sync.certSecret': patch('OCIRepository', 'certSecretRef', '{name: …}') }],
  ['whose value may be a secret', { ...GIT, postBuild: { substitute: { token: 'hunter2' } } }, {}, { 'spec.sync.postBuild': patch('Kustomization', 'postBuild', '…') }],
  ['of the ref', { ...GIT, ref: { semver: '1.x' } }, {}, { 'spec.sync.ref': `write refs/heads/main as ref, and ${patch('GitRepository', 'ref', '{semver: …}')}` }],
  ['of the sync', GIT, { interval: '1m' }, { 'spec.interval': 'write it as spec.sync.interval' }],
  ['of kustomize', GIT, { patches: [] }, { 'spec.patches': 'write it as spec.kustomize.patches' }],
  ['of the distribution', GIT, { version: '2.x' }, { 'spec.version': 'write it as spec.distribution.version' }],
  ['of the cluster', GIT, { multitenant: true }, { 'spec.multitenant': 'write it as spec.cluster.multitenant' }],
  ['of the spec', GIT, { cluster: { components: [] } }, { 'spec.cluster.components': 'write it as spec.components' }],
  ['of the metadata', { ...GIT, namespace: 'x' }, {}, { 'spec.sync.namespace': 'write it as metadata.namespace' }],
  ['of an OCIRepository\'s ref', { ...OCI, ref: { semver: '1.x' } }, {}, { 'spec.sync.ref': `write latest as ref, and ${patch('OCIRepository', 'ref', '{semver: …}')}` }],
  ['with the name that the objects have', { ...GIT, secretRef: { name: 'a' }, endpoint: 'x' }, {}, {
    'spec.sync.secretRef': 'write the name of the Secret as pullSecret', 'spec.sync.endpoint': 'write it as url',
  }],
  ['that is an object', { ...OCI, certSecretRef: { name: 'ca' } }, {}, { 'spec.sync.certSecretRef': patch('OCIRepository', 'certSecretRef', '…') }],
  ['below another one', { ...GIT, substitute: { a: 'b' } }, {}, { 'spec.sync.substitute': patch('Kustomization', 'postBuild', '{substitute: …}') }],
  ['with one of a few values', { ...GIT, mode: 'HEAD', deletionPolicy: 'Orphan' }, {}, {
    'spec.sync.mode': patch('GitRepository', 'verify', '{mode: HEAD}'), 'spec.sync.deletionPolicy': patch('Kustomization', 'deletionPolicy', 'Orphan'),
  }],
  ['with a wrong value', { ...GIT, timeout: '5m 5m', prune: 'yes', deletionPolicy: 'a b' }, {}, {
    'spec.sync.timeout': `${patch('GitRepository', 'timeout', '…')}, or the same for the kind Kustomization`,
    'spec.sync.prune': patch('Kustomization', 'prune', '…'),
    'spec.sync.deletionPolicy': patch('Kustomization', 'deletionPolicy', '…'),
  }],
  ['with a value in front of a blank', { ...GIT, timeout: '5m ', deletionPolicy: ' Orphan' }, {}, {
    'spec.sync.timeout': `${patch('GitRepository', 'timeout', '…')}, or the same for the kind Kustomization`, 'spec.sync.deletionPolicy': patch('Kustomization', 'deletionPolicy', '…'),
  }],
  ['of the objects', GIT, { prune: false, ignore: '*.md' }, { 'spec.prune': patch('Kustomization', 'prune', 'false'), 'spec.ignore': patch('GitRepository', 'ignore', '…') }],
  ['of the common metadata', GIT, { labels: { a: 'b' } }, { 'spec.labels': 'write it as spec.commonMetadata.labels' }],
  ['that is a part of its own', { ...GIT, storage: { class: 'fast', size: '10Gi' } }, {}, { 'spec.sync.storage': 'write it as spec.storage' }],
  ['that is another part by its value', { ...GIT, storage: 'persistent' }, {}, { 'spec.sync.storage': 'write it as spec.sharding.storage' }],
  ['with a value for another one', GIT, { labels: 'x' }, { 'spec.labels': patch('Kustomization', 'commonMetadata', '{labels: …}') }],
  ['of the sharding', GIT, { key: 'x' }, { 'spec.key': 'write it as spec.sharding.key' }],
  ['with two places', GIT, { size: 'small' }, { 'spec.size': 'write it as spec.cluster.size or spec.storage.size' }],
])('a field %s in the wrong place of a manifest is told where it belongs', (_, sync, spec, remedies) => {
  expect(remediesOf(readSync(sync, spec))).toEqual(remedies);
});

test('names that no place has get no made-up place', () => {
  expect(remediesOf(readProps({ ...GIT, colour: 'red', gitRepository: { insecure: true } }, undefined))).toEqual({ 'colour': undefined, 'gitRepository.insecure': undefined });
  expect(remediesOf(readSync({ ...GIT, colour: 'red', gitImplementation: 'go-git' }, { colour: 'red' }))).toEqual({
    'spec.colour': undefined, 'spec.sync.colour': undefined, 'spec.sync.gitImplementation': undefined,
  });
});

test.each<[object, Record<string, undefined>]>([
  [{ ...OCI, branch: 'main' }, { branch: undefined }],
  [{ ...GIT, digest: 'sha256:0' }, { digest: undefined }],
  [{ ...BUCKET, tag: 'v1', bucket: { tag: 'v1', ref: { tag: 'v1' } } }, { 'tag': undefined, 'bucket.tag': undefined, 'bucket.ref': undefined }],
  [{ ...GIT, commonMetadata: { prune: true } }, { 'commonMetadata.prune': undefined }],
  [{ ...GIT, kustomization: { spec: {}, sync: {} } }, { 'kustomization.spec': undefined, 'kustomization.sync': undefined }],
])('a prop of another kind or part has no place: %j', (props, remedies) => {
  expect(remediesOf(readProps(props, undefined))).toEqual(remedies);
});

test('more than two places are not named', () => {
  expect(remediesOf(readProps({ url: 'https://github.com/acme/fleet.git', ignore: '*.md' }, undefined))).toMatchObject({ ignore: undefined });
});

test.each<[object, object, Record<string, undefined>]>([
  [{ ...OCI, branch: 'main' }, {}, { 'spec.sync.branch': undefined }],
  [GIT, { cluster: { prune: true, branch: 'main' } }, { 'spec.cluster.prune': undefined, 'spec.cluster.branch': undefined }],
  [GIT, { endpoint: 'x', sourceRef: {}, secretRef: { name: 'a' } }, { 'spec.endpoint': undefined, 'spec.sourceRef': undefined, 'spec.secretRef': undefined }],
  [GIT, { size: {}, class: [], shards: {} }, { 'spec.size': undefined, 'spec.class': undefined, 'spec.shards': undefined }],
])('a field of another kind or part of a manifest has no place: %j, %j', (sync, spec, remedies) => {
  expect(remediesOf(readSync(sync, spec))).toEqual(remedies);
});

test('no option sets what a plain prop does', () => {
  expect(describeSetting('props', 'GitRepository', 'spec.verify.mode')).toBe('set gitRepository.verify.mode');
  expect(describeSetting('props', 'GitRepository', 'spec.url')).toBeUndefined();
});

test('a typing mistake is told as one', () => {
  expect(remediesOf(readProps({ ...GIT, intervall: 1 }, undefined))).toEqual({ intervall: 'did you mean interval?' });
  expect(remediesOf(readSync({ ...GIT, pullSecrets: 'x' }))).toEqual({ 'spec.sync.pullSecrets': 'did you mean pullSecret?' });
});

const SWITCHES = OPTION_STRUCTS.flatMap(({ kind, struct }) => [...struct.fields]
  .filter(([, { shape }]) => shape.type === 'boolean').map(([name]) => [kind, name] as const));

test.each(SWITCHES)('whoever adds the patch that is told for %s %s gets the field', (kind, name) => {
  const sync = SYNCS[kind] ?? GIT;
  const [{ remedy = '' }] = readSync({ ...sync, [name]: true }).sink.problems;
  const [, target, text] = /\{target: \{kind: (\w+)\}, patch: '([^']*)'\}/.exec(remedy) ?? [];
  const patches = [{ target: { kind: target }, patch: text }];
  const rendered = renderSync(readSync(sync, { kustomize: { patches } }), { labels: {}, patchTargets: [] });
  expect(rendered.problems).toEqual([]);
  expect(rendered.objects.find((object) => object.kind === target)!.spec).toMatchObject({ [name]: true });
});
