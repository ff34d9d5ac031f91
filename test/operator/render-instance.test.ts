import { existsSync } from 'node:fs';
import * as fs from 'node:fs';
import { join } from 'node:path';
import { stringify } from 'yaml';
import { struct } from '../../src/input';
import { INSTANCE_FIELDS, readInstance, readInstanceProps, readProps, toSyncInput } from '../../src/instance';
import { renderInstance, renderSync } from '../../src/operator';
import type { RenderedInstance } from '../../src/operator';
import type { KubeObject } from '../../src/util';
import { hashSpec, readCases, SHARED } from '../distribution/golden-cases';
import type { Case } from '../distribution/golden-cases';
import { ARTIFACT } from '../distribution/render';

jest.mock('node:fs', () => ({ __esModule: true, ...jest.requireActual<typeof fs>('node:fs') }));

const CONTEXT = { labels: {}, patchTargets: [] };

function renderCase({ instance }: Case, manifests = ARTIFACT): RenderedInstance {
  // Some recorded instances have patches that select nothing, which the operator ignores.
  return renderInstance(readInstance(JSON.stringify(instance), { unmatchedPatches: 'ignore' }), { labels: {}, manifests });
}

function expectGolden(each: Case, manifests: string): void {
  const { problems, objects } = renderCase(each, manifests);
  expect(problems).toEqual([]);
  expect(objects.map(hashSpec)).toEqual(each.objects);
}

/** The two objects of the sync; the operator applies the Kustomization first. */
function listSync(objects: readonly KubeObject[]): KubeObject[] {
  return ['GitRepository', 'Kustomization'].flatMap((wanted) => objects.filter(({ kind }) => kind === wanted));
}

const CASES = readCases(join(__dirname, '../distribution/distribution.small.jsonl')).map((each) => [each.id, each] as const);

test.each(CASES)('%s gives the objects that the operator applies', (_, each) => expectGolden(each, ARTIFACT));

const LARGE = ['golden/distribution.dev.jsonl', 'artifact'].map((path) => join(SHARED, path));

if (LARGE.every((path) => existsSync(path))) {
  test.each(readCases(LARGE[0]).map((each) => [each.id, each] as const))('%s gives the objects that the operator applies, with the CRDs as Flux ships them',
    (_, each) => expectGolden(each, LARGE[1]));
} else {
  test.skip('the cases with the CRDs as Flux ships them need ../shared/artifact, which only the maintainers have', () => undefined);
}

const SYNCS = CASES.filter(([, { instance }]) => instance.spec.sync !== undefined);

test('many of the instances have a sync', () => expect(SYNCS.length).toBeGreaterThan(40));

test.each(SYNCS)('the sync of %s is the one that renderSync makes', (_, each) => {
  const { objects, sync } = renderCase(each);
  const input = readInstance(JSON.stringify({
    ...each.instance, spec: { ...each.instance.spec, distribution: { ...each.instance.spec.distribution, version: each.fluxVersion } },
  }), { unmatchedPatches: 'ignore' });
  const alone = renderSync(toSyncInput(input)!, CONTEXT);
  expect(alone.problems).toEqual([]);
  expect(sync!.objects).toEqual(alone.objects);
  expect(listSync(objects)).toEqual(listSync(alone.objects));
});

const PROPS = struct(INSTANCE_FIELDS);
const SYNC = { kind: 'GitRepository', url: 'https://github.com/acme/fleet.git', ref: 'refs/heads/main', path: './' };

function render(props: object, manifests = ARTIFACT): RenderedInstance {
  return renderInstance(readInstanceProps(PROPS, props, undefined), { labels: {}, manifests });
}

function describeProblems({ problems }: RenderedInstance): string[] {
  return problems.map(({ code, path }) => `${path} ${code}`);
}

function patchOf(kind: string, ...operations: object[]) {
  return { target: { kind }, patch: JSON.stringify(operations) };
}

function find({ objects }: RenderedInstance, kind: string, name: string) {
  return objects.find((object) => object.kind === kind && object.metadata.name === name)!;
}

describe('from props', () => {
  test('nothing at all is the newest Flux in the manifests, with its four usual controllers and no sync', () => {
    const rendered = render({});
    expect(rendered.problems).toEqual([]);
    expect(rendered.warnings).toEqual([]);
    expect(rendered.sync).toBeUndefined();
    expect(rendered.objects.filter(({ kind }) => kind === 'Deployment').map(({ metadata }) => `${metadata.name} ${metadata.labels!['app.kubernetes.io/version']}`))
      .toEqual(['helm-controller v2.9.4', 'kustomize-controller v2.9.4', 'notification-controller v2.9.4', 'source-controller v2.9.4']);
  });

  test('a range means the highest release in the manifests, and an exact release must be there', () => {
    expect(find(render({ distribution: { version: '<2.9' } }), 'Namespace', 'flux-system').metadata.labels!['app.kubernetes.io/version']).toBe('v2.6.4');
    expect(describeProblems(render({ distribution: { version: '2.9.3' } }))).toEqual(['manifests MANIFESTS_MISSING']);
    expect(describeProblems(render({ distribution: { version: '2.8.x' } }))).toEqual(['manifests MANIFESTS_MISSING']);
  });

  test('one patch reaches the controllers and the sync', () => {
    const rendered = render({
      sync: { ...SYNC, gitRepository: { suspend: true } },
      patches: [patchOf('GitRepository|Deployment', { op: 'add', path: '/metadata/annotations', value: { team: 'a' } })],
    });
    expect(rendered.problems).toEqual([]);
    expect(rendered.warnings).toEqual([]);
    expect(find(rendered, 'Deployment', 'source-controller').metadata.annotations).toMatchObject({ team: 'a' });
    expect(find(rendered, 'GitRepository', 'flux-system')).toMatchObject({ metadata: { annotations: { team: 'a' } }, spec: { suspend: true } });
    expect(rendered.sync!.objects).toEqual(listSync(rendered.objects));
  });

  test('multitenancy and the settings of the controllers need no warning, as they are carried out', () => {
    const rendered = render({ sync: SYNC, cluster: { multitenant: true, size: 'large', networkPolicy: false } });
    expect(rendered.warnings).toEqual([]);
    expect(find(rendered, 'Kustomization', 'flux-system').spec).toMatchObject({ serviceAccountName: 'kustomize-controller' });
  });

  test('every problem of the controllers and of the sync is found at once, at its prop', () => {
    expect(describeProblems(render({
      distribution: { registry: 'ghcr.io/FluxCD', version: '2.9.3' },
      components: ['source-controller', 'source-controller'],
      sharding: { shards: ['a', '1'] },
      sync: { ...SYNC, url: 'ftp://x' },
      patches: [patchOf('Kustomisation', { op: 'add', path: '/spec/x', value: 1 })],
    }))).toEqual([
      'manifests MANIFESTS_MISSING',
      'components[1] INPUT_CONFLICT',
      'distribution.registry INPUT_FORMAT',
      'sharding.shards[1] INPUT_FORMAT',
      'patches[0].target PATCH_NO_MATCH',
      'sync.url (GitRepository spec.url) SCHEMA_PATTERN',
    ]);
  });

  test.each([
    ['a path that is missing', patchOf('Deployment', { op: 'replace', path: '/spec/nothing/here', value: 1 }), 'patches[0].ops[0] PATCH_JSON_PATH'],
    ['an operation in capitals', patchOf('Deployment', { op: 'Add', path: '/spec/replicas', value: 1 }), 'patches[0].ops[0] PATCH_JSON_OPERATION'],
    ['a directive that does not exist', { target: { kind: 'Deployment' }, patch: 'apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: x}\nspec: {$patch: remove}' }, 'patches[0] PATCH_DIRECTIVE'],
    ['a field of another shape', { target: { kind: 'Deployment' }, patch: 'apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: x}\nspec: {template: [a]}' }, 'patches[0] PATCH_NODE_KIND'],
    ['a target of no kind', patchOf('Deploymnt', { op: 'add', path: '/spec/replicas', value: 1 }), 'patches[0].target PATCH_NO_MATCH'],
    ['a document of no object', { patch: 'apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: source-contoller}\nspec: {replicas: 1}' }, 'patches[0] PATCH_NO_MATCH'],
    ['YAML that is none', { patch: 'a: [', target: { kind: 'Deployment' } }, 'patches[0] PATCH_UNPARSABLE'],
  ])('%s is one problem, at the patch', (_, patch, expected) => {
    expect(describeProblems(render({ patches: [patch], sync: SYNC }))).toEqual([expected]);
    expect(describeProblems(render({ patches: [patch] }))).toEqual([expected]);
  });

  test('a patch that selects nothing says what it may have meant', () => {
    const [problem] = render({ patches: [patchOf('Deploymnt', { op: 'add', path: '/spec/replicas', value: 1 })] }).problems;
    expect(problem.remedy).toBe('did you mean kind: Deployment?');
    const missing = { patch: 'apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: source-contoller}\nspec: {replicas: 1}' };
    expect(render({ patches: [missing] }).problems[0].remedy).toBe('did you mean name: source-controller?');
  });

  test('a patch of the sync is traced to the patch, and a later patch of a controller does not hide it', () => {
    expect(describeProblems(render({
      sync: SYNC,
      patches: [
        patchOf('Deployment', { op: 'add', path: '/spec/replicas', value: 2 }),
        patchOf('Kustomization', { op: 'add', path: '/spec/wait', value: 'yes' }),
        patchOf('Deployment', { op: 'add', path: '/spec/replicas', value: 3 }),
      ],
    }))).toEqual(['patches[1] (Kustomization spec.wait) SCHEMA_TYPE']);
  });

  test('a patch that deletes the source is told', () => {
    const { sync, warnings } = render({ sync: SYNC, patches: [{ target: { kind: 'GitRepository' }, patch: '$patch: delete\napiVersion: v1\nkind: x\nmetadata: {name: x}' }] });
    expect(sync!.objects.map(({ kind }) => kind)).toEqual(['Kustomization']);
    expect(warnings.map(({ code, path }) => `${path} ${code}`)).toEqual(['patches[0] PATCH_DELETES_SYNC']);
  });

  test('what the operator does not do for the user is a warning, and can be acknowledged', () => {
    const props = {
      distribution: { registry: 'registry.example.com/flux' }, cluster: { type: 'aws' }, components: ['source-controller', 'helm-controller'], sync: SYNC,
    };
    const list = (more: object) => render({ ...props, ...more }).warnings.map(({ code, path }) => `${path} ${code}`);
    expect(list({})).toEqual(['distribution.registry IMAGES_UNPINNED', 'cluster.type INPUT_WITHOUT_EFFECT', 'components COMPONENT_MISSING']);
    expect(list({ acknowledge: [{ code: 'IMAGES_UNPINNED', reason: 'our mirror has no digests' }] })).toEqual([
      'cluster.type INPUT_WITHOUT_EFFECT', 'components COMPONENT_MISSING',
    ]);
    expect(list({ runtimeChecks: 'off' })).toEqual([]);
  });

  test('handover protects all objects from the operator', () => {
    const { objects, warnings } = render({ sync: SYNC, handover: true });
    expect(objects.filter(({ metadata }) => metadata.annotations!['fluxcd.controlplane.io/prune'] !== 'disabled')).toEqual([]);
    expect(warnings.map(({ code }) => code)).toEqual(['HANDOVER_ON']);
  });

  test('labels of a chart are on all objects', () => {
    const { objects } = renderInstance(readInstanceProps(PROPS, { sync: SYNC }, undefined), { labels: { team: 'a' }, manifests: ARTIFACT });
    expect(objects.filter(({ metadata }) => metadata.labels!.team !== 'a')).toEqual([]);
  });
});

test('problems of a manifest are named as it writes them', () => {
  const manifest = {
    apiVersion: 'fluxcd.controlplane.io/v1',
    kind: 'FluxInstance',
    metadata: { name: 'flux' },
    spec: {
      distribution: { registry: 'ghcr.io/FluxCD', version: '2.9.4' },
      sharding: { shards: ['A'] },
      kustomize: { patches: [patchOf('Deploymnt', { op: 'add', path: '/spec/replicas', value: 1 })] },
    },
  };
  expect(describeProblems(renderInstance(readInstance(stringify(manifest), undefined), { labels: {}, manifests: ARTIFACT }))).toEqual([
    'spec.distribution.registry INPUT_FORMAT', 'spec.sharding.shards[0] INPUT_FORMAT', 'spec.kustomize.patches[0].target PATCH_NO_MATCH',
  ]);
});

describe('a sync that is checked with manifests', () => {
  const renderChecked = (patches: readonly object[]) => renderSync(readProps({ ...SYNC, patches, manifests: ARTIFACT }, undefined), CONTEXT);

  test('has no unapplied patches, and emits its own two objects', () => {
    const { objects, problems, unapplied, warnings } = renderChecked([patchOf('Deployment', { op: 'add', path: '/spec/replicas', value: 2 })]);
    expect(problems).toEqual([]);
    expect(unapplied).toEqual([]);
    expect(warnings).toEqual([]);
    expect(objects).toEqual(renderSync(readProps(SYNC, undefined), CONTEXT).objects);
  });

  test.each([
    ['one that would fail on a controller', patchOf('Deployment', { op: 'remove', path: '/spec/template/spec/containers/3' }), 'patches[0].ops[0] PATCH_JSON_PATH'],
    ['one that selects nothing', patchOf('StatefulSet', { op: 'add', path: '/spec/replicas', value: 2 }), 'patches[0].target PATCH_NO_MATCH'],
  ])('%s is an error', (_, patch, expected) => {
    expect(renderChecked([patch]).problems.map(({ code, path }) => `${path} ${code}`)).toEqual([expected]);
  });

  test('the image controllers can be patched, as the sync does not say that they are not there', () => {
    const patch = { ...patchOf('', { op: 'add', path: '/spec/replicas', value: 2 }), target: { kind: 'Deployment', name: 'image-reflector-controller' } };
    expect(renderChecked([patch]).problems).toEqual([]);
  });

  test('manifests that are not there are one problem, beside those of the sync', () => {
    const { problems } = renderSync(readProps({ ...SYNC, url: 'ftp://x', manifests: 'no/such' }, undefined), CONTEXT);
    expect(problems.map(({ code, path }) => `${path} ${code}`)).toEqual(['manifests MANIFESTS_MISSING', 'url (GitRepository spec.url) SCHEMA_PATTERN']);
  });

  test('a second one costs no file access', () => {
    renderChecked([]);
    const spies = (['readFileSync', 'readdirSync', 'statSync', 'existsSync'] as const).map((name) => jest.spyOn(fs, name));
    renderChecked([patchOf('Deployment', { op: 'add', path: '/spec/replicas', value: 2 })]);
    spies.forEach((spy) => expect(spy).not.toHaveBeenCalled());
    jest.restoreAllMocks();
  });
});
