import type { KustomizePatch } from '../../src';
import { readProps } from '../../src/instance';
import { renderSync } from '../../src/operator';

const GIT = { kind: 'GitRepository', url: 'https://github.com/acme/fleet.git', ref: 'refs/heads/main', path: './' };
const CONTEXT = { labels: {}, patchTargets: [], secrets: undefined };

function render(props: object) {
  return renderSync(readProps({ ...GIT, ...props }, undefined), CONTEXT);
}

function patchOf(kind: string, ...operations: object[]): KustomizePatch {
  return { target: { kind }, patch: JSON.stringify(operations) };
}

const add = (path: string, value: unknown) => ({ op: 'add', path, value });

describe('all problems of one patch are reported', () => {
  test.each<[string, KustomizePatch, string[]]>([
    ['two wrong types', patchOf('Kustomization', add('/spec/wait', 'x'), add('/spec/prune', 'y')), ['spec.prune', 'spec.wait']],
    ['two unknown fields', patchOf('GitRepository', add('/spec/certSecretRefs', {}), add('/spec/insecur', true)), ['spec.certSecretRefs', 'spec.insecur']],
    ['three references given as strings',
      { patch: 'apiVersion: source.toolkit.fluxcd.io/v1\nkind: GitRepository\nmetadata: {name: x}\nspec: {certSecretRef: a, proxySecretRef: b, secretRef: c}', target: { kind: 'GitRepository' } },
      ['spec.proxySecretRef', 'spec.secretRef']],
    ['two values of a map', patchOf('Kustomization', add('/spec/postBuild', { substitute: { a: 1, b: 2 } })), ['spec.postBuild.substitute.a', 'spec.postBuild.substitute.b']],
  ])('%s', (_, patch, fields) => {
    const paths = render({ patches: [patch] }).problems.map(({ path }) => path);
    for (const field of fields) {
      expect(paths).toContain(`patches[0] (${patch.target!.kind} ${field})`);
    }
    expect(new Set(paths).size).toBe(paths.length);
  });

  test('an issuer and a subject that are both unanchored', () => {
    const verify = { provider: 'cosign', matchOIDCIdentity: [{ issuer: 'https://issuer.example.com', subject: 'https://github.com/acme/.*' }] };
    const { problems, warnings } = render({
      kind: 'OCIRepository', url: 'oci://ghcr.io/acme/fleet', ref: 'latest', patches: [patchOf('OCIRepository', add('/spec/verify', verify))],
    });
    expect(problems).toEqual([]);
    expect(warnings.filter(({ code }) => code === 'OCI_OIDC_UNANCHORED').map(({ path }) => path)).toEqual([
      'patches[0] (OCIRepository spec.verify.matchOIDCIdentity[0].issuer)', 'patches[0] (OCIRepository spec.verify.matchOIDCIdentity[0].subject)',
    ]);
  });

  test('one mistake that goes into both objects stays one problem', () => {
    const { problems } = render({ patches: [{ target: { kind: 'GitRepository|Kustomization' }, patch: '[{"op":"add","path":"/metadata/labels","value":{"a b":"c"}}]' }] });
    expect(problems.map(({ code }) => code)).toEqual(['META_LABEL']);
  });
});

describe('the problems of several steps are reported together', () => {
  const select = (kind: string) => patchOf(kind, add('/spec/suspend', true));

  test.each<[string, object, string[]]>([
    ['what the API server and what a controller refuses', { url: 'git@github.com:acme/fleet.git', ref: 'main' }, [
      'SCHEMA_PATTERN url (GitRepository spec.url)', 'GIT_REF_NAME_UNQUALIFIED ref (GitRepository spec.ref.name)',
    ]],
    ['an unknown prop and what comes after it', { url: 'git@github.com:acme/fleet.git', sparkle: true }, [
      'INPUT_UNKNOWN sparkle', 'SCHEMA_PATTERN url (GitRepository spec.url)',
    ]],
    ['a patch that selects nothing and what comes after it', { url: 'git@github.com:acme/fleet.git', ref: 'main', patches: [select('Kustomizaton')] }, [
      'PATCH_NO_MATCH patches[0].target', 'SCHEMA_PATTERN url (GitRepository spec.url)', 'GIT_REF_NAME_UNQUALIFIED ref (GitRepository spec.ref.name)',
    ]],
    ['all patches that select nothing', { patches: [select('Kustomizaton'), select('Kustomization'), select('GitRepositry')] }, [
      'PATCH_NO_MATCH patches[0].target', 'PATCH_NO_MATCH patches[2].target',
    ]],
    ['nothing more of a field that the API server refuses', { patches: [patchOf('GitRepository', add('/spec/ref', { name: 'main', branch: 5 }))] }, [
      'SCHEMA_TYPE patches[0] (GitRepository spec.ref.branch)',
    ]],
    ['nothing of what follows from a missing value', { url: '', ref: 'main' }, ['INPUT_EMPTY url']],
    ['nothing of what follows from a wrong value', { url: 'ssh://git@github.com/acme/fleet.git', pullSecret: 5 }, ['INPUT_TYPE pullSecret']],
    ['nothing of what follows from a URL without its scheme', { url: 'git@github.com:acme/fleet.git', provider: 'github', pullSecret: 'app' }, [
      'SCHEMA_PATTERN url (GitRepository spec.url)',
    ]],
  ])('%s', (_, props, expected) => {
    const { problems, objects } = render(props);
    expect(problems.map(({ code, path }) => `${code} ${path}`)).toEqual(expected);
    expect(objects).toEqual([]);
  });
});
