import { findVariant, isImage } from '../../src/distribution/images';
import type { Patch } from '../../src/kustomize';
import type { KubeObject } from '../../src/util';
import { listRefusals } from '../harness/refusals';
import { PATCH_CASES, PATCH_REFUSALS, renderPatched } from './patch-cases';
import { find, render } from './render';

function identify({ kind, metadata }: KubeObject): string {
  return `${kind} ${metadata.name}`;
}

test.each(PATCH_CASES.map((each) => [each.id, each] as const))('%s comes out as under kustomize', (id, { shape, patches, outcome, changed, gone }) => {
  const after = renderPatched({ shape, patches });
  if (outcome === 'refused') {
    expect(listRefusals(after.problems)).toEqual(PATCH_REFUSALS[id]);
    expect(after.objects).toEqual([]);
    return;
  }
  expect(after.problems).toEqual([]);
  const before = new Map(renderPatched({ shape, patches: [] }).objects.map((object) => [identify(object), JSON.stringify(object)]));
  const present = new Set(after.objects.map(identify));
  expect([...before.keys()].filter((known) => !present.has(known))).toEqual(gone);
  const ids = changed.map(identify);
  expect(after.objects.filter((object) => ids.includes(identify(object)))).toEqual(changed);
  expect(after.objects.filter((object) => !ids.includes(identify(object))).map((object) => JSON.stringify(object)))
    .toEqual(after.objects.filter((object) => !ids.includes(identify(object))).map((object) => before.get(identify(object))));
});

describe('problems', () => {
  const json = (target: object, ...operations: object[]): Patch => ({ patch: JSON.stringify(operations), target });
  const label = (value: unknown) => ({ op: 'add', path: '/metadata/labels/x', value });

  test('a label that is no string is refused at the last patch that selects the object, as the operator would drop all its labels', () => {
    const { problems } = render({ patches: [json({ kind: 'Namespace' }, label('a')), json({ kind: 'Namespace' }, label(5)), json({ kind: 'Deployment' }, label('y'))] });
    expect(problems).toEqual([{
      code: 'META_FIELD',
      path: 'patches[1]',
      rule: 'leaves Namespace flux-system with the label x, which must be a string',
      received: 5,
      remedy: 'put it in quotes',
    }]);
  });

  test('a label that is null becomes empty, as in the operator', () => {
    const { objects } = render({ patches: [json({ kind: 'Namespace' }, label(null))] });
    expect(objects.find(({ kind }) => kind === 'Namespace')?.metadata.labels).toMatchObject({ x: '' });
  });

  test.each([
    ['nginx:1', 'an image that is not of a registry'],
    ['docker.io/nginx', 'an image of Docker Hub without an owner'],
    ['ghcr.io/Org/x:1', 'an image with capital letters'],
    ['ghcr.io/org/x@sha256:abc', 'a digest that is too short'],
    ['ghcr.io/org/x:a b', 'a tag with a blank'],
  ])('the image %s of a controller is refused: %s', (image) => {
    const { problems } = render({ patches: [json({ kind: 'Deployment', name: 'helm-controller' }, { op: 'replace', path: '/spec/template/spec/containers/0/image', value: image })] });
    expect(problems).toMatchObject([{ code: 'PATCH_OBJECT_INVALID', path: 'patches[0]', received: image }]);
  });

  test.each([
    [{ op: 'remove', path: '/spec/template/spec/containers' }, 'without a list of containers'],
    [{ op: 'remove', path: '/spec/template/spec/containers/0/image' }, 'with an image of the container manager'],
    [{ op: 'add', path: '/spec/template/spec/containers/0', value: { image: 'a/b' } }, 'with a container that has no name'],
  ])('a Deployment that %j leaves without what the operator reads is refused', (operation, rule) => {
    const { problems } = render({ patches: [json({ kind: 'Deployment', name: 'helm-controller' }, operation)] });
    expect(problems).toMatchObject([{ code: 'PATCH_OBJECT_INVALID', path: 'patches[0]' }]);
    expect(problems[0].rule).toContain(rule);
  });

  test('what the patch engine refuses is told with the place of the patch', () => {
    expect(render({ patches: [json({ kind: 'Namespace' }), { patch: '- {op: nonsense, path: /a}', target: { kind: 'Namespace' } }] }).problems)
      .toMatchObject([{ path: expect.stringMatching(/^patches\[1\]/) }]);
  });

  test('two objects that a patch moves into one are refused', () => {
    const { problems } = render({ patches: [json({ kind: 'ServiceAccount' }, { op: 'replace', path: '/metadata/name', value: 'one' })] });
    expect(problems).toMatchObject([{ code: 'PATCH_OBJECT_INVALID' }]);
  });
});

test('for each patch it is told how many objects it selected', () => {
  const patch = '- {op: test, path: /metadata/nothing, value: null}';
  const { selected } = render({ patches: ['Deployment', 'StatefulSet', 'CustomResourceDefinition'].map((kind) => ({ patch, target: { kind } })) });
  expect(selected).toEqual([4, 0, 11]);
});

test('a patch for a CRD changes it', () => {
  const patch = '- {op: add, path: /spec/versions/0/deprecated, value: true}';
  const rendered = render({ patches: [{ patch, target: { kind: 'CustomResourceDefinition', name: 'helmreleases.*' } }] });
  expect(find(rendered, 'CustomResourceDefinition', 'helmreleases.helm.toolkit.fluxcd.io')).toMatchObject({ spec: { versions: [{ deprecated: true }] } });
  expect(find(rendered, 'CustomResourceDefinition', 'buckets.source.toolkit.fluxcd.io').spec).not.toMatchObject({ versions: [{ deprecated: true }] });
});

// What google/go-containerregistry takes for a reference, but for the images of Docker Hub without an owner, which the operator does not take.
test.each<[string, boolean]>([
  ['ghcr.io/fluxcd/source-controller:v1.7.0', true],
  [`ghcr.io/fluxcd/source-controller:v1.7.0@sha256:${'a'.repeat(64)}`, true],
  [`ghcr.io/fluxcd/source-controller@sha256:${'a'.repeat(64)}`, true],
  ['ghcr.io/fluxcd/source-controller', true],
  ['fluxcd/source-controller:v1', true],
  ['docker.io/fluxcd/source-controller', true],
  ['index.docker.io/fluxcd/source-controller', true],
  ['localhost/source-controller', true],
  ['localhost:5000/source-controller', true],
  ['registry:5000/source-controller:v1', true],
  ['example.com/source-controller', true],
  ['source-controller:v1', false],
  ['docker.io/source-controller', false],
  ['index.docker.io/source-controller', false],
  ['Fluxcd/source-controller', false],
  ['example.com/Source', false],
  ['example.com/', false],
  ['exa mple.com/source', false],
  ['%example.com/source', false],
  [`fluxcd/source:${'a'.repeat(129)}`, false],
  ['fluxcd/source:a b', false],
  ['fluxcd/source:%', false],
  [`fluxcd/source@sha256:${'a'.repeat(65)}`, false],
  [`fluxcd/source@xsha256:${'a'.repeat(64)}`, false],
  [`fluxcd/source@sha256:${'a'.repeat(64)}@sha256:${'a'.repeat(64)}`, false],
])('%s is an image for the operator: %s', (image, isOne) => {
  expect(isImage(image)).toBe(isOne);
});

test.each([
  ['fluxcd', 'upstream-alpine'],
  ['ghcr.io/fluxcd', 'upstream-alpine'],
  ['ghcr.io/fluxcd/', 'upstream-alpine'],
  ['ghcr.io/controlplaneio-fluxcd/alpine', 'enterprise-alpine'],
  ['ghcr.io/controlplaneio-fluxcd/distroless', 'enterprise-distroless'],
  ['709825985650.dkr.ecr.us-east-1.amazonaws.com/controlplane/fluxcd', 'enterprise-distroless'],
  ['ghcr.io/controlplaneio-fluxcd/distroless-fips', 'enterprise-distroless-fips'],
  ['registry.example.com/fluxcd', undefined],
])('images of the registry %s are of the variant %s', (registry, variant) => {
  expect(findVariant({ registry })).toBe(variant);
  expect(findVariant({ registry, variant: 'enterprise-alpine' })).toBe('enterprise-alpine');
});
