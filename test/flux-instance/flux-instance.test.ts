import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ApiObject, App, Chart, Duration, JsonPatch, Size, Testing } from 'cdk8s';
import { FluxInstance, FluxInstanceSync, FluxSecret, GitVerificationMode, Patches, SecretValue, SyncKind } from '../../src';
import type { FluxInstanceProps, InstanceSync } from '../../src';
import { GIT, makeChart, messageOf } from '../flux-instance-sync/make-sync';

const SYNC: InstanceSync = { kind: SyncKind.GIT_REPOSITORY, url: 'https://github.com/my-org/my-fleet.git', ref: 'refs/heads/main', path: 'clusters/my-cluster' };

function emit(props?: FluxInstanceProps): any {
  return ApiObject.of(new FluxInstance(makeChart(), 'flux', props)).toJson();
}

function synthesize(props: FluxInstanceProps): string {
  const app = new App();
  new FluxInstance(new Chart(app, 'cluster'), 'flux', props);
  return app.synthYaml();
}

describe('a FluxInstance', () => {
  test('needs no props: Flux is installed, and syncs nothing', () => {
    expect(emit()).toEqual({
      apiVersion: 'fluxcd.controlplane.io/v1',
      kind: 'FluxInstance',
      metadata: { name: 'flux', namespace: 'flux-system' },
      spec: { distribution: { registry: 'ghcr.io/fluxcd', version: '2.x' } },
    });
  });

  test('writes typed options as one readable patch for each object, before those of the user', () => {
    expect(synthesize({
      sync: {
        ...SYNC,
        interval: Duration.minutes(5),
        gitRepository: { verify: { mode: GitVerificationMode.HEAD, secret: 'keys' }, ignore: '# all but\n/*\n!/clusters/my-cluster\n' },
        kustomization: { timeout: Duration.minutes(3), targetNamespace: 'yes', wait: true },
      },
      patches: [Patches.json6902({ kind: 'Kustomization' }, JsonPatch.add('/spec/force', true))],
    })).toBe(`apiVersion: fluxcd.controlplane.io/v1
kind: FluxInstance
metadata:
  name: flux
  namespace: flux-system
spec:
  distribution:
    registry: ghcr.io/fluxcd
    version: 2.x
  kustomize:
    patches:
      - patch: |
          - op: add
            path: /spec/verify
            value:
              mode: HEAD
              secretRef:
                name: keys
          - op: add
            value: |
              # all but
              /*
              !/clusters/my-cluster
            path: /spec/ignore
        target:
          kind: GitRepository
      - patch: |
          - op: add
            path: /spec/wait
            value: true
          - op: add
            path: /spec/timeout
            value: 3m0s
          - op: add
            path: /spec/targetNamespace
            value: "yes"
        target:
          kind: Kustomization
      - patch: '[{"op":"add","path":"/spec/force","value":true}]'
        target:
          kind: Kustomization
  sync:
    interval: 5m
    kind: GitRepository
    path: clusters/my-cluster
    ref: refs/heads/main
    url: https://github.com/my-org/my-fleet.git
`);
  });

  test.each<[string, Partial<InstanceSync>, string, string | undefined]>([
    ['a branch', { gitRepository: { ref: { branch: 'main' } } }, 'refs/heads/main', 'branch: main'],
    ['a tag', { gitRepository: { ref: { tag: 'v1.0' } } }, 'refs/tags/v1.0', 'tag: v1.0'],
    ['a name, which needs no patch', { gitRepository: { ref: { name: 'refs/pull/1/head' } } }, 'refs/pull/1/head', undefined],
    ['a range', { gitRepository: { ref: { semver: '>=1.0' } } }, 'set-by-patch', 'semver: ">=1.0"'],
    ['a branch beside other options', { gitRepository: { ref: { branch: 'main' }, verify: { mode: GitVerificationMode.HEAD, secret: 'keys' }, ignore: 'x' } }, 'refs/heads/main', 'branch: main'],
    ['a branch and a commit', { gitRepository: { ref: { branch: 'main', commit: 'a'.repeat(40) } } }, 'set-by-patch', `commit: ${'a'.repeat(40)}`],
    ['an OCI tag, which needs no patch', { kind: SyncKind.OCI_REPOSITORY, url: 'oci://ghcr.io/a/b', ociRepository: { ref: { tag: 'v1' } } }, 'v1', undefined],
    ['an OCI tag that is read as a number', { kind: SyncKind.OCI_REPOSITORY, url: 'oci://ghcr.io/a/b', ociRepository: { ref: { tag: '1.10' } } },
      'set-by-patch', 'tag: "1.10"'],
  ])('fills the ref, which the API requires, from %s', (_, sync, ref, patch) => {
    const { spec } = emit({ sync: { ...SYNC, ref: undefined, ...sync } });
    expect(spec.sync.ref).toBe(ref);
    expect(spec.kustomize?.patches[0].patch).toEqual(patch === undefined ? undefined : expect.stringContaining(patch));
  });

  test('gives the same bytes for the same props', () => {
    const props = { sync: { ...SYNC, gitRepository: { recurseSubmodules: true } }, storage: { storageClass: 'fast', size: Size.gibibytes(10) } };
    expect(synthesize(props)).toBe(synthesize(props));
  });

  test('shows the objects of its sync as plain data', () => {
    const options = { gitRepository: { recurseSubmodules: true } };
    expect(new FluxInstance(makeChart(), 'flux', { sync: { ...SYNC, ...options } }).syncObjects).toEqual(FluxInstanceSync.manifests({ ...GIT, ...options }));
    expect(new FluxInstance(makeChart(), 'flux').syncObjects).toEqual([]);
  });

  test('has the labels of the chart, and its namespace', () => {
    const chart = makeChart({ namespace: 'gitops', labels: { team: 'a' } });
    const instance = new FluxInstance(chart, 'flux', { labels: { tier: 'b' } });
    expect(ApiObject.of(instance).toJson()).toMatchObject({ metadata: { namespace: 'gitops', labels: { team: 'a', tier: 'b' } } });
    expect([instance.namespace, instance.fluxVersion]).toEqual(['gitops', expect.stringMatching(/^2\./)]);
  });

  test('comes after the Secrets of its chart that its sync names', () => {
    const chart = makeChart();
    new FluxInstance(chart, 'flux', { sync: { ...SYNC, pullSecret: 'git' } });
    FluxSecret.gitBasicAuth(chart, 'git', { username: 'x', password: SecretValue.unsafePlainText('y'), allowPlainTextInOutput: true });
    expect(Testing.synth(chart).map(({ kind }) => kind)).toEqual(['Secret', 'FluxInstance']);
  });

  test('writes down what is acknowledged, for those who check the manifest later', () => {
    const reason = 'everything is\nwanted';
    const sync = { ...SYNC, gitRepository: { ignore: '# nothing' } };
    const { metadata } = emit({ sync, acknowledge: [{ code: 'GIT_IGNORE_EMPTY', reason }] });
    expect(metadata.annotations).toEqual({ 'cdk8s-flux-instance-sync/acknowledge': 'GIT_IGNORE_EMPTY: everything is wanted\n' });
    const chart = makeChart();
    const emitted = emit({ sync, acknowledge: [{ code: 'GIT_IGNORE_EMPTY', reason }] });
    expect(FluxInstance.fromYaml(chart, 'flux', JSON.stringify(emitted)).warnings).toEqual([]);
  });

  test('adds what is acknowledged to what its annotation says', () => {
    const name = 'cdk8s-flux-instance-sync/acknowledge';
    const { metadata } = emit({ sync: { ...SYNC, gitRepository: { ignore: '# nothing' } }, annotations: { [name]: 'OTHER: before\n\n', a: 'b' }, acknowledge: [{ code: 'GIT_IGNORE_EMPTY', reason: ' wanted ' }] });
    expect(metadata.annotations).toEqual({ [name]: 'OTHER: before\nGIT_IGNORE_EMPTY: wanted\n', a: 'b' });
  });

  test.each<[string, Duration]>([
    ['1m30s', Duration.seconds(90)],
    ['1h30m', Duration.minutes(90)],
    ['2h', Duration.hours(2)],
    ['500ms', Duration.millis(500)],
  ])('writes the interval %s without units that are zero', (written, interval) => {
    expect(emit({ sync: { ...SYNC, interval } }).spec.sync.interval).toBe(written);
  });

  test('does not write down what is acknowledged of a string that it sets right', () => {
    const acknowledge = [{ code: 'UNQUOTED_STRING', reason: 'the tag is a string' }];
    const { metadata, spec } = emit({ sync: { ...SYNC, kind: SyncKind.OCI_REPOSITORY, url: 'oci://ghcr.io/a/b', ref: '1.10' }, acknowledge });
    expect([metadata.annotations, spec.kustomize.patches.length]).toEqual([undefined, 1]);
  });

  test('patches the source first, also where a string of the Kustomization is set right', () => {
    const { spec } = emit({ sync: { ...SYNC, path: '5', gitRepository: { recurseSubmodules: true } } });
    expect(spec.kustomize.patches).toEqual([
      { target: { kind: 'GitRepository' }, patch: '- op: add\n  path: /spec/recurseSubmodules\n  value: true\n' },
      { target: { kind: 'Kustomization' }, patch: '- op: add\n  path: /spec/path\n  value: "5"\n' },
    ]);
  });

  test('sets a string right in the patch of the options for the same object', () => {
    const { spec } = emit({ sync: { ...SYNC, path: '5', kustomization: { wait: true } } });
    expect(spec.kustomize.patches).toEqual([
      { target: { kind: 'Kustomization' }, patch: '- op: add\n  path: /spec/path\n  value: "5"\n- op: add\n  path: /spec/wait\n  value: true\n' },
    ]);
  });

  test('has no warnings for what the operator does', () => {
    const chart = makeChart();
    const patches = [Patches.json6902({ kind: 'Deployment' }, JsonPatch.add('/spec/replicas', 2))];
    expect(new FluxInstance(chart, 'flux', { sync: SYNC, cluster: { multitenant: true }, patches }).warnings).toEqual([]);
  });
});

describe('what is wrong', () => {
  test('is named as it is written, options included', () => {
    const message = messageOf(() => emit({
      distribution: { version: '2.3.x' },
      cluster: { objectLevelWorkloadIdentity: true },
      sync: { ...SYNC, gitRepository: { sparseCheckouts: ['a'] } as never },
    }));
    expect(message).toContain('cluster.objectLevelWorkloadIdentity: needs Flux 2.6 or later; distribution.version resolved to v2.3.0');
    expect(message).toContain('sync.gitRepository.sparseCheckouts: is not a known field');
    expect(messageOf(() => emit({ distribution: { version: '2.3.x' }, sync: { ...SYNC, gitRepository: { sparseCheckout: ['a'] } } })))
      .toContain('sync.gitRepository.sparseCheckout (GitRepository spec.sparseCheckout): ');
    expect(messageOf(() => emit({ sync: { ...SYNC, ref: 'main' } }))).toContain('sync.ref (GitRepository spec.ref.name): ');
  });

  test.each<[string, FluxInstanceProps, string]>([
    ['a patch that selects nothing', { patches: [{ patch: '[]', target: { kind: 'Deploymen' } }] }, 'patches[0].target: selects nothing'],
    ['a handover', { handover: true }, 'handover: is for a sync without the operator'],
    ['a label', { labels: { 'a b': 'x' } }, 'labels: has a key that'],
    ['a label of what the operator makes', { commonMetadata: { labels: { a: '-' } } }, 'commonMetadata.labels: has a value for "a"'],
    ['an annotation', { annotations: { 'a b': 'x' } }, 'annotations: has a key that'],
    ['an annotation of what the operator makes', { commonMetadata: { annotations: { 'a b': 'x' } } }, 'commonMetadata.annotations: has a key that'],
    ['an interval that the API cannot hold', {
      sync: { ...SYNC, interval: Duration.millis(0.5) },
      patches: [Patches.json6902({ kind: 'GitRepository' }, JsonPatch.add('/spec/interval', '1m'))],
    }, 'sync.interval: must be a duration in h, m, s and ms, received "500µs" [INPUT_FORMAT]'],
    ['a string that the operator cannot read', { sync: { ...SYNC, path: './a: b' } }, 'sync.path: cannot be used with the operator'],
    ['a storage that shards need', { sharding: { shards: ['a'], storage: 'persistent' as never } }, 'storage: must be set when sharding.storage is persistent'],
  ])('%s is refused, and leaves nothing behind', (_, props, expected) => {
    const chart = makeChart();
    expect(messageOf(() => new FluxInstance(chart, 'flux', props))).toContain(expected);
    expect(chart.node.children).toEqual([]);
  });

  test('is a second FluxInstance in the same place', () => {
    const chart = makeChart();
    new FluxInstance(chart, 'one');
    expect(messageOf(() => new FluxInstance(chart, 'two'))).toContain('[NAME_COLLISION]');
  });
});

describe('a manifest', () => {
  const MANIFEST = {
    apiVersion: 'fluxcd.controlplane.io/v1',
    kind: 'FluxInstance',
    metadata: {
      name: 'flux',
      namespace: 'gitops',
      labels: { a: 'b' },
      annotations: { 'fluxcd.controlplane.io/reconcileEvery': '1h' },
      finalizers: ['fluxcd.controlplane.io/finalizer'],
    },
    spec: {
      distribution: { registry: 'ghcr.io/fluxcd', version: '2.x', artifact: 'oci://ghcr.io/x/y' },
      wait: true,
      cluster: { type: 'kubernetes', networkPolicy: true },
      sync: { kind: 'OCIRepository', url: 'oci://ghcr.io/a/b', ref: 'latest', path: './', interval: '60m' },
      kustomize: { patches: [{ target: { kind: 'OCIRepository' }, patch: '# cosign\n- op: add\n  path: /spec/insecure\n  value: true\n' }] },
    },
  };

  test('is emitted as it is', () => {
    expect(ApiObject.of(FluxInstance.fromYaml(makeChart(), 'flux', JSON.stringify(MANIFEST))).toJson()).toEqual(MANIFEST);
  });

  test('gets the labels of its chart, and its namespace where it has none', () => {
    const { metadata: { namespace, ...metadata }, ...rest } = MANIFEST;
    const chart = makeChart({ namespace: 'other', labels: { team: 'x', a: 'chart' } });
    expect(ApiObject.of(FluxInstance.fromYaml(chart, 'flux', JSON.stringify({ ...rest, metadata }))).toJson())
      .toEqual({ ...MANIFEST, metadata: { ...metadata, namespace: 'other', labels: { team: 'x', a: 'b' } } });
    expect(ApiObject.of(FluxInstance.fromYaml(chart, 'other', JSON.stringify(MANIFEST))).toJson().metadata.namespace).toBe('gitops');
  });

  test('is checked as one is that a sync is made of', () => {
    const spec = { ...MANIFEST.spec, sync: { ...MANIFEST.spec.sync, provider: 'github' } };
    const message = messageOf(() => FluxInstance.fromYaml(makeChart(), 'flux', JSON.stringify({ ...MANIFEST, spec })));
    expect(message).toContain('spec.sync.provider: github is for GitRepository only');
    expect(messageOf(() => FluxInstance.fromYaml(makeChart(), 'flux', JSON.stringify(MANIFEST), { patchTargets: [] }))).toContain(
      'options.patchTargets: cannot be patched here');
  });

  test('gets a patch in front of its own where the operator would misread a string', () => {
    const spec = { ...MANIFEST.spec, sync: { ...MANIFEST.spec.sync, ref: '1.10' } };
    const instance = FluxInstance.fromYaml(makeChart(), 'flux', JSON.stringify({ ...MANIFEST, spec }));
    const patch = { target: { kind: 'OCIRepository' }, patch: '- op: add\n  path: /spec/ref\n  value:\n    tag: "1.10"\n' };
    const kustomize = { patches: [patch, ...MANIFEST.spec.kustomize.patches] };
    expect(ApiObject.of(instance).toJson()).toEqual({ ...MANIFEST, spec: { ...spec, kustomize } });
    expect(instance.warnings.map(({ code, path }) => [code, path])).toEqual([['UNQUOTED_STRING', 'spec.sync.ref']]);
  });

  test('is left alone where its own patch sets such a string right', () => {
    const patches = [{ target: { kind: 'OCIRepository' }, patch: '- {op: add, path: /spec/ref, value: {tag: "1.10"}}' }];
    const spec = { ...MANIFEST.spec, sync: { ...MANIFEST.spec.sync, ref: '1.10' }, kustomize: { patches } };
    const instance = FluxInstance.fromYaml(makeChart(), 'flux', JSON.stringify({ ...MANIFEST, spec }));
    expect([ApiObject.of(instance).toJson(), instance.warnings]).toEqual([{ ...MANIFEST, spec }, []]);
  });

  test('is read from a file', () => {
    const path = join(mkdtempSync(join(tmpdir(), 'instance-')), 'flux.yaml');
    expect(messageOf(() => FluxInstance.fromFile(makeChart(), 'flux', path))).toContain('path: cannot be read: it does not exist (ENOENT)');
    writeFileSync(path, JSON.stringify(MANIFEST));
    expect(ApiObject.of(FluxInstance.fromFile(makeChart(), 'flux', path)).toJson()).toEqual(MANIFEST);
  });
});
