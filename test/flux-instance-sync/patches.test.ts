import type { Chart } from 'cdk8s';
import { ApiObject, Duration, JsonPatch, Testing } from 'cdk8s';
import { Deployment } from 'cdk8s-plus-33';
import { FluxInstanceSync, Patches, UnmatchedPatches } from '../../src';
import { GIT, makeChart, makeSync, messageOf, warningsOf } from './make-sync';

describe('patches', () => {
  const remove = { kind: 'Deployment', name: 'source-controller' };

  test('may delete an object of the sync', () => {
    const sync = makeSync({
      patches: [Patches.strategicMerge({ $patch: 'delete', apiVersion: 'v1', kind: 'GitRepository', metadata: { name: 'x' } }, { kind: 'GitRepository' })],
    });
    expect(sync.source).toBeUndefined();
    expect(sync.objects).toEqual([sync.kustomization]);
  });

  test('remove a field with REMOVE, which reaches this package from every language, as with null', () => {
    const id = { apiVersion: 'kustomize.toolkit.fluxcd.io/v1', kind: 'Kustomization', metadata: { name: 'x' } };
    const patch = Patches.strategicMerge({ ...id, spec: { timeout: Patches.REMOVE, healthChecks: [Patches.REMOVE, 'a'] } }, { kind: 'Kustomization' });
    expect(patch).toEqual(Patches.strategicMerge({ ...id, spec: { timeout: null, healthChecks: [null, 'a'] } }, { kind: 'Kustomization' }));
    expect(Patches.json6902({ kind: 'X' }, JsonPatch.add('/spec/a', { b: Patches.REMOVE }), JsonPatch.test('/spec/c', Patches.REMOVE)).patch)
      .toBe('[{"op":"add","path":"/spec/a","value":{"b":null}},{"op":"test","path":"/spec/c","value":null}]');
    const sync = makeSync({
      kustomization: { timeout: Duration.minutes(9) }, patches: [Patches.strategicMerge({ ...id, spec: { timeout: Patches.REMOVE } }, { kind: 'Kustomization' })],
    });
    expect(sync.kustomization!.toJson().spec).not.toHaveProperty('timeout');
  });

  test('cannot change what the operator sets afterwards', () => {
    const sync = makeSync({
      fluxVersion: '2.9.4',
      patches: [Patches.json6902({ kind: 'Kustomization' },
        JsonPatch.add('/metadata/labels', { 'app.kubernetes.io/version': 'v0', 'mine': 'kept' }),
        JsonPatch.replace('/metadata/namespace', 'elsewhere'))],
    });
    expect(sync.kustomization!.toJson().metadata).toMatchObject({
      namespace: 'flux-system', labels: { 'app.kubernetes.io/version': 'v2.9.4', 'mine': 'kept' },
    });
  });

  test.each([['a text', 'abc'], ['a list', ['a']], ['a number', 5]])('that make %s of the labels are refused', (_, value) => {
    const message = messageOf(() => makeSync({ patches: [Patches.json6902({ kind: 'Kustomization' }, JsonPatch.add('/metadata/labels', value))] }));
    expect(message).toMatch(/^ {2}- patches\[0\] \(Kustomization metadata\.labels\): must be an object/m);
  });

  test('for the controllers are listed where there is nothing to select', () => {
    const patch = Patches.json6902(remove, JsonPatch.add('/spec/replicas', 2));
    const untargeted = Patches.strategicMerge({ apiVersion: 'v1', kind: 'ServiceAccount', metadata: { name: 'source-controller', labels: { a: 'b' } } });
    expect(makeSync({ patches: [patch, untargeted] }).unappliedPatches).toEqual([patch, untargeted]);
  });

  test('for the controllers are a warning where there is nothing to select', () => {
    const lockdown = Patches.json6902({ kind: 'Deployment', name: '(kustomize|helm)-controller' },
      JsonPatch.add('/spec/template/spec/containers/0/args/-', '--no-cross-namespace-refs=true'));
    const own = Patches.json6902({ kind: 'Kustomization' }, JsonPatch.add('/spec/wait', true));
    expect(warningsOf(makeSync({ patches: [own, lockdown] }))).toEqual([
      'patches: 1 patch is for Flux\'s controllers and not applied to them here: patches[1]; '
      + 'pass patchTargets, or apply them where the controllers are installed [PATCH_UNAPPLIED]',
    ]);
    expect(warningsOf(makeSync({ patches: [own, lockdown], unmatchedPatches: UnmatchedPatches.IGNORE }))).toEqual([]);
  });

  test.each<[string, any, string]>([
    ['a kind that is misspelt', Patches.json6902({ kind: 'Kustomizaton' }, JsonPatch.remove('/spec/x')), 'did you mean kind: Kustomization?'],
    ['a version that the object does not have', Patches.json6902({ kind: 'GitRepository', version: 'v1beta2' }, JsonPatch.remove('/spec/x')),
      'GitRepository here is of source.toolkit.fluxcd.io/v1'],
    ['a name that is not there', Patches.json6902({ kind: 'Deployment', name: 'source-controler' }, JsonPatch.remove('/spec/x')),
      'did you mean name: source-controller?'],
    ['labels that come later', Patches.json6902({ kind: 'Kustomization', labelSelector: 'app.kubernetes.io/part-of=flux' }, JsonPatch.remove('/spec/x')),
      'select by kind and name: the operator sets its labels after the patches'],
    ['a namespace that comes later', Patches.json6902({ kind: 'Deployment', namespace: 'flux-system' }, JsonPatch.remove('/spec/x')),
      'leave the namespace out: the operator sets it after the patches'],
    ['a merge without namespace', Patches.strategicMerge({ apiVersion: 'kustomize.toolkit.fluxcd.io/v1', kind: 'Kustomization', metadata: { name: 'flux-system' } }),
      'the namespace here is flux-system'],
  ])('are refused for %s', (_, patch, hint) => {
    const message = messageOf(() => makeSync({ patches: [patch] }));
    expect(message).toContain('patches[0]');
    expect(message).toContain(`${hint} [PATCH_NO_MATCH]`);
  });

  test('that select nothing are ignored on request, as by the operator', () => {
    const sync = makeSync({
      unmatchedPatches: UnmatchedPatches.IGNORE,
      patches: [Patches.json6902({ kind: 'Kustomizaton' }, JsonPatch.remove('/spec/x'))],
    });
    expect(sync.unappliedPatches).toEqual([]);
    expect(sync.objects).toHaveLength(2);
  });

  test('select by a name that an earlier patch took away', () => {
    const sync = makeSync({
      patches: [
        Patches.json6902({ kind: 'GitRepository' }, JsonPatch.replace('/metadata/name', 'renamed')),
        Patches.json6902({ name: 'flux-system', kind: 'GitRepository' }, JsonPatch.add('/spec/suspend', true)),
      ],
    });
    expect(sync.source!.toJson()).toMatchObject({ metadata: { name: 'renamed' }, spec: { suspend: true } });
  });
});

describe('patch targets', () => {
  function makeTargets(chart: Chart): ApiObject {
    return new ApiObject(chart, 'controller', {
      apiVersion: 'apps/v1',
      kind: 'Deployment',
      metadata: { name: 'source-controller', namespace: 'flux-system' },
      spec: { template: { spec: { containers: [{ name: 'manager', args: ['--a'] }] } } },
    });
  }

  test('are patched in place, in any namespace-less way that the operator would', () => {
    const chart = makeChart();
    const target = makeTargets(chart);
    const sync = new FluxInstanceSync(chart, 'sync', {
      ...GIT,
      patchTargets: [chart],
      patches: [
        Patches.json6902({ kind: 'Deployment' }, JsonPatch.add('/spec/template/spec/containers/0/args/-', '--b')),
        Patches.strategicMerge({ apiVersion: 'apps/v1', kind: 'Deployment', metadata: { name: 'source-controller' }, spec: { replicas: 2 } }),
      ],
    });
    expect(sync.unappliedPatches).toEqual([]);
    expect(target.toJson()).toEqual({
      apiVersion: 'apps/v1',
      kind: 'Deployment',
      metadata: { name: 'source-controller', namespace: 'flux-system' },
      spec: { replicas: 2, template: { spec: { containers: [{ name: 'manager', args: ['--a', '--b'] }] } } },
    });
  });

  test('keep what their owner changes later', () => {
    const chart = makeChart();
    const target = makeTargets(chart);
    new FluxInstanceSync(chart, 'sync', {
      ...GIT, patchTargets: [target], patches: [Patches.json6902({ kind: 'Deployment' }, JsonPatch.add('/spec/replicas', 2))],
    });
    target.metadata.addLabel('late', 'yes');
    expect(target.toJson()).toMatchObject({ metadata: { labels: { late: 'yes' } }, spec: { replicas: 2 } });
  });

  test('may be typed, as those of cdk8s-plus are', () => {
    const chart = makeChart({ namespace: 'flux-system' });
    const controller = new Deployment(chart, 'controller', { metadata: { name: 'source-controller' }, containers: [{ name: 'manager', image: 'x' }] });
    const container = { name: 'manager', resources: { limits: { memory: '2Gi' } }, resizePolicy: [{ resourceName: 'cpu', restartPolicy: 'NotRequired' }], unheardOf: 1 };
    new FluxInstanceSync(chart, 'sync', {
      ...GIT,
      patchTargets: [controller],
      patches: [Patches.strategicMerge({
        apiVersion: 'apps/v1', kind: 'Deployment', metadata: { name: 'source-controller' }, spec: { template: { spec: { containers: [container] } } },
      })],
    });
    expect((Testing.synth(chart)[0]).spec.template.spec.containers).toEqual([expect.objectContaining({
      image: 'x', resources: { limits: { cpu: '1500m', memory: '2Gi' }, requests: { cpu: '1000m', memory: '512Mi' } }, unheardOf: 1,
    })]);
  });

  test('can be deleted by a patch', () => {
    const chart = makeChart();
    makeTargets(chart);
    new FluxInstanceSync(chart, 'sync', {
      ...GIT,
      patchTargets: [chart],
      patches: [Patches.strategicMerge({ $patch: 'delete', apiVersion: 'apps/v1', kind: 'Deployment', metadata: { name: 'x' } }, { kind: 'Deployment' })],
    });
    expect((Testing.synth(chart)).map(({ kind }) => kind)).toEqual(['GitRepository', 'Kustomization']);
  });

  test('must be selected by a patch that is meant for the controllers', () => {
    const chart = makeChart();
    const target = makeTargets(chart);
    const props = { ...GIT, patchTargets: [target], patches: [Patches.json6902({ kind: 'ServiceAccount' }, JsonPatch.remove('/x'))] };
    expect(messageOf(() => new FluxInstanceSync(chart, 'sync', props))).toContain('selects nothing; there is Deployment source-controller, GitRepository flux-system/flux-system');
  });

  test('stay as they were when a patch fails', () => {
    const chart = makeChart();
    const target = makeTargets(chart);
    const before = target.toJson();
    const patches = [
      Patches.json6902({ kind: 'Deployment' }, JsonPatch.add('/spec/replicas', 2)),
      Patches.json6902({ kind: 'Deployment' }, JsonPatch.remove('/spec/none')),
    ];
    expect(messageOf(() => new FluxInstanceSync(chart, 'sync', { ...GIT, patchTargets: [target], patches }))).toContain('patches[1].ops[0]');
    expect(target.toJson()).toEqual(before);
  });
});

describe('patches that reach the controllers too', () => {
  test('are refused where they are certain to fail there', () => {
    expect(messageOf(() => makeSync({ patches: [Patches.json6902({ name: '.*' }, JsonPatch.add('/spec/suspend', true))] }))).toBe(
      'cluster/sync: 1 problem\n  - patches[0].ops[0]: cannot apply add /spec/suspend: the Namespace flux-system of the instance is selected too and has no spec;'
      + ' select fewer objects [PATCH_JSON_PATH]');
  });

  test('are refused for removing what one of them has not', () => {
    expect(messageOf(() => makeSync({ patches: [Patches.json6902({ kind: 'ServiceAccount' }, JsonPatch.remove('/spec'))] })))
      .toContain('the ServiceAccount source-controller of the instance is selected too and has no spec');
  });

  test('are applied to the sync where nothing speaks against it', () => {
    const sync = makeSync({ patches: [Patches.json6902({ name: '.*' }, JsonPatch.add('/metadata/annotations/all', 'yes'))] });
    expect(sync.objects.map((object) => object.toJson().metadata.annotations.all)).toEqual(['yes', 'yes']);
  });

  test('are refused for a selector that is none, though no object at hand is a candidate', () => {
    expect(messageOf(() => makeSync({ patches: [Patches.json6902({ kind: 'Deployment', labelSelector: 'a b' }, JsonPatch.remove('/spec/x'))] })))
      .toContain('[PATCH_SELECTOR]');
  });
});
