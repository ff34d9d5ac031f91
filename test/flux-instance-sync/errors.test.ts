import { mkdtempSync, readdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App, Chart, JsonPatch, Testing } from 'cdk8s';
import { Construct } from 'constructs';
import { FluxInstanceSync, Patches, RuntimeChecks, SyncKind, SyncProvider } from '../../src';
import { GIT, makeChart, makeSync, messageOf, warningsOf } from './make-sync';

beforeEach(() => {
  jest.spyOn(process.stderr, 'write').mockReturnValue(true);
});

afterEach(() => {
  jest.restoreAllMocks();
});

describe('errors', () => {
  test.each<[string, any, string[]]>([
    ['what the props lack', {}, [
      'cluster/sync: 4 problems',
      '  - kind: is required; write one of GitRepository, OCIRepository, Bucket [INPUT_REQUIRED]',
      '  - url: is required; write the address of the repository, registry or bucket endpoint [INPUT_REQUIRED]',
      '  - path: is required; write a path inside the source; ./ is its root [INPUT_REQUIRED]',
      '  - ref: is required; write a Git reference, an OCI tag or a bucket name [INPUT_REQUIRED]',
    ]],
    ['the prop behind a field of the CRD', { ...GIT, url: 'git@github.com:my-org/my-fleet.git' }, [
      'cluster/sync: 1 problem',
      '  - url (GitRepository spec.url): must match ^(http|https|ssh)://.*$, received "git@github.com:my-org/my-fleet.git"; write ssh://git@github.com/my-org/my-fleet.git [SCHEMA_PATTERN]',
    ]],
    ['one problem for a name that both objects have', { ...GIT, name: 'My Sync' }, [
      'cluster/sync: 1 problem',
      expect.stringMatching(/^ {2}- name \(GitRepository metadata\.name\): .*received "My Sync" \[META_NAME\]$/),
    ]],
    ['the patch that broke an object', {
      ...GIT,
      patches: [
        Patches.json6902({ kind: 'Kustomization' }, JsonPatch.add('/spec/wait', true)),
        Patches.json6902({ kind: 'Kustomization' }, JsonPatch.replace('/spec/prune', 'yes')),
      ],
    }, [
      'cluster/sync: 1 problem',
      expect.stringMatching(/^ {2}- patches\[1\] \(Kustomization spec\.prune\): must be .*received "yes".* \[SCHEMA_TYPE\]$/),
    ]],
    ['the option that asks for a later Flux', { ...GIT, fluxVersion: '2.5.x', gitRepository: { sparseCheckout: ['clusters/my-cluster'] } }, [
      'cluster/sync: 1 problem',
      '  - gitRepository.sparseCheckout (GitRepository spec.sparseCheckout): needs Flux 2.6 or later; fluxVersion resolved to v2.5.1, received ["clusters/my-cluster"] [FIELD_NOT_YET]',
    ]],
    ['what a controller would always fail on', { ...GIT, ref: 'main' }, [
      'cluster/sync: 1 problem',
      '  - ref (GitRepository spec.ref.name): must be a full ref name such as refs/heads/main, refs/tags/v1.0.0 or refs/pull/1/head, received "main"; write refs/heads/main for a branch, refs/tags/main for a tag [GIT_REF_NAME_UNQUALIFIED]',
    ]],
    ['a setting that is none', { ...GIT, runtimeChecks: 'on', unmatchedPatches: 'igonre', patchTargets: [1] }, [
      'cluster/sync: 3 problems',
      '  - unmatchedPatches: must be one of error, ignore, received "igonre"; did you mean ignore? [INPUT_ENUM]',
      '  - runtimeChecks: must be one of error, warn, off, received "on" [INPUT_ENUM]',
      '  - patchTargets: must be a list of constructs, received [1] [INPUT_TYPE]',
    ]],
  ])('name %s', (_, props, lines) => {
    expect(messageOf(() => new FluxInstanceSync(makeChart(), 'sync', props)).split('\n')).toEqual(lines);
  });

  test('point at the caller\'s own line', () => {
    const error = (() => {
      try {
        return new FluxInstanceSync(makeChart(), 'sync', { ...GIT, url: '' });
      } catch (thrown) {
        return thrown as Error;
      }
    })() as Error;
    expect(error.stack!.split('\n').find((line) => line.trim().startsWith('at '))).toContain('errors.test.ts');
  });

  test('leave no construct behind, so that the same id can be tried again', () => {
    const chart = makeChart();
    expect(messageOf(() => new FluxInstanceSync(chart, 'sync', { ...GIT, url: '' }))).toContain('INPUT_EMPTY');
    expect(chart.node.children).toEqual([]);
    expect(() => new FluxInstanceSync(chart, 'sync', GIT)).not.toThrow();
  });

  test('leave nothing written, though other syncs of the app are good', () => {
    const outdir = mkdtempSync(join(tmpdir(), 'sync-'));
    const run = () => {
      const app = new App({ outdir });
      new FluxInstanceSync(new Chart(app, 'good'), 'sync', GIT);
      new FluxInstanceSync(new Chart(app, 'bad'), 'sync', { ...GIT, ref: '' });
      app.synth();
    };
    expect(messageOf(run)).toContain('bad/sync: 1 problem');
    expect(readdirSync(outdir)).toEqual([]);
  });
});

describe('two syncs', () => {
  test('of one chart must not emit the same object', () => {
    const chart = makeChart();
    new FluxInstanceSync(chart, 'one', GIT);
    expect(messageOf(() => new FluxInstanceSync(new Construct(chart, 'group'), 'two', { ...GIT, kind: SyncKind.GIT_REPOSITORY })).split('\n')).toEqual([
      'cluster/group/two: 2 problems',
      '  - name: cluster/one and cluster/group/two both emit the GitRepository flux-system in namespace flux-system; give one of them another name or namespace, or a chart of its own [NAME_COLLISION]',
      '  - name: cluster/one and cluster/group/two both emit the Kustomization flux-system in namespace flux-system; give one of them another name or namespace, or a chart of its own [NAME_COLLISION]',
    ]);
  });

  test('of one chart may have different names or namespaces', () => {
    const chart = makeChart();
    new FluxInstanceSync(chart, 'one', GIT);
    new FluxInstanceSync(chart, 'two', { ...GIT, name: 'apps' });
    new FluxInstanceSync(chart, 'three', { ...GIT, namespace: 'gitops', name: 'apps' });
    expect(Testing.synth(chart)).toHaveLength(6);
  });

  test('of two charts stand for different clusters', () => {
    const app = new App();
    for (const name of ['a', 'b']) {
      new FluxInstanceSync(new Chart(app, name), 'sync', GIT);
    }
    expect(app.synthYaml().match(/kind: Kustomization\n/g)).toHaveLength(2);
  });

  test('may follow each other when the first was taken out of the tree', () => {
    const chart = makeChart();
    new FluxInstanceSync(chart, 'sync', GIT);
    chart.node.tryRemoveChild('sync');
    expect(() => new FluxInstanceSync(chart, 'sync', GIT)).not.toThrow();
  });
});

describe('warnings', () => {
  test('are listed, and written once to standard error at synth, with the construct path', () => {
    const chart = makeChart();
    const sync = new FluxInstanceSync(chart, 'sync', { ...GIT, gitRepository: { ignore: '# nothing' } });
    expect(sync.warnings).toEqual([{
      code: 'GIT_IGNORE_EMPTY', path: 'gitRepository.ignore (GitRepository spec.ignore)', message: expect.any(String), remedy: expect.any(String),
    }]);
    expect(jest.mocked(process.stderr).write.mock.calls).toEqual([]);
    Testing.synth(chart);
    Testing.synth(chart);
    expect(warningsOf(sync)).toEqual([expect.stringMatching(/^gitRepository\.ignore \(GitRepository spec\.ignore\): .*\[GIT_IGNORE_EMPTY\]$/)]);
    expect(jest.mocked(process.stderr).write.mock.calls).toEqual([[`cdk8s-flux-instance-sync: 1 warning\n  - cluster/sync: ${warningsOf(sync)[0]}\n`]]);
  });

  test('tell that a Flux version is newer than those that are known, which is used as it is', () => {
    const sync = makeSync({ fluxVersion: 'v2.8.99' });
    expect(warningsOf(sync)).toEqual(['fluxVersion: is newer than the newest release of its minor that this package knows; '
      + 'its CRDs are taken to be those of 2.8.x, received "v2.8.99" [VERSION_NEWER]']);
    expect(sync.source!.toJson().metadata.labels['app.kubernetes.io/version']).toBe('v2.8.99');
  });

  test('name the field that a remedy refers to as the input does', () => {
    const sync = makeSync({ url: 'https://dev.azure.com/my-org/my-project/_git/my-fleet', provider: SyncProvider.AZURE, pullSecret: 's' });
    expect(warningsOf(sync)).toEqual([expect.stringContaining('; remove pullSecret, or the provider [GIT_PROVIDER_IGNORES_SECRET]')]);
  });

  test('take in what would be an error, on request', () => {
    const sync = makeSync({ ref: 'main', runtimeChecks: RuntimeChecks.WARN });
    expect(warningsOf(sync)).toEqual([expect.stringContaining('[GIT_REF_NAME_UNQUALIFIED]')]);
  });

  test('stay out on request', () => {
    expect(warningsOf(makeSync({ ref: 'main', runtimeChecks: RuntimeChecks.OFF }))).toEqual([]);
  });
});
