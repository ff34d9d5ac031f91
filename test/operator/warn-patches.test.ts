import { readProps } from '../../src/instance';
import { renderSync } from '../../src/operator';
import type { KubeObject } from '../../src/util';

const GIT = { kind: 'GitRepository', url: 'https://github.com/acme/fleet.git', ref: 'refs/heads/main', path: './' };
const EXTERNAL = { apiVersion: 'source.toolkit.fluxcd.io/v1', kind: 'Bucket', metadata: { name: 'other', namespace: 'flux-system' }, spec: {} };

function render(patches: object[], more: object = {}, patchTargets: KubeObject[] = [], labels = {}) {
  const { problems, warnings, unapplied } = renderSync(
    readProps({ ...GIT, fluxVersion: '2.9.4', patches, ...more }, undefined), { labels, patchTargets, secrets: undefined });
  return { problems: problems.map(({ code, remedy }) => `${code} ${remedy}`), warnings: warnings.map(({ code, path }) => `${code} ${path}`), unapplied, rules: warnings.map(({ rule }) => rule) };
}

const add = (target: object, path: string, value: unknown) => ({ target, patch: JSON.stringify([{ op: 'add', path, value }]) });
const label = (target: object) => add(target, '/metadata/annotations/team', 'a');

describe('patches for the controllers', () => {
  test('are named once', () => {
    expect(render([label({ kind: 'Deployment' }), label({ kind: 'Kustomization' }), label({ kind: 'ServiceAccount' })])).toMatchObject({
      problems: [],
      warnings: ['PATCH_UNAPPLIED patches'],
      unapplied: [0, 2],
      rules: ['2 patches are for Flux\'s controllers and not applied to them here: patches[0], patches[2]'],
    });
  });

  test.each([['by name', { name: '.*' }], ['without any field', {}], ['by a label that they do not have', { labelSelector: '!canary' }]])(
    'are listed where they reach the sync\'s objects too, %s', (_, target) => {
      expect(render([label(target)])).toMatchObject({ warnings: ['PATCH_UNAPPLIED patches'], unapplied: [0] });
    });

  test('are not suspected in a selector on the chart\'s own labels', () => {
    expect(render([label({ labelSelector: 'team=a' })], {}, [], { team: 'a' })).toMatchObject({ warnings: [], unapplied: [] });
  });

  test('are applied to the patch targets', () => {
    const target = { apiVersion: 'apps/v1', kind: 'Deployment', metadata: { name: 'source-controller' } };
    expect(render([label({ name: '.*' }), label({ kind: 'Deployment' })], {}, [target])).toMatchObject({ warnings: [], unapplied: [] });
  });
});

describe('patches with documents', () => {
  const annotate = 'kind: A\nmetadata: {name: x, annotations: {team: a}}';

  test('are listed where they reach the sync\'s objects and the controllers', () => {
    expect(render([{ target: { name: '.*' }, patch: annotate }])).toMatchObject({ problems: [], warnings: ['PATCH_UNAPPLIED patches'], unapplied: [0] });
  });

  test('are for what their target selects, whatever they name', () => {
    const patch = 'apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: source-controller, namespace: flux-system}\nspec: {suspend: true}';
    expect(render([{ target: { kind: 'Kustomization' }, patch }])).toMatchObject({ problems: [], warnings: [], unapplied: [] });
    expect(render([{ patch: patch.replace(', namespace: flux-system', '') }])).toMatchObject({ problems: [], warnings: ['PATCH_UNAPPLIED patches'], unapplied: [0] });
  });

  test('that are empty do nothing where their target selects something', () => {
    expect(render([{ target: { kind: 'Kustomization' }, patch: '{}' }])).toMatchObject({ problems: [], warnings: [], unapplied: [] });
    expect(render([{ target: { kind: 'Kustomisation' }, patch: '{}' }]).problems).toEqual(['PATCH_NO_MATCH did you mean kind: Kustomization?']);
    expect(render([{ patch: '{}' }]).problems).toEqual([]);
  });
});

describe('operations for the other objects of the instance', () => {
  const ops = (...operations: object[]) => render([{ target: { kind: 'ServiceAccount' }, patch: JSON.stringify(operations) }]).problems;

  test.each(['/spec/a', '/rules/-', '/roleRef/name', '/subjects/0'])('fail where the top of %s is missing', (path) => {
    expect(ops({ op: 'add', path, value: 1 })).toEqual(['PATCH_JSON_PATH select fewer objects']);
  });

  test('may add the top of the path first', () => {
    expect(ops({ op: 'add', path: '/spec', value: {} }, { op: 'add', path: '/spec/a', value: 1 })).toEqual([]);
    expect(ops({ op: 'remove', path: '/spec' })).toEqual(['PATCH_JSON_PATH select fewer objects']);
  });

  test('are not guessed at for fields that may be there', () => {
    expect(ops({ op: 'add', path: '/metadata/labels/a', value: 'b' }, { op: 'add', path: '/data/a', value: 'b' })).toEqual([]);
  });
});

test('operations without a target are one problem', () => {
  expect(render([{ patch: '[{"op":"add","path":"/spec/suspend","value":true}]' }]).problems).toEqual([expect.stringMatching(/^PATCH_TARGET_MISSING /)]);
});

test('a target that cannot be read is one problem', () => {
  expect(render([label({ name: '(' })]).problems).toHaveLength(1);
  expect(render([label({ name: '.*', labelSelector: '=' })]).problems).toHaveLength(1);
});

test('a patch target in another namespace keeps it, one in that of the instance has none for patches', () => {
  const targets = ['apps', 'flux-system'].map((namespace) => ({ apiVersion: 'apps/v1', kind: 'Deployment', metadata: { name: 'web', namespace } }));
  expect(render([label({ kind: 'Deployment', namespace: 'apps' })], {}, targets)).toMatchObject({ problems: [], unapplied: [] });
  expect(render([label({ kind: 'Deployment', namespace: 'flux-system' })], {}, targets).problems).toHaveLength(1);
});

describe('patches that leave the sync without its source', () => {
  test.each<[string, object[], string[]]>([
    ['by a new name of the source', [add({ kind: 'GitRepository' }, '/metadata/name', 'home')], ['SOURCE_NOT_EMITTED patches[0] (Kustomization spec.sourceRef)']],
    ['by a new name of both', [add({ kind: 'Kustomization' }, '/spec/suspend', true), add({ kind: 'GitRepository|Kustomization' }, '/metadata/name', 'home')],
      ['SOURCE_NOT_EMITTED patches[1] (Kustomization spec.sourceRef)']],
    ['by another kind in the reference', [add({ kind: 'Kustomization' }, '/spec/sourceRef/kind', 'OCIRepository')], ['SOURCE_NOT_EMITTED patches[0] (Kustomization spec.sourceRef)']],
    ['by deleting it', [{ target: { kind: 'GitRepository' }, patch: '{$patch: delete, apiVersion: v1, kind: x, metadata: {name: x}}' }], ['PATCH_DELETES_SYNC patches[0]']],
    ['by deleting it, before other patches', [
      { target: { kind: 'GitRepository' }, patch: '{$patch: delete, apiVersion: v1, kind: x, metadata: {name: x}}' }, add({ kind: 'Kustomization' }, '/spec/suspend', true),
    ], ['PATCH_DELETES_SYNC patches[0]']],
    ['not where the reference moves too', [
      add({ kind: 'GitRepository' }, '/metadata/name', 'home'), add({ kind: 'Kustomization' }, '/spec/sourceRef/name', 'home'),
    ], []],
  ])('%s', (_, patches, warnings) => {
    expect(render(patches)).toMatchObject({ problems: [], warnings });
  });

  test('not where a patch target is the source', () => {
    const patch = add({ kind: 'Kustomization' }, '/spec/sourceRef', { kind: 'Bucket', name: 'other' });
    expect(render([patch], {}, [EXTERNAL])).toMatchObject({ problems: [], warnings: [] });
  });
});

describe('patches that do nothing', () => {
  test('because they stand behind the list', () => {
    const patch = '- {op: add, path: /spec/suspend, value: false}\n---\n- {op: add, path: /spec/timeout, value: 5m}';
    expect(render([{ target: { kind: 'Kustomization' }, patch }])).toMatchObject({ problems: [], warnings: ['PATCH_DOCUMENTS_IGNORED patches[0]'] });
  });

  test.each([
    ['/metadata/namespace', 'elsewhere', 'namespace'], ['/metadata/labels', { 'app.kubernetes.io/version': 'v0' }, 'labels.app.kubernetes.io/version'],
    ['/metadata/annotations', { 'kustomize.toolkit.fluxcd.io/prune': 'enabled' }, 'annotations.kustomize.toolkit.fluxcd.io/prune'],
  ])('because the operator sets %s later', (path, value, field) => {
    expect(render([add({ kind: 'Kustomization' }, path, value)]).warnings).toEqual([`PATCH_OVERWRITTEN patches[0] (Kustomization metadata.${field})`]);
  });

  test('not where the patch sets what the operator sets', () => {
    expect(render([add({ kind: 'Kustomization' }, '/metadata/annotations', { 'kustomize.toolkit.fluxcd.io/prune': 'Disabled' })]).warnings).toEqual([]);
  });

  test('because there is nothing to remove yet', () => {
    const patch = '[{"op":"remove","path":"/metadata/annotations/kustomize.toolkit.fluxcd.io~1prune"}]';
    expect(render([{ target: { kind: 'Kustomization' }, patch }]).problems).toEqual([
      'PATCH_JSON_PATH leave the operation out: the operator sets it after the patches',
    ]);
  });

  test('are not spoken of with the checks off', () => {
    expect(render([label({ kind: 'Deployment' })], { runtimeChecks: 'off' }).warnings).toEqual([]);
  });
});

describe('a patch that selects nothing says what there is', () => {
  const op = '[{"op":"add","path":"/spec/suspend","value":true}]';
  const explain = (patch: object, patchTargets: KubeObject[] = [], more: object = {}) => {
    const { problems } = renderSync(readProps({ ...GIT, fluxVersion: '2.9.4', patches: [patch], ...more }, undefined), { labels: {}, patchTargets, secrets: undefined });
    return problems.map(({ path, rule, received, remedy }) => ({ path, rule, received, remedy }));
  };
  const SYNC = 'GitRepository flux-system/flux-system, Kustomization flux-system/flux-system';

  test.each<[object, string | undefined]>([
    [{ kind: 'Kustomisation' }, 'did you mean kind: Kustomization?'],
    [{ kind: 'Ingress' }, undefined],
    [{ kind: 'Kustomization', name: 'flux-sytem' }, 'did you mean name: flux-system?'],
    [{ kind: 'Kustomization', name: 'apps' }, 'the name here is flux-system'],
    [{ name: 'flux-sytem' }, 'did you mean name: flux-system?'],
    [{ kind: 'Kustomization', group: 'kustomize.config.k8s.io' }, 'Kustomization here is of kustomize.toolkit.fluxcd.io/v1'],
    [{ kind: 'Kustomization', version: 'v2' }, 'Kustomization here is of kustomize.toolkit.fluxcd.io/v1'],
    [{ kind: 'Kustomization', namespace: 'apps' }, 'the namespace here is flux-system'],
    [{ kind: 'Kustomization', name: 'apps', namespace: 'apps' }, 'the name here is flux-system; the namespace here is flux-system'],
    [{ kind: 'Kustomization', labelSelector: 'team=b' }, 'select by kind and name: the operator sets its labels after the patches'],
    [{ kind: 'Kustomization', annotationSelector: 'team=b' }, 'select by kind and name: the operator sets its annotations after the patches'],
    // Each part selects something, only not together.
    [{ kind: 'Kustomization', name: 'source-controller' }, 'the name here is flux-system'],
  ])('for the target %j: %s', (target, remedy) => {
    expect(explain({ target, patch: op })).toEqual([{ path: 'patches[0].target', rule: `selects nothing; there is ${SYNC}`, received: target, remedy }]);
  });

  test.each<[string, string | undefined]>([
    ['apiVersion: kustomize.toolkit.fluxcd.io/v1\nkind: Kustomization\nmetadata: {name: flux-system}', 'the namespace here is flux-system'],
    ['apiVersion: kustomize.toolkit.fluxcd.io/v1\nkind: Kustomization\nmetadata: {name: flux-sytem, namespace: flux-system}', 'did you mean name: flux-system?'],
    ['apiVersion: kustomize.toolkit.fluxcd.io/v1beta2\nkind: Kustomization\nmetadata: {name: flux-system, namespace: flux-system}',
      'Kustomization here is of kustomize.toolkit.fluxcd.io/v1'],
    ['apiVersion: v1\nkind: Kustomization\nmetadata: {name: flux-system, namespace: flux-system}', 'Kustomization here is of kustomize.toolkit.fluxcd.io/v1'],
    ['apiVersion: v1\nkind: Secret\nmetadata: {name: flux.system, namespace: flux-system}', undefined],
  ])('for the document %j: %s', (patch, remedy) => {
    expect(explain({ patch })).toMatchObject([{ path: 'patches[0]', received: undefined, remedy }]);
  });

  test('for objects without namespace, whose names have dots', () => {
    const targets = [
      { apiVersion: 'apps/v1', kind: 'Deployment', metadata: { name: 'web.a' } },
      { apiVersion: 'apiextensions.k8s.io/v1', kind: 'CustomResourceDefinition', metadata: { name: 'things.example.com' } },
    ];
    const remedyFor = (patch: object) => explain(patch, targets).map(({ remedy }) => remedy);
    expect(remedyFor({ patch: 'apiVersion: apps/v2\nkind: Deployment\nmetadata: {name: web.a}' })).toEqual(['Deployment here is of apps/v1']);
    expect(remedyFor({ target: { kind: 'Deployment', namespace: 'flux-system' }, patch: op })).toEqual(['leave the namespace out: the operator sets it after the patches']);
    expect(remedyFor({ target: { kind: 'CustomResourceDefinition', name: 'thing.example.com' }, patch: op })).toEqual(['did you mean name: things.example.com?']);
  });

  test('with at most six objects', () => {
    const targets = 'abcdef'.split('').map((name) => ({ apiVersion: 'apps/v1', kind: 'Deployment', metadata: { name } }));
    const rule = (count: number) => explain({ target: { kind: 'Ingress' }, patch: op }, targets.slice(0, count))[0].rule;
    expect(rule(4)).toBe(`selects nothing; there is Deployment a, Deployment b, Deployment c, Deployment d, ${SYNC}`);
    expect(rule(5)).toBe('selects nothing; there is Deployment a, Deployment b, Deployment c, Deployment d, Deployment e, GitRepository flux-system/flux-system and 1 more');
  });
});

describe('what patches make of the objects is checked', () => {
  const problemsOf = (patches: object[], patchTargets: KubeObject[] = []) => (
    renderSync(readProps({ ...GIT, fluxVersion: '2.9.4', patches }, undefined), { labels: {}, patchTargets, secrets: undefined })
      .problems.map(({ code, path, received, remedy }) => ({ code, path, received, remedy })));

  test('in their metadata', () => {
    expect(problemsOf([add({ kind: 'Kustomization' }, '/metadata/owner', 'a')])).toMatchObject([{ code: 'META_FIELD', path: 'patches[0] (Kustomization metadata.owner)' }]);
  });

  test('with a remedy for a URL that Git understands, and Flux does not', () => {
    expect(problemsOf([add({ kind: 'GitRepository' }, '/spec/url', 'git@github.com:acme/fleet.git')])).toEqual([{
      code: 'SCHEMA_PATTERN', path: 'patches[0] (GitRepository spec.url)', received: 'git@github.com:acme/fleet.git', remedy: 'write ssh://git@github.com/acme/fleet.git',
    }]);
    expect(problemsOf([add({ kind: 'GitRepository' }, '/spec/url', 5)])).toMatchObject([{ code: 'SCHEMA_TYPE', received: 5 }]);
    expect(problemsOf([add({ kind: 'GitRepository' }, '/spec/interval', 'git@github.com:acme/fleet.git')])).toMatchObject([{ received: 'git@github.com:acme/fleet.git', remedy: undefined }]);
  });

  test('without the credentials of a URL', () => {
    expect(problemsOf([add({ kind: 'GitRepository' }, '/spec/url', 'ftp://user:hunter2@example.com/fleet.git')])).toMatchObject([
      { code: 'SCHEMA_PATTERN', received: 'ftp://…@example.com/fleet.git' },
    ]);
  });

  test('in other Flux objects, but only where a patch changed them', () => {
    expect(problemsOf([label({ kind: 'Bucket' })], [EXTERNAL]).map(({ code, path }) => `${code} ${path}`)).toContain('SCHEMA_REQUIRED patches[0] (Bucket other spec.bucketName)');
    expect(problemsOf([label({ kind: 'Kustomization' })], [EXTERNAL])).toEqual([]);
    expect(problemsOf([{ target: { kind: 'Bucket' }, patch: '{$patch: delete, apiVersion: v1, kind: x, metadata: {name: x}}' }], [EXTERNAL])).toEqual([]);
  });
});
