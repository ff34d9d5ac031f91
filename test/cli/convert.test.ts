import { parse } from 'yaml';
import { GOTK_SYNC, inFolder, INSTANCE, RELEASE, run } from './terminal';

const PATCHED = `${INSTANCE}  kustomize:
    patches:
      - target: {kind: GitRepository}
        patch: |
          - {op: add, path: /spec/sparseCheckout, value: [clusters/eu]}
          - {op: add, path: /metadata/annotations, value: {team: it's ours}}
          - {op: replace, path: /spec/interval, value: 5m0s}
      - target: {kind: Kustomization}
        patch: |
          apiVersion: kustomize.toolkit.fluxcd.io/v1
          kind: Kustomization
          metadata: {name: any}
          spec:
            timeout: 5m0s
            retryInterval: 120s
            decryption: {provider: sops, secretRef: {name: sops-age}}
      - target: {kind: Deployment}
        patch: '[{"op": "add", "path": "/spec/template/spec/nodeSelector", "value": {}}]'
`;

function convert(text: string, to: string): string {
  const { code, stdout } = run(['convert', '-', '--to', to], text);
  expect(code).toBe(0);
  return stdout;
}

describe('a program says with typed options what patches say', () => {
  test('and keeps as patches what options cannot say exactly', () => {
    expect(convert(PATCHED, 'typescript')).toBe(`import { App, Chart, Duration } from 'cdk8s';
import { DecryptionProvider, FluxInstanceSync, SyncKind } from 'cdk8s-flux-instance-sync';

const app = new App();

new FluxInstanceSync(new Chart(app, 'flux'), 'sync', {
  kind: SyncKind.GIT_REPOSITORY,
  url: 'https://github.com/acme/fleet.git',
  ref: 'refs/heads/main',
  path: 'clusters/eu',
  fluxVersion: '2.9.4',
  gitRepository: {
    sparseCheckout: [
      'clusters/eu',
    ],
  },
  interval: Duration.minutes(5),
  kustomization: {
    timeout: Duration.minutes(5),
    decryption: {
      provider: DecryptionProvider.SOPS,
      secret: 'sops-age',
    },
  },
  patches: [
    {
      patch: [
        '- op: add',
        '  path: /metadata/annotations',
        '  value:',
        '    team: "it\\'s ours"',
        '',
      ].join('\\n'),
      target: {
        kind: 'GitRepository',
      },
    },
    {
      patch: [
        'apiVersion: kustomize.toolkit.fluxcd.io/v1',
        'kind: Kustomization',
        'metadata:',
        '  name: any',
        'spec:',
        '  retryInterval: 120s',
        '',
      ].join('\\n'),
      target: {
        kind: 'Kustomization',
      },
    },
    {
      patch: '[{"op": "add", "path": "/spec/template/spec/nodeSelector", "value": {}}]',
      target: {
        kind: 'Deployment',
      },
    },
  ],
});

app.synth();
`);
  });

  test('in Python', () => {
    const program = convert(PATCHED, 'python');
    expect(program).toContain('from cdk8s import App, Chart, Duration\nfrom cdk8s_flux_instance_sync import (\n    Decryption,\n    DecryptionProvider,\n');
    expect(program).toContain('    git_repository=GitRepositoryOptions(\n        sparse_checkout=[\n            "clusters/eu",\n        ],\n    ),\n');
    expect(program).toContain('        timeout=Duration.minutes(5),\n');
    expect(program).toContain('"    team: \\"it\'s ours\\"\\n"\n');
  });

  test('in Go', () => {
    const program = convert(PATCHED, 'go');
    expect(program).toContain('		Kind:        fluxinstancesync.SyncKind_GIT_REPOSITORY,\n		Url:         jsii.String(');
    expect(program).toContain('			SparseCheckout: &[]*string{\n				jsii.String("clusters/eu"),\n			},\n');
    expect(program).toContain('			Timeout: cdk8s.Duration_Minutes(jsii.Number(5)),\n');
  });

  test('in Java', () => {
    const program = convert(PATCHED, 'java');
    expect(program).toContain('import org.cdk8s.Duration;\n');
    expect(program).toContain('            .kind(SyncKind.GIT_REPOSITORY)\n');
    expect(program).toContain('                .sparseCheckout(List.of(\n                    "clusters/eu")).build())\n');
  });

  test('and is told what the operator did beside the sync', () => {
    const { stderr } = run(['convert', '-', '--to', 'go'], PATCHED);
    expect(stderr).toBe('stdin: 1 patch is for Flux\'s controllers, which the program does not make: apply it where Flux is installed\n');
  });
});

describe('gotk-sync.yaml', () => {
  test('becomes a FluxInstance for the same source and path, with a warning about the way there', () => {
    const { code, stdout, stderr } = run(['convert', '-'], GOTK_SYNC);
    expect([code, parse(stdout)]).toEqual([0, {
      apiVersion: 'fluxcd.controlplane.io/v1',
      kind: 'FluxInstance',
      metadata: { name: 'flux', namespace: 'flux-system' },
      spec: {
        distribution: { version: '2.x', registry: 'ghcr.io/fluxcd' },
        sync: {
          kind: 'GitRepository',
          url: 'ssh://git@github.com/acme/fleet',
          ref: 'refs/heads/main',
          path: './clusters/eu',
          interval: '1m0s',
          pullSecret: 'flux-system',
        },
      },
    }]);
    expect(stderr).toContain('docs/migrating.md');
  });

  test('becomes a program with typed options for what it says beyond', () => {
    const more = GOTK_SYNC.replace('branch: main', 'semver: ">=1.0.0"').replace('  prune: true', '  prune: true\n  wait: true\n  timeout: 3m0s');
    const program = convert(more, 'typescript');
    expect(program).toContain('  gitRepository: {\n    ref: {\n      semver: \'>=1.0.0\',\n    },\n  },\n  kustomization: {\n    wait: true,\n    timeout: Duration.minutes(3),\n  },\n});');
    expect(program).not.toContain('patches');
  });

  test('gives the objects that it had, but for the ref, which has its full name', () => {
    const more = GOTK_SYNC.replace('  prune: true', '  prune: false\n  wait: true\n  targetNamespace: apps');
    const built = run(['build', '-'], run(['convert', '-'], more).stdout).stdout.split('---\n').map((text) => parse(text).spec);
    const given = more.split('---\n').slice(1).map((text) => parse(text).spec);
    expect(built).toEqual([{ ...given[0], ref: { name: 'refs/heads/main' } }, given[1]]);
  });
});

describe('values of the chart', () => {
  test('become a FluxInstance with what the chart would write, and quotes where it has none', () => {
    const { code, stdout } = run(['convert', '-'], RELEASE.replace('latest', '"1.10"'));
    expect([code, parse(stdout).spec]).toEqual([0, {
      distribution: { version: '2.x', registry: 'ghcr.io/fluxcd', artifact: 'oci://ghcr.io/controlplaneio-fluxcd/flux-operator-manifests:latest' },
      components: ['source-controller', 'kustomize-controller', 'helm-controller', 'notification-controller'],
      cluster: { type: 'kubernetes', domain: 'cluster.local', networkPolicy: true, multitenant: false, tenantDefaultServiceAccount: 'default' },
      sync: { interval: '1m', kind: 'OCIRepository', url: 'oci://ghcr.io/acme/fleet', ref: '1.10', path: './' },
    }]);
  });
});

test('all instances of a folder become one program, each with a chart of its own', () => {
  inFolder({ 'clusters/eu.yaml': INSTANCE, 'clusters/us/flux.yaml': `${INSTANCE}---\n${INSTANCE}` }, () => {
    const { stdout } = run(['convert', 'clusters', '--to', 'typescript']);
    expect([...stdout.matchAll(/new Chart\(app, '([^']+)'\)/g)].map(([, id]) => id)).toEqual(['clusters-eu', 'clusters-us-flux', 'clusters-us-flux-2']);
  });
});

test('several instances have a method each in Java, and chart ids of their own, whatever the files are called', () => {
  inFolder({ 'a.yaml': `${INSTANCE}---\n${INSTANCE}`, 'a-2.yaml': INSTANCE }, () => {
    const { stdout } = run(['convert', '.', '--to', 'java']);
    expect(stdout).toContain('        addSync1(app);\n        addSync2(app);\n        addSync3(app);\n\n        app.synth();\n    }\n\n    private static void addSync1(App app) {\n');
    expect([...stdout.matchAll(/new Chart\(app, "([^"]+)"\)/g)].map(([, id]) => id)).toEqual(['a-2', 'a', 'a-3']);
  });
});

test('an instance with errors is not converted', () => {
  expect(run(['convert', '-', '--to', 'go'], INSTANCE.replace('https', 'htps'))).toMatchObject({ code: 1, stdout: '', stderr: expect.stringMatching(/^stdin:12:10: error/) });
});

test('the namespace and the name are kept', () => {
  const text = INSTANCE.replace('namespace: flux-system', 'namespace: gitops').replace('    path:', '    name: cluster\n    path:');
  expect(convert(text, 'typescript')).toContain('  name: \'cluster\',\n  namespace: \'gitops\',\n');
});
